import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** Something to do after a commit, at least once; `kind` says who does it. */
export interface OutboxEntry {
  readonly kind: string;
  readonly appealId?: string | null;
  readonly channel?: string | null;
  /** Ids and codes. Must survive JSON. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly dueAt: Date;
}

/** An entry that is ours until `leasedUntil`. `attempt` is the fencing token: a later claim has a higher one. */
export interface Lease {
  readonly id: number;
  readonly kind: string;
  readonly appealId: string | null;
  readonly channel: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempt: number;
  readonly leasedUntil: Date;
}

/** After so many tries an entry is a dead letter: kept with its error, for staff to look at. */
export const mostAttempts = 10;
const firstPause = 5_000;
const longestPause = 3_600_000;

/** Milliseconds to wait before the next try: 5 s, doubling to an hour. */
export const pauseAfter = (attempt: number): number =>
  Math.min(firstPause * 2 ** (attempt - 1), longestPause);

/** Adds entries in the caller's transaction: they exist if and only if what they belong to does. */
export const enqueue = async (db: Queryable, ...entries: readonly OutboxEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  await db
    .insertInto('outbox')
    .values(
      entries.map((entry) => ({
        kind: entry.kind,
        appeal_id: entry.appealId ?? null,
        channel: entry.channel ?? null,
        payload: JSON.stringify(entry.payload ?? {}),
        due_at: entry.dueAt,
      })),
    )
    .execute();
};

export interface ClaimOptions {
  readonly kinds: readonly string[];
  readonly now: Date;
  /** Milliseconds until someone else may take an entry that is neither finished nor failed. */
  readonly lease: number;
  readonly limit: number;
}

/**
 * Takes what is due, oldest first; two claimers never get the same entry. An entry whose holder died comes again when
 * its lease is over, until `mostAttempts`, then it is a dead letter (`lease-lost`).
 */
export const claim = async (db: Queryable, options: ClaimOptions): Promise<readonly Lease[]> => {
  const { kinds, now, lease, limit } = options;
  const free = sql`done_at is null and failed_at is null and kind = any(${kinds}::text[]) and due_at <= ${now}
    and (leased_until is null or leased_until <= ${now})`;
  const { rows } = await sql<{
    id: number;
    kind: string;
    appeal_id: string | null;
    channel: string | null;
    payload: Record<string, unknown>;
    attempts: number;
    leased_until: Date;
  }>`/* claim */
    with dead as (
      update outbox set failed_at = ${now}, error = 'lease-lost', leased_until = null
      where ${free} and attempts >= ${mostAttempts}),
    taken as (
      select id from outbox where ${free} and attempts < ${mostAttempts}
      order by due_at, id limit ${limit} for update skip locked)
    update outbox o set attempts = attempts + 1, leased_until = ${new Date(now.getTime() + lease)}
    from taken where o.id = taken.id
    returning o.id, o.kind, o.appeal_id, o.channel, o.payload, o.attempts, o.leased_until`.execute(db);
  return rows
    .sort((a, b) => a.id - b.id)
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      appealId: row.appeal_id,
      channel: row.channel,
      payload: row.payload,
      attempt: row.attempts,
      leasedUntil: row.leased_until,
    }));
};

const stillMine = (db: Queryable, lease: Lease) =>
  db
    .updateTable('outbox')
    .where('id', '=', lease.id)
    .where('attempts', '=', lease.attempt)
    .where('done_at', 'is', null)
    .where('failed_at', 'is', null);

/**
 * Marks an entry as done; best in the transaction of its own effect. False where the lease was lost to a later claim:
 * the caller must then undo (roll back) what it did.
 */
export const finish = async (db: Queryable, lease: Lease, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await stillMine(db, lease)
    .set({ done_at: now, leased_until: null, error: null })
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

/**
 * Gives an entry back with the stable code of what went wrong, to be tried again later; for good where trying again
 * can't help or has been done often enough. `dueAt`: not before then. False where the lease was lost.
 */
export const fail = async (
  db: Queryable,
  lease: Lease,
  error: string,
  now: Date,
  { retry = true, dueAt }: { readonly retry?: boolean; readonly dueAt?: Date } = {},
): Promise<boolean> => {
  const dead = !retry || lease.attempt >= mostAttempts;
  const { numUpdatedRows } = await stillMine(db, lease)
    .set(
      dead
        ? { failed_at: now, leased_until: null, error }
        : {
            due_at: dueAt ?? new Date(now.getTime() + pauseAfter(lease.attempt)),
            leased_until: null,
            error,
          },
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

/** Holds an entry longer: its sending goes on, message by message. */
export const prolong = async (db: Queryable, lease: Lease, until: Date): Promise<void> => {
  await stillMine(db, lease).set({ leased_until: until }).execute();
};

/**
 * Gives entries back that are still ours, neither finished nor failed, to be taken from `dueAt` on. `tried`: false where
 * nothing was done about them, so that waiting is not counted as one of their tries.
 */
export const giveBack = async (
  db: Queryable,
  leases: readonly Lease[],
  dueAt: Date,
  { tried }: { readonly tried: boolean },
): Promise<void> => {
  const ours = leases.map(({ id, attempt }) => ({ id, attempt }));
  await sql`update outbox o set leased_until = null, due_at = ${dueAt}, attempts = o.attempts - ${tried ? 0 : 1},
      error = ${tried ? 'broken-off' : 'waits-for-earlier'}
    from json_to_recordset(${JSON.stringify(ours)}::json) as l(id bigint, attempt int)
    where o.id = l.id and o.attempts = l.attempt and o.leased_until is not null and o.done_at is null
      and o.failed_at is null`.execute(db);
};

/** Removes entries that were done before `before`; dead letters stay. */
export const forgetDone = async (db: Queryable, before: Date): Promise<void> => {
  await db.deleteFrom('outbox').where('done_at', '<', before).execute();
};
