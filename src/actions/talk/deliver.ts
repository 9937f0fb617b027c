import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import { type DeliveryRow, findDeliveries, reserveSends, setPace } from '../../storage/deliveries.ts';
import { claim, fail, finish, giveBack, type Lease } from '../../storage/outbox.ts';
import type { ActionContext } from '../context.ts';
import { keepLeases, takeUpLeftOver } from './left-over.ts';
import { type Drafted, draftLetter, type Letter } from './letter.ts';
import { type Errand, sendKind } from './outbox-kinds.ts';
import type { Outlet } from './outlet.ts';
import { reachOtherwise } from './reach-otherwise.ts';
import { messagesUnderWay } from './receive-inbound.ts';
import { replyLetters } from './reply-letter.ts';
import { sendingLease, sendLetter } from './send-letter.ts';
import { type DeliveryDesk, jittered } from './sending.ts';
import { endedWithin, underWay } from './under-way.ts';

export type { DeliveryDesk } from './sending.ts';

const batchSize = 50;
/**
 * While so many people wait for their message to be taken, fewer replies go out in one round: a message that is not taken
 * in time is sent again, a reply that waits is only later.
 */
const crowd = 12;
const batchInCrowd = 10;
/** People served at one time (a provider takes some 200 ms for each); one person's messages follow each other. */
const atOnce = 24;
/** Milliseconds until it is looked again whether what is under way to the same person is through. */
const pauseForEarlier = 5_000;

interface Drawn {
  readonly entry: Lease;
  readonly letter: Letter;
}

/** What this entry comes to: replies have been read together, the others are read one by one. */
const draft = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
  entry: Lease,
  replies: ReadonlyMap<string, () => Drafted>,
): Promise<Drafted> => {
  const errand = entry.payload as unknown as Errand;
  if (errand.what === 'reply') return replies.get(errand.inboundId)?.() ?? 'nothing';
  return draftLetter(ctx, ctx.db, desk.talk, desk.outlets, channel, entry, errand);
};

/** Entries by whom they go to, each person's in order; what says nothing any more is finished on the way. */
const byPerson = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
  leases: readonly Lease[],
): Promise<readonly (readonly Drawn[])[]> => {
  const people = new Map<string, Drawn[]>();
  const answered = leases.map(({ payload }) => payload.inboundId).filter((id) => typeof id === 'string');
  const replies = await replyLetters(ctx, ctx.db, answered);
  for (const entry of leases) {
    try {
      const drafted = await draft(ctx, desk, channel, entry, replies);
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

/** Sends what goes to one person, in order; what comes after waits until the one before it is through. */
const serve = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
  outlet: Outlet,
  person: readonly Drawn[],
  before: ReadonlyMap<number, DeliveryRow>,
): Promise<void> => {
  let notBefore: Date | null = null;
  for (const { entry, letter } of person) {
    if (notBefore !== null) {
      await giveBack(ctx.db, [entry], notBefore, { tried: false });
      continue;
    }
    const known = before.get(entry.id);
    const sending = { entry, channel, outlet, letter, deliveryId: known?.id ?? ctx.uuid() };
    const tried = await sendLetter(ctx, desk, sending, known);
    if (tried === 'waits') notBefore = jittered(ctx, entry.attempt);
    // Where this way has ended, what comes after is looked at anew.
    else if (tried === 'ended') notBefore = ctx.now();
  }
};

const entriesOf = (people: readonly (readonly Drawn[])[]): readonly Lease[] =>
  people.flatMap((person) => person.map(({ entry }) => entry));

/** Who is to be served, and what is known of earlier tries. */
const draw = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
  leases: readonly Lease[],
): Promise<{ readonly people: (readonly Drawn[])[]; readonly before: ReadonlyMap<number, DeliveryRow> }> => {
  try {
    const ids = leases.map(({ id }) => id);
    const before = await findDeliveries(ctx.db, ids);
    return { people: [...(await byPerson(ctx, desk, channel, leases))], before };
  } catch (error) {
    keepLeases(ctx.db, channel, leases);
    throw error;
  }
};

/** One round. Rejects where some of it has broken off; its leases are kept then, to be given back. */
const sendAll = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  channel: TalkChannel,
  outlet: Outlet,
  leases: readonly Lease[],
): Promise<void> => {
  const serving = underWay(ctx.db, channel);
  const free = atOnce - serving.size;
  const { people, before } = await draw(ctx, desk, channel, leases);
  let broken: unknown = null;
  const serveOne = async (person: readonly Drawn[], address: string): Promise<void> => {
    try {
      if (!serving.has(address)) {
        const served = serve(ctx, desk, channel, outlet, person, before);
        serving.set(address, served);
        await served.finally(() => serving.delete(address));
      } else {
        const at = new Date(ctx.now().getTime() + pauseForEarlier);
        await giveBack(ctx.db, entriesOf([person]), at, { tried: false });
      }
    } catch (error) {
      broken = error;
      keepLeases(ctx.db, channel, entriesOf([person]));
    }
  };
  const serveNext = async (): Promise<void> => {
    for (let person = people.pop(); person !== undefined; person = people.pop())
      await serveOne(person, person[0]?.letter.address ?? '');
  };
  const all = Promise.all(Array.from({ length: free }, serveNext));
  if (!(await endedWithin(all, desk.patience))) {
    const rest = entriesOf(people.splice(0));
    if (rest.length > 0) await giveBack(ctx.db, rest, ctx.now(), { tried: false });
  }
  if (broken !== null) throw broken;
};

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
  await takeUpLeftOver(ctx, channel);
  if (underWay(ctx.db, channel).size >= atOnce) return false;
  const now = ctx.now();
  const most = messagesUnderWay(ctx.db) >= crowd ? batchInCrowd : batchSize;
  const { room, freeAt } = await reserveSends(ctx.db, channel, {
    now,
    perSecond: outlet.messagesPerSecond,
    most,
  });
  if (room === 0) return false;
  const leases = await claim(ctx.db, { kinds: [sendKind(channel)], now, lease: sendingLease, limit: room });
  if (leases.length < room) {
    const unused = Math.floor(((room - leases.length) * 1_000) / outlet.messagesPerSecond);
    await setPace(ctx.db, channel, new Date(freeAt.getTime() - unused));
  }
  if (leases.length === 0) return false;
  await sendAll(ctx, desk, channel, outlet, leases);
  return leases.length === room && room === batchSize;
};
