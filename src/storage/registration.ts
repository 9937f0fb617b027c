import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** Any number, the same in every process: one of them at a time does the sweep. */
const registrationLock = 7_203_114_021;

/**
 * Appeals that wait for a working day that has begun (`today`, or earlier ones that no sweep has seen), locked, oldest
 * first. Nothing where another process is at it.
 */
export const lockUnregistered = async (
  db: Queryable,
  today: string,
  limit: number,
): Promise<readonly string[]> => {
  const lock = await sql<{
    mine: boolean;
  }>`select pg_try_advisory_xact_lock(${registrationLock}) as mine`.execute(db);
  if (!lock.rows[0]?.mine) return [];
  const rows = await db
    .selectFrom('appeals')
    .where('state', '=', 'received')
    .where('registered_on', '<=', today)
    .orderBy('registered_on')
    .orderBy('id')
    .limit(limit)
    .select('id')
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => row.id);
};

export const setRegistered = async (db: Queryable, ids: readonly string[]): Promise<void> => {
  await sql`update appeals set state = 'registered' where id = any (${ids}::uuid[])`.execute(db);
};
