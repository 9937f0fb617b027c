import type { Inbound } from '../../domain/conversation/inbound.ts';
import { holdThreads } from '../../storage/conversations.ts';
import { readWaitingParts, settleParts, type WaitingPart } from '../../storage/message-parts.ts';
import type { ActionContext } from '../context.ts';
import type { Arriving, InboundReply } from './arriving.ts';
import { openRaw, sealRaw } from './keep-for-later.ts';
import { threadKey } from './kept-conversation.ts';

/** Milliseconds that a part waits for the others; then it is taken by itself, and they are added to its appeal. */
const waitsFor = 60_000;
/** Milliseconds before the background takes a joined message up that this process has not finished. */
const takenOverAfter = 5_000;

export type PartArriving = Arriving & {
  readonly inbound: Inbound & { readonly part: NonNullable<Inbound['part']> };
};
export const isPart = (arriving: Arriving): arriving is PartArriving => arriving.inbound.part !== undefined;

const nameOf = ({ inbound }: PartArriving): string =>
  `${threadKey(inbound)}\n${inbound.part.reference}\n${inbound.part.total}`;

const textOf = ({ what }: Inbound): string => ('text' in what ? what.text : '');

/** The whole message, its parts in their own order, whichever came first. */
const whole = (ctx: ActionContext, parts: readonly WaitingPart[]): Omit<Arriving, 'rowId'> | null => {
  const opened = parts.map((part) => openRaw(ctx, part));
  const [first] = opened;
  if (first === undefined) return null;
  const { part: _part, ...inbound } = first.inbound;
  const text = opened.map((one) => textOf(one.inbound)).join('');
  return {
    inbound: { ...inbound, what: { kind: 'text', text } },
    raw: opened.map(({ raw }) => raw).join('\n'),
  };
};

/**
 * Keeps a part of a long message until the others are there. Gives the whole message with the row that holds it as soon
 * as nothing is missing: stored in the same transaction in which its parts end, so that it is neither lost nor taken
 * twice. Otherwise what the part is answered with: nothing yet.
 */
export const joinParts = (
  ctx: ActionContext,
  arriving: PartArriving,
): Promise<{ readonly whole: Arriving } | { readonly reply: InboundReply }> =>
  ctx.db.transaction().execute(async (trx) => {
    const { inbound } = arriving;
    const { channel, externalId, part } = inbound;
    const reply = { outcome: 'kept', language: inbound.languageHint ?? 'kk', prompts: [] } as const;
    await holdThreads(trx, ctx.keys.blinds('thread', threadKey(inbound)));
    const id = ctx.uuid();
    const now = ctx.now();
    const stored = await trx
      .insertInto('inbound')
      .values({
        id,
        channel,
        external_id: externalId,
        conversation_id: null,
        received_at: now,
        state: 'waiting',
        due_at: new Date(now.getTime() + waitsFor),
        error: null,
        raw: sealRaw(ctx, id, arriving),
        reply: null,
        language: null,
        part_of: ctx.keys.blind('thread', nameOf(arriving)),
        part_number: part.number,
      })
      .onConflict((conflict) => conflict.columns(['channel', 'external_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (stored === undefined) return { reply: { ...reply, outcome: 'repeated' } };
    const names = ctx.keys.blinds('thread', nameOf(arriving));
    const parts = await readWaitingParts(trx, names, new Date(now.getTime() - waitsFor));
    const joined = parts.length === part.total ? whole(ctx, parts) : null;
    if (joined === null) return { reply };
    await settleParts(
      trx,
      parts.map((one) => one.id).filter((one) => one !== id),
    );
    await trx
      .updateTable('inbound')
      .set({
        raw: sealRaw(ctx, id, joined),
        part_of: null,
        due_at: new Date(now.getTime() + takenOverAfter),
      })
      .where('id', '=', id)
      .execute();
    // The row of the part that came last holds the whole message, and is known by that part's id.
    return { whole: { ...joined, inbound: { ...joined.inbound, externalId }, rowId: id } };
  });
