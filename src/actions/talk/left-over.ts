import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Database } from '../../storage/database.ts';
import { giveBack, type Lease } from '../../storage/outbox.ts';
import type { ActionContext } from '../context.ts';

/*
 * What a round of sending could not bring to its end because the database went away: what the provider has taken is noted
 * as soon as the database is back, and what was not sent need not wait for the end of a lease that is our own. Should the
 * process die meanwhile, it is as with every death in the middle of a sending: the provider is asked.
 */
interface LeftOver {
  readonly leases: Lease[];
  readonly notes: (() => Promise<unknown>)[];
}
const byDatabase = new WeakMap<Database, Map<TalkChannel, LeftOver>>();

const leftOver = (db: Database, channel: TalkChannel): LeftOver => {
  const channels = byDatabase.get(db) ?? new Map<TalkChannel, LeftOver>();
  byDatabase.set(db, channels);
  const known = channels.get(channel) ?? { leases: [], notes: [] };
  channels.set(channel, known);
  return known;
};

/** Notes what a provider has taken, now or as soon as that is possible; rejects where it was not possible now. */
export const noteOrKeep = async (
  db: Database,
  channel: TalkChannel,
  note: () => Promise<unknown>,
): Promise<void> => {
  try {
    await note();
  } catch (error) {
    leftOver(db, channel).notes.push(note);
    throw error;
  }
};

/** Keeps the leases of a round that broke off. */
export const keepLeases = (db: Database, channel: TalkChannel, leases: readonly Lease[]): void => {
  leftOver(db, channel).leases.push(...leases);
};

/** Takes up what the round before left over: first what went out, then what is to be tried again. */
export const takeUpLeftOver = async (ctx: ActionContext, channel: TalkChannel): Promise<void> => {
  const { leases, notes } = leftOver(ctx.db, channel);
  for (let note = notes[0]; note !== undefined; note = notes[0]) {
    await note();
    notes.shift();
  }
  if (leases.length === 0) return;
  await giveBack(ctx.db, leases, ctx.now(), { tried: true });
  leases.length = 0;
};
