import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Outgoing, Sent } from '../../domain/conversation/prompt.ts';
import { unreachable } from '../../domain/result.ts';
import {
  beginDelivery,
  type DeliveryRow,
  findDelivery,
  partsOutOf,
  reserveSends,
  setDelivery,
  setPace,
  setPartsOut,
} from '../../storage/deliveries.ts';
import { claim, fail, finish, type Lease, mostAttempts, pauseAfter, prolong } from '../../storage/outbox.ts';
import type { ActionContext } from '../context.ts';
import { addressKey } from './kept-conversation.ts';
import { draftLetter, type Letter } from './letter.ts';
import { openForReply } from './open-for-reply.ts';
import { sendKind } from './outbox-kinds.ts';
import type { Outlet } from './outlet.ts';
import { reachOtherwise } from './reach-otherwise.ts';
import { sendDesk } from './send-desk.ts';
import type { TalkDesk } from './talk-desk.ts';
import type { Outlets } from './ways.ts';

const batchSize = 50;
/** Longer than any provider is waited for. */
const lease = 120_000;
/** People served at one time; one person's messages follow each other. */
const atOnce = 8;

export interface DeliveryDesk {
  readonly talk: TalkDesk;
  readonly outlets: Outlets;
}

interface Sending {
  readonly entry: Lease;
  readonly channel: TalkChannel;
  readonly outlet: Outlet;
  readonly letter: Letter;
  readonly deliveryId: string;
}

/** Half to one and a half times the pause, so that what failed together is not tried again together. */
const jittered = (ctx: ActionContext, attempt: number): Date => {
  const share = 0.5 + ctx.randomBytes(2).readUInt16BE(0) / 65_536;
  return new Date(ctx.now().getTime() + Math.round(pauseAfter(attempt) * share));
};

const outgoingOf = ({ deliveryId, channel, letter }: Sending): Outgoing => ({
  deliveryId,
  channel,
  address: letter.address,
  language: letter.language,
  prompts: letter.prompts,
});

const wentOut = (ctx: ActionContext, sending: Sending, providerId: string | null): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const { entry, letter, channel } = sending;
    await setDelivery(trx, sending.deliveryId, 'sent', ctx.now(), { providerId });
    await finish(trx, entry, ctx.now());
    if (letter.opensAppeal !== null)
      await openForReply(
        ctx,
        trx,
        { channel, address: letter.address, language: letter.language },
        letter.opensAppeal,
      );
  });

/** This way has failed for good: another way, or before the registrar. */
const failedForGood = (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  error: string,
): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const { entry, channel, letter } = sending;
    const lost = error === 'blocked-by-person' || error === 'address-wrong';
    if (lost && letter.conversationId !== null)
      await trx
        .updateTable('conversations')
        .set({ unreachable: error })
        .where('id', '=', letter.conversationId)
        .execute();
    // Whether it went out is not known: a second way might tell the same thing twice, so a person decides.
    const moved =
      error !== 'outcome-unknown' && (await reachOtherwise(ctx, trx, desk.outlets, channel, entry));
    await setDelivery(trx, sending.deliveryId, moved ? 'moved' : 'failed', ctx.now(), { error });
    if (moved) await finish(trx, entry, ctx.now());
    else await fail(trx, entry, error, ctx.now(), { retry: false });
  });

const laterOrNever = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  state: 'waiting' | 'sending',
  error: string,
  dueAt: Date,
): Promise<void> => {
  if (sending.entry.attempt >= mostAttempts) {
    await failedForGood(ctx, desk, sending, state === 'sending' ? 'outcome-unknown' : error);
    return;
  }
  await setDelivery(ctx.db, sending.deliveryId, state, ctx.now(), { error });
  await fail(ctx.db, sending.entry, error, ctx.now(), { dueAt });
};

/** What follows from what the provider said: decided here and nowhere else. */
const conclude = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  sent: Sent,
): Promise<void> => {
  const later = jittered(ctx, sending.entry.attempt);
  switch (sent.outcome) {
    case 'sent':
      return wentOut(ctx, sending, sent.providerId);
    case 'try-later': {
      const at = sent.at !== null && sent.at > later ? sent.at : later;
      if (sent.everyone) await setPace(ctx.db, sending.channel, sent.at ?? later);
      return laterOrNever(ctx, desk, sending, 'waiting', 'try-later', at);
    }
    case 'never':
      return failedForGood(ctx, desk, sending, `never:${sent.code}`);
    case 'blocked-by-person':
    case 'address-wrong':
      return failedForGood(ctx, desk, sending, sent.outcome);
    case 'unknown':
      return sending.outlet.find === null
        ? failedForGood(ctx, desk, sending, 'outcome-unknown')
        : laterOrNever(ctx, desk, sending, 'sending', 'outcome-unknown', later);
    default:
      return unreachable(sent);
  }
};

/** What is out already: at an earlier try, or at the sending that staff had sent again. */
const partsOutBefore = async (
  ctx: ActionContext,
  { entry, channel }: Sending,
  before: DeliveryRow | undefined,
): Promise<number> => {
  if (before !== undefined) return before.parts_out;
  const { goesOnFrom } = entry.payload;
  return typeof goesOnFrom === 'string' ? partsOutOf(ctx.db, goesOnFrom, channel) : 0;
};

/** A sending that was begun and whose end nobody knows: the provider is asked before anything is sent again. */
const askAfter = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  before: DeliveryRow,
): Promise<'send' | 'settled'> => {
  const { find } = sending.outlet;
  const found =
    find === null ? ({ found: 'cannot-say' } as const) : await find(outgoingOf(sending), before.began_at);
  switch (found.found) {
    case 'went-out':
      await wentOut(ctx, sending, found.providerId);
      return 'settled';
    case 'did-not-go-out':
      return 'send';
    case 'cannot-say':
      if (find === null) await failedForGood(ctx, desk, sending, 'outcome-unknown');
      else
        await laterOrNever(
          ctx,
          desk,
          sending,
          'sending',
          'outcome-unknown',
          jittered(ctx, sending.entry.attempt),
        );
      return 'settled';
  }
};

const sendOne = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  before: DeliveryRow | undefined,
): Promise<void> => {
  const { entry, channel, outlet, letter } = sending;
  if (outlet.send === null) return failedForGood(ctx, desk, sending, 'never:no-sending');
  if (before?.state === 'sending' && (await askAfter(ctx, desk, sending, before)) === 'settled') return;
  const partsOut = await partsOutBefore(ctx, sending, before);
  await beginDelivery(ctx.db, {
    id: sending.deliveryId,
    outboxId: entry.id,
    appealId: letter.appealId,
    conversationId: letter.conversationId,
    channel,
    kind: entry.kind,
    addressBlind: ctx.keys.blind('address', addressKey(channel, letter.address)),
    sealed: ctx.keys.seal(letter.address, `deliveries:${sending.deliveryId}`),
    partsOut,
    now: ctx.now(),
  });
  const notePart = async (out: number): Promise<void> => {
    await setPartsOut(ctx.db, sending.deliveryId, out);
    await prolong(ctx.db, entry, new Date(ctx.now().getTime() + lease));
  };
  let sent: Sent;
  try {
    sent = await outlet.send(outgoingOf(sending), sendDesk(ctx, { partsOut, notePart }));
  } catch (error) {
    ctx.log.warn({ channel, error: error instanceof Error ? error.name : 'unknown' }, 'a sending broke off');
    sent = { outcome: 'unknown' };
  }
  await conclude(ctx, desk, sending, sent);
};

const deliverOne = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
  outlet: Outlet,
  entry: Lease,
  letter: Letter,
): Promise<void> => {
  const before = await findDelivery(ctx.db, entry.id);
  if (before !== undefined && before.state !== 'sending' && before.state !== 'waiting') {
    // It has had its end; only the entry did not hear of it.
    await finish(ctx.db, entry, ctx.now());
    return;
  }
  const deliveryId = before?.id ?? ctx.uuid();
  await sendOne(ctx, desk, { entry, channel, outlet, letter, deliveryId }, before);
};

/** Entries by whom they go to, each person's in order; what says nothing any more is finished on the way. */
const byPerson = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
  leases: readonly Lease[],
): Promise<readonly (readonly { readonly entry: Lease; readonly letter: Letter }[])[]> => {
  const people = new Map<string, { entry: Lease; letter: Letter }[]>();
  for (const entry of leases) {
    try {
      const drafted = await draftLetter(ctx, ctx.db, desk.talk, desk.outlets, channel, entry);
      if (typeof drafted === 'object') {
        const { letter } = drafted;
        people.set(letter.address, [...(people.get(letter.address) ?? []), { entry, letter }]);
      } else
        await ctx.db.transaction().execute(async (trx) => {
          if (drafted === 'no-way') await reachOtherwise(ctx, trx, desk.outlets, channel, entry);
          await finish(trx, entry, ctx.now());
        });
    } catch (error) {
      ctx.log.warn(
        { outboxId: entry.id, error: error instanceof Error ? error.name : 'unknown' },
        'a letter could not be drafted',
      );
      await fail(ctx.db, entry, 'draft-failed', ctx.now());
    }
  }
  return [...people.values()];
};

const hasFailed = (state: DeliveryRow['state'] | undefined): boolean =>
  state === 'waiting' || state === 'sending';

/**
 * Sends what waits for one channel, as many as its provider takes now: different people at once, one person's messages
 * one after the other. True where more may go at once.
 */
export const deliver = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
): Promise<boolean> => {
  const outlet = desk.outlets.get(channel);
  if (outlet === undefined) return false;
  const now = ctx.now();
  const { room, freeAt } = await reserveSends(ctx.db, channel, {
    now,
    perSecond: outlet.messagesPerSecond,
    most: batchSize,
  });
  if (room === 0) return false;
  const leases = await claim(ctx.db, { kinds: [sendKind(channel)], now, lease, limit: room });
  if (leases.length < room) {
    const unused = Math.floor(((room - leases.length) * 1_000) / outlet.messagesPerSecond);
    await setPace(ctx.db, channel, new Date(freeAt.getTime() - unused));
  }
  const people = [...(await byPerson(ctx, desk, channel, leases))];
  const serve = async (): Promise<void> => {
    for (let person = people.pop(); person !== undefined; person = people.pop()) {
      let notBefore: Date | null = null;
      for (const { entry, letter } of person) {
        if (notBefore !== null) {
          // What comes after waits until the one before it is through, or is looked at anew where this way has ended.
          await fail(ctx.db, entry, 'waits-for-earlier', ctx.now(), { dueAt: notBefore });
          continue;
        }
        await deliverOne(ctx, desk, channel, outlet, entry, letter);
        const state = (await findDelivery(ctx.db, entry.id))?.state;
        if (hasFailed(state)) notBefore = jittered(ctx, entry.attempt);
        else if (state === 'failed' || state === 'moved') notBefore = ctx.now();
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, serve));
  return leases.length === room && room === batchSize;
};
