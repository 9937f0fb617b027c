import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Database } from '../../storage/database.ts';

const byDatabase = new WeakMap<Database, Map<TalkChannel, Map<string, Promise<void>>>>();

/**
 * Who is being served on a channel by this process at this moment, by address. A provider that leaves one sending without
 * an answer must not keep the others waiting, and what is to go to the same person goes after it.
 */
export const underWay = (db: Database, channel: TalkChannel): Map<string, Promise<void>> => {
  const channels = byDatabase.get(db) ?? new Map<TalkChannel, Map<string, Promise<void>>>();
  byDatabase.set(db, channels);
  const people = channels.get(channel) ?? new Map<string, Promise<void>>();
  channels.set(channel, people);
  return people;
};

/** Waits for work, for so many milliseconds at most; true where it has come to its end. */
export const endedWithin = async (
  work: Promise<unknown>,
  milliseconds: number | undefined,
): Promise<boolean> => {
  if (milliseconds === undefined) {
    await work;
    return true;
  }
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const ended = await Promise.race([work.then(() => true as const), over]);
  clearTimeout(timer);
  return ended;
};
