import { newConversation } from '../../domain/conversation/conversation.ts';
import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Language } from '../../domain/language.ts';
import { holdThreads, readConversations } from '../../storage/conversations.ts';
import type { Queryable } from '../../storage/database.ts';
import type { ActionContext } from '../context.ts';
import { conversationRow, openConversationRow, threadKey } from './kept-conversation.ts';

/**
 * After an answer or a question has gone out, what the person writes next belongs to that appeal, also where they had
 * never written from there.
 */
export const openForReply = async (
  ctx: ActionContext,
  trx: Queryable,
  to: { readonly channel: TalkChannel; readonly address: string; readonly language: Language },
  appeal: { readonly id: string; readonly serial: number },
): Promise<void> => {
  const { channel, address } = to;
  const keys = ctx.keys.blinds('thread', threadKey({ channel, thread: address }));
  await holdThreads(trx, keys);
  const [row] = await readConversations(trx, keys);
  const at = ctx.now().toISOString();
  const opened = { ...appeal, at };
  if (row !== undefined) {
    const kept = openConversationRow(ctx.keys, row);
    const person = {
      ...kept,
      id: row.id,
      isNew: false,
      createdAt: row.created_at,
      unreachable: row.unreachable,
    };
    const conversation = { ...kept.conversation, appeal: opened };
    const { sealed } = conversationRow(ctx, channel, person, { conversation, replies: kept.replies });
    await trx
      .updateTable('conversations')
      .set({ sealed, updated_at: ctx.now() })
      .where('id', '=', row.id)
      .execute();
    return;
  }
  const conversation = { ...newConversation, language: to.language, appeal: opened };
  const replies = { since: at, count: 0 };
  const person = {
    id: ctx.uuid(),
    isNew: true,
    createdAt: ctx.now(),
    unreachable: null,
    thread: address,
    address,
    handle: null,
    conversation,
    replies,
  };
  await trx
    .insertInto('conversations')
    .values(conversationRow(ctx, channel, person, { conversation, replies }))
    .execute();
};
