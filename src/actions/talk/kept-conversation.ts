import { z } from 'zod';
import { type Conversation, newConversation } from '../../domain/conversation/conversation.ts';
import type { Inbound } from '../../domain/conversation/inbound.ts';
import { isLanguage } from '../../domain/language.ts';
import type { AccessNeed } from '../../domain/people.ts';
import type { ConversationRow } from '../../storage/conversations.ts';
import type { KeyRing } from '../../storage/keys.ts';
import type { ActionContext } from '../context.ts';

/** Replies to one conversation, so that two machines can't talk to each other for ever. */
export interface ReplyCount {
  /** ISO instant at which the window began. */
  readonly since: string;
  readonly count: number;
}

/** What of a conversation is only kept sealed. */
export interface SealedConversation {
  readonly thread: string;
  readonly address: string | null;
  readonly handle: string | null;
  readonly conversation: Conversation;
  readonly replies: ReplyCount;
}

/** A conversation as one message finds it. */
export interface KeptConversation extends SealedConversation {
  readonly id: string;
  readonly isNew: boolean;
  readonly createdAt: Date;
  readonly unreachable: string | null;
}

const contextOf = (id: string): string => `conversations:${id}`;

export const sealConversation = (keys: KeyRing, id: string, content: SealedConversation): Buffer =>
  keys.seal(JSON.stringify(content), contextOf(id));

/** The outermost shape is looked at; what is inside was written by `sealConversation` alone and is authenticated. */
const shape = z.looseObject({ thread: z.string(), conversation: z.looseObject({}) });

export const openConversationRow = (
  keys: KeyRing,
  row: Pick<ConversationRow, 'id' | 'sealed'>,
): SealedConversation => {
  const content = shape.parse(JSON.parse(keys.open(row.sealed, contextOf(row.id))));
  const kept = content as unknown as SealedConversation;
  return { ...kept, conversation: { ...newConversation, ...kept.conversation } };
};

/** Under what a conversation is found. */
export const threadKey = (inbound: { readonly channel: string; readonly thread: string }): string =>
  `${inbound.channel}\n${inbound.thread}`;
export const addressKey = (channel: string, address: string): string => `${channel}\n${address}`;

/** The conversation of a message: as it is kept, or begun now with the needs that are known of its telephone. */
export const conversationFor = (
  ctx: ActionContext,
  inbound: Inbound,
  row: ConversationRow | undefined,
  needs: readonly string[],
): KeptConversation => {
  if (row !== undefined) {
    const kept = openConversationRow(ctx.keys, row);
    return {
      ...kept,
      id: row.id,
      isNew: false,
      createdAt: row.created_at,
      unreachable: row.unreachable,
      address: inbound.address ?? kept.address,
      handle: inbound.handle ?? kept.handle,
    };
  }
  return {
    id: ctx.uuid(),
    isNew: true,
    createdAt: ctx.now(),
    unreachable: null,
    thread: inbound.thread,
    address: inbound.address,
    handle: inbound.handle ?? null,
    conversation: { ...newConversation, needs: needs as readonly AccessNeed[] },
    replies: { since: ctx.now().toISOString(), count: 0 },
  };
};

/** The row of a conversation after a message. */
export const conversationRow = (
  ctx: ActionContext,
  channel: string,
  kept: KeptConversation,
  after: { readonly conversation: Conversation; readonly replies: ReplyCount },
) => {
  const { thread, address, handle } = kept;
  const { language, optedOut } = after.conversation;
  return {
    id: kept.id,
    channel,
    thread_blind: ctx.keys.blind('thread', `${channel}\n${thread}`),
    address_blind: address === null ? null : ctx.keys.blind('address', addressKey(channel, address)),
    sealed: sealConversation(ctx.keys, kept.id, { thread, address, handle, ...after }),
    language: isLanguage(language) ? language : null,
    opted_out: optedOut,
    // Whoever writes can be reached again.
    unreachable: null,
    created_at: kept.createdAt,
    updated_at: ctx.now(),
  };
};
