import { conclude } from '../../domain/conversation/conclude.ts';
import type { Conversation, TalkContext } from '../../domain/conversation/conversation.ts';
import { converse } from '../../domain/conversation/converse.ts';
import type { KeepMedia, Outcome, Turn } from '../../domain/conversation/effects.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import { closingPhone } from '../../domain/conversation/prompts.ts';
import type { Language } from '../../domain/language.ts';
import { normalised } from '../../storage/blind-index.ts';
import {
  holdThreads,
  readConversations,
  readKnownNeeds,
  readSeen,
  type StoredInbound,
  type TurnRows,
  writeTurns,
} from '../../storage/conversations.ts';
import type { Queryable } from '../../storage/database.ts';
import type { ActionContext } from '../context.ts';
import type { Arriving, InboundReply } from './arriving.ts';
import { type DeedOf, doDeeds } from './do-deeds.ts';
import { sealRaw } from './keep-for-later.ts';
import { conversationFor, conversationRow, type KeptConversation, threadKey } from './kept-conversation.ts';
import { fetchKind, sendKind } from './outbox-kinds.ts';
import { countReply } from './reply-limit.ts';
import { openReply, sealReply } from './stored-reply.ts';
import { talkContext } from './talk-context.ts';
import type { TalkDesk } from './talk-desk.ts';

/** Deeds that follow from each other in one turn, at most. */
const mostRounds = 4;

/** One message in the middle of being taken. */
interface Taking {
  readonly arriving: Arriving;
  readonly rowId: string;
  readonly person: KeptConversation;
  readonly context: TalkContext;
  turn: Turn;
  prompts: readonly Prompt[];
  readonly media: KeepMedia[];
  readonly appeals: string[];
}

const languageOf = (conversation: Conversation): Language => conversation.language ?? 'kk';

/** Goes on with every turn until nothing is left to be done. */
const settle = async (ctx: ActionContext, trx: Queryable, takings: readonly Taking[]): Promise<void> => {
  for (let round = 0; round < mostRounds; round += 1) {
    const deeds = new Map<DeedOf, Taking>();
    for (const taking of takings) {
      const { deed, conversation } = taking.turn;
      if (deed === null) continue;
      const person = { ...taking.person, conversation };
      deeds.set(
        { deed, inbound: taking.arriving.inbound, person, language: languageOf(conversation) },
        taking,
      );
    }
    if (deeds.size === 0) return;
    const outcomes = await doDeeds(ctx, trx, [...deeds.keys()]);
    for (const [one, taking] of deeds) {
      const outcome: Outcome | undefined = outcomes.get(one);
      if (outcome === undefined) throw new Error('talk: a deed without an outcome');
      if (outcome.kind === 'appeal-taken') taking.appeals.push(outcome.appealId);
      const next = conclude(taking.turn.conversation, one.deed, outcome, taking.context);
      taking.prompts = [...taking.prompts, ...next.prompts];
      if (next.media !== null) taking.media.push(next.media);
      taking.turn = next;
    }
  }
};

const mediaRows = (ctx: ActionContext, taking: Taking): TurnRows['media'] =>
  taking.media.flatMap(({ submissionId, appealId, media }) =>
    media.map((one) => {
      const id = ctx.uuid();
      return {
        id,
        channel: taking.arriving.inbound.channel,
        submission_id: submissionId,
        appeal_id: appealId ?? taking.appeals[0] ?? null,
        message_id: appealId === null ? null : submissionId,
        conversation_id: taking.person.id,
        sealed: ctx.keys.seal(JSON.stringify(one), `inbound_media:${id}`),
        created_at: ctx.now(),
      };
    }),
  );

/** Rows and reply of one message that has been settled. */
const leaveBehind = (
  ctx: ActionContext,
  taking: Taking,
): { readonly rows: TurnRows; readonly reply: InboundReply } => {
  const { arriving, person, prompts, rowId } = taking;
  const { inbound } = arriving;
  const later = taking.context.style.replies === 'later';
  const counted = countReply(person.replies, ctx.now(), later && prompts.length > 0);
  const answers = inbound.answerable && counted.within;
  const said = answers ? prompts : [];
  const sent = closingPhone(person.conversation.last, said);
  const last = said.length > 0 ? said : taking.turn.conversation.last;
  const conversation: Conversation = { ...taking.turn.conversation, last };
  const language = languageOf(conversation);
  const media = mediaRows(ctx, taking);
  const now = ctx.now();
  const { channel } = inbound;
  const reply: InboundReply = { outcome: answers ? 'taken' : 'unanswered', language, prompts: sent };
  const send = later && said.length > 0 && person.address !== null;
  return {
    reply,
    rows: {
      conversation: conversationRow(ctx, channel, person, { conversation, replies: counted.replies }),
      inbound: {
        id: rowId,
        channel,
        external_id: inbound.externalId,
        conversation_id: person.id,
        received_at: now,
        state: answers ? 'done' : 'unanswered',
        reply: sent.length > 0 ? sealReply(ctx.keys, rowId, sent) : null,
        raw: answers ? null : sealRaw(ctx, rowId, arriving),
        language,
      },
      outbox: [
        ...(send
          ? [
              {
                kind: sendKind(channel),
                channel,
                payload: JSON.stringify({ what: 'reply', inboundId: rowId }),
                due_at: now,
              },
            ]
          : []),
        ...(taking.context.copyBySms ? taking.appeals : []).map((appealId) => ({
          kind: sendKind('sms'),
          channel: 'sms' as const,
          payload: JSON.stringify({ what: 'receipt', appealId }),
          due_at: now,
        })),
        ...media.map(({ id }) => ({
          kind: fetchKind,
          channel,
          payload: JSON.stringify({ mediaId: id }),
          due_at: now,
        })),
      ],
      media,
      appeals: taking.appeals,
    },
  };
};

const replyBefore = (ctx: ActionContext, row: StoredInbound): InboundReply => {
  const language: Language = row.language === 'ru' ? 'ru' : 'kk';
  if (row.state === 'waiting' || row.state === 'poison') return { outcome: 'kept', language, prompts: [] };
  if (row.state === 'unanswered') return { outcome: 'unanswered', language, prompts: [] };
  const prompts = row.reply === null ? [] : openReply(ctx.keys, row.id, row.reply);
  return { outcome: 'repeated', language, prompts };
};

/** A sender that nobody reads at: kept as it came, with nothing done. */
const unheard = (person: KeptConversation): Turn => ({
  conversation: person.conversation,
  prompts: [],
  media: null,
  deed: null,
});

/**
 * Messages of any number of people in one transaction. Each conversation is held until the end, so that one person's
 * messages are taken one after the other, also by several processes; several of one person in one group follow each
 * other in waves.
 */
export const receiveGroup = (
  ctx: ActionContext,
  desk: TalkDesk,
  group: readonly Arriving[],
): Promise<readonly InboundReply[]> =>
  ctx.db.transaction().execute(async (trx) => {
    const blindsOf = ({ inbound }: Arriving): readonly string[] =>
      ctx.keys.blinds('thread', threadKey(inbound));
    const blinds = group.flatMap(blindsOf);
    await holdThreads(trx, blinds);
    const seenRows = await readSeen(
      trx,
      group.map(({ inbound }) => inbound),
    );
    const replies = new Map<string, InboundReply>();
    const nameOf = ({ inbound }: Arriving): string => `${inbound.channel}\n${inbound.externalId}`;
    for (const row of seenRows) {
      const retried = group.some(({ rowId }) => rowId === row.id);
      if (!retried || row.state === 'done' || row.state === 'unanswered')
        replies.set(`${row.channel}\n${row.external_id}`, replyBefore(ctx, row));
    }
    let waiting = group.filter((arriving) => !replies.has(nameOf(arriving)));
    while (waiting.length > 0) {
      const threads = new Set<string>();
      const wave: Arriving[] = [];
      const later: Arriving[] = [];
      for (const arriving of waiting) {
        const thread = threadKey(arriving.inbound);
        if (threads.has(thread)) later.push(arriving);
        else {
          threads.add(thread);
          wave.push(arriving);
        }
      }
      const settled = await takeWave(ctx, desk, trx, wave);
      wave.forEach((arriving, index) => {
        const reply = settled[index];
        if (reply !== undefined) replies.set(nameOf(arriving), reply);
      });
      waiting = later.filter((arriving) => !replies.has(nameOf(arriving)));
    }
    const firsts = new Set<string>();
    return group.map((arriving) => {
      const name = nameOf(arriving);
      const reply = replies.get(name);
      if (reply === undefined) throw new Error('talk: a message without a reply');
      const again = firsts.has(name);
      firsts.add(name);
      return again && reply.outcome === 'taken' ? { ...reply, outcome: 'repeated' } : reply;
    });
  });

const takeWave = async (
  ctx: ActionContext,
  desk: TalkDesk,
  trx: Queryable,
  wave: readonly Arriving[],
): Promise<readonly InboundReply[]> => {
  const keys = wave.map(({ inbound }) => ctx.keys.blinds('thread', threadKey(inbound)));
  const rows = await readConversations(trx, keys.flat());
  const rowOf = (index: number) => rows.find((row) => keys[index]?.includes(String(row.thread_blind)));
  const phones = wave.map(({ inbound }, index) =>
    rowOf(index) === undefined && inbound.address?.startsWith('+')
      ? ctx.keys.blinds('phone', normalised('phone', inbound.address))
      : [],
  );
  const needs = await readKnownNeeds(trx, phones.flat());
  const takings = wave.map((arriving, index): Taking => {
    const { inbound } = arriving;
    const known = phones[index]?.map((blind) => needs.get(blind)).find((found) => found !== undefined) ?? [];
    const person = conversationFor(ctx, inbound, rowOf(index), known);
    const context = talkContext(ctx, desk, inbound, person);
    const turn = inbound.answerable ? converse(person.conversation, inbound.what, context) : unheard(person);
    const media = turn.media === null ? [] : [turn.media];
    const rowId = arriving.rowId ?? ctx.uuid();
    return { arriving, rowId, person, context, turn, prompts: turn.prompts, media, appeals: [] };
  });
  await settle(ctx, trx, takings);
  const left = takings.map((taking) => leaveBehind(ctx, taking));
  await writeTurns(
    trx,
    left.map((one) => one.rows),
  );
  return left.map((one) => one.reply);
};
