import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/**
 * Counts one more try under a key (a keyed hash: the table knows neither account nor address) in the window that
 * began at `windowStart`; gives how many there have been in it, this one included.
 */
export const countTry = async (db: Queryable, key: Buffer, windowStart: Date): Promise<number> => {
  const { count } = await db
    .insertInto('throttle')
    .values({ key, window_start: windowStart, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['key', 'window_start']).doUpdateSet({ count: sql<number>`throttle.count + 1` }),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return count;
};

/** Forgets the tries under a key: what was tried has succeeded. */
export const forgetTries = async (db: Queryable, key: Buffer): Promise<void> => {
  await db.deleteFrom('throttle').where('key', '=', key).execute();
};

/** Removes windows that began before an instant; they limit nothing any more. */
export const dropOldTries = async (db: Queryable, before: Date): Promise<void> => {
  await db.deleteFrom('throttle').where('window_start', '<', before).execute();
};
