import { converse } from '../../domain/conversation/converse.ts';
import type { Turn } from '../../domain/conversation/effects.ts';
import type { Language } from '../../domain/language.ts';
import { normalised } from '../../storage/blind-index.ts';
import {
  holdThreads,
  type KnownBefore,
  readBefore,
  type StoredInbound,
  writeTurns,
} from '../../storage/conversations.ts';
import type { Queryable } from '../../storage/database.ts';
import type { ActionContext } from '../context.ts';
import type { Arriving, InboundReply } from './arriving.ts';
import { conversationFor, type KeptConversation, threadKey } from './kept-conversation.ts';
import { leaveBehind } from './leave-behind.ts';
import { settle, type Taking } from './settle.ts';
import { openReply } from './stored-reply.ts';
import { talkContext } from './talk-context.ts';
import type { TalkDesk } from './talk-desk.ts';

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

const nothingKnown: KnownBefore = { seen: undefined, conversation: undefined, needs: [] };

/** What to look for: the message, its conversation, what is known of the sender's telephone. */
const questionOf = (ctx: ActionContext, { inbound }: Arriving) => ({
  channel: inbound.channel,
  externalId: inbound.externalId,
  threads: ctx.keys.blinds('thread', threadKey(inbound)),
  phones: inbound.address?.startsWith('+')
    ? ctx.keys.blinds('phone', normalised('phone', inbound.address))
    : [],
});

const knownNow = async (
  ctx: ActionContext,
  trx: Queryable,
  wave: readonly Arriving[],
): Promise<ReadonlyMap<Arriving, KnownBefore>> => {
  const rows = await readBefore(
    trx,
    wave.map((arriving) => questionOf(ctx, arriving)),
  );
  return new Map(wave.map((arriving, index) => [arriving, rows[index] ?? nothingKnown]));
};

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
    const questions = group.map((arriving) => questionOf(ctx, arriving));
    await holdThreads(
      trx,
      questions.flatMap(({ threads }) => threads),
    );
    const before = await readBefore(trx, questions);
    const replies = new Map<string, InboundReply>();
    const nameOf = ({ inbound }: Arriving): string => `${inbound.channel}\n${inbound.externalId}`;
    for (const { seen: row } of before) {
      if (row === undefined) continue;
      const retried = group.some(({ rowId }) => rowId === row.id);
      if (!retried || row.state === 'done' || row.state === 'unanswered')
        replies.set(`${row.channel}\n${row.external_id}`, replyBefore(ctx, row));
    }
    let waiting = group.filter((arriving) => !replies.has(nameOf(arriving)));
    let known: ReadonlyMap<Arriving, KnownBefore> | null = new Map(
      group.map((arriving, index) => [arriving, before[index] ?? nothingKnown]),
    );
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
      const settled = await takeWave(ctx, desk, trx, wave, known ?? (await knownNow(ctx, trx, wave)));
      // What comes after finds the conversations as this wave leaves them.
      known = null;
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
  known: ReadonlyMap<Arriving, KnownBefore>,
): Promise<readonly InboundReply[]> => {
  const takings = wave.map((arriving): Taking => {
    const { inbound } = arriving;
    const { conversation, needs } = known.get(arriving) ?? nothingKnown;
    const person = conversationFor(ctx, inbound, conversation, needs);
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
