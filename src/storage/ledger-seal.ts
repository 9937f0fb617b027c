import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { KeyRing } from './keys.ts';
import { type Ledger, ledgers, rowIsGenuine, type Seal, sealText } from './ledger.ts';
import { appendHead, type Head, readHeads } from './ledger-heads.ts';
import type { Tables } from './tables.ts';

const batchSize = 2_000;
/** Any two numbers, the same in every process: one process seals at a time. */
const sealLock = { events: 7_203_114_011, audit: 7_203_114_012 } as const satisfies Record<Ledger, number>;
/** What a step of sealing did, over both ledgers. */
export interface SealReport {
  readonly sealed: number;
  /** Rows whose own MAC is wrong: put in past the service. They stay unsealed and `verifyLedgers` names them. */
  readonly refused: number;
}

interface UnsealedRow extends Record<string, unknown> {
  readonly id: string;
  readonly position: number;
  readonly mac: Buffer;
  readonly micros: number;
  /** When it was read, by the database's clock, in seconds. */
  readonly seen_at: number;
}

/** Rows without a seal after a place of the ledger, oldest first. */
const unsealed = async (
  db: Transaction<Tables>,
  ledger: Ledger,
  after: number,
): Promise<readonly UnsealedRow[]> => {
  const { rows } = await sql<UnsealedRow>`
    select r.*, (extract(epoch from r.at) * 1000000)::int8 as micros,
      extract(epoch from clock_timestamp())::float8 as seen_at
    from ${sql.table(ledger)} r
    where r.position > ${after}
      and not exists (select from seals s where s.ledger = ${ledger} and s.row_id = r.id)
    order by r.position limit ${batchSize}`.execute(db);
  return rows;
};

/** When the oldest transaction of this database began that is still open, in seconds; null where none is. */
const oldestTransaction = async (db: Transaction<Tables>): Promise<number | null> => {
  const { rows } = await sql<{ began: number | null }>`
    select extract(epoch from min(xact_start))::float8 as began from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
  return rows[0]?.began ?? null;
};

const lastSeal = (db: Transaction<Tables>, ledger: Ledger) =>
  db
    .selectFrom('seals')
    .select(['position', 'mac'])
    .where('ledger', '=', ledger)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();

const insertSeals = async (
  db: Transaction<Tables>,
  seals: readonly (Seal & { mac: Buffer })[],
): Promise<void> => {
  await sql`
    insert into seals (ledger, position, row_id, row_position, row_mac, mac, sealed_at)
    select * from unnest(
      ${seals.map((seal) => seal.ledger)}::text[], ${seals.map((seal) => seal.position)}::int8[],
      ${seals.map((seal) => seal.row_id)}::uuid[], ${seals.map((seal) => seal.row_position)}::int8[],
      ${seals.map((seal) => seal.row_mac)}::bytea[], ${seals.map((seal) => seal.mac)}::bytea[],
      ${seals.map((seal) => seal.sealed_at)}::timestamptz[])`.execute(db);
};

/**
 * Where a process begins to look for rows without a seal. Rows become visible in another order than they are numbered
 * in, so what lies behind the last seal is not done with before every transaction has ended that was open when that
 * seal was made.
 */
interface Place {
  /** Everything numbered up to here is sealed, or not ours. */
  readonly after: number;
  /** Everything up to `upTo` will be, once no transaction is open that began before `seenAt`. */
  readonly next: { readonly upTo: number; readonly seenAt: number } | null;
}
type Places = Record<Ledger, Place>;
const fromTheBeginning = (): Places => ({
  events: { after: 0, next: null },
  audit: { after: 0, next: null },
});

interface Batch extends SealReport {
  /** False where another process was sealing. */
  readonly mine: boolean;
  readonly oldest: number | null;
  /** Number and time of the last row sealed. */
  readonly last: { readonly upTo: number; readonly seenAt: number } | null;
  /** Where the next batch begins; null when nothing is left. */
  readonly goOn: number | null;
  readonly head: Head | null;
}
const nothing: Batch = {
  mine: false,
  oldest: null,
  last: null,
  goOn: null,
  head: null,
  sealed: 0,
  refused: 0,
};

const chain = async (
  trx: Transaction<Tables>,
  keys: KeyRing,
  ledger: Ledger,
  rows: readonly UnsealedRow[],
  now: Date,
): Promise<Head | null> => {
  if (rows.length === 0) return null;
  const last = await lastSeal(trx, ledger);
  let position = last?.position ?? 0;
  let before = last?.mac ?? null;
  const seals: (Seal & { mac: Buffer })[] = [];
  for (const { id: row_id, position: row_position, mac: row_mac } of rows) {
    position += 1;
    const seal: Seal = { ledger, position, row_id, row_position, row_mac, sealed_at: now };
    before = keys.mac('seal', sealText(seal, before));
    seals.push({ ...seal, mac: before });
  }
  await insertSeals(trx, seals);
  return headOf(ledger, position, before ?? Buffer.alloc(0), now);
};

const headOf = (ledger: Ledger, position: number, mac: Buffer, now: Date): Head => ({
  ledger,
  position,
  count: position,
  mac: mac.toString('hex'),
  at: now.toISOString(),
});

const sealBatch = (db: Database, keys: KeyRing, ledger: Ledger, now: Date, after: number): Promise<Batch> =>
  db.transaction().execute(async (trx) => {
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${sealLock[ledger]}) as mine`.execute(trx);
    if (!lock.rows[0]?.mine) return nothing;
    const oldest = await oldestTransaction(trx);
    const rows = await unsealed(trx, ledger, after);
    const genuine = rows.filter((row) => rowIsGenuine(keys, ledger, row, row.micros));
    const last = genuine.at(-1);
    return {
      mine: true,
      oldest,
      last: last === undefined ? null : { upTo: last.position, seenAt: last.seen_at },
      goOn: rows.length === batchSize ? (rows.at(-1)?.position ?? null) : null,
      head: await chain(trx, keys, ledger, genuine, now),
      sealed: genuine.length,
      refused: rows.length - genuine.length,
    };
  });

const sealFrom = async (
  db: Database,
  keys: KeyRing,
  headsFile: string,
  now: Date,
  places: Places,
): Promise<SealReport> => {
  let sealed = 0;
  let refused = 0;
  for (const ledger of ledgers) {
    const place = places[ledger];
    let batch = await sealBatch(db, keys, ledger, now, place.after);
    if (!batch.mine) continue;
    // What was waited for has ended before this look began, so this look has seen all that it left behind.
    const settled = place.next !== null && (batch.oldest === null || batch.oldest > place.next.seenAt);
    let { last } = batch;
    for (;;) {
      if (batch.head !== null) await appendHead(headsFile, keys, batch.head);
      sealed += batch.sealed;
      refused += batch.refused;
      if (batch.goOn === null) break;
      batch = await sealBatch(db, keys, ledger, now, batch.goOn);
      last = batch.last ?? last;
    }
    places[ledger] = {
      after: settled && place.next !== null ? place.next.upTo : place.after,
      next: settled || place.next === null ? last : place.next,
    };
  }
  return { sealed, refused };
};

/**
 * Chains every row of the ledgers that has no seal yet, in batches, and writes each chain's head to `headsFile`,
 * outside the database. Takes no lock that an insert would wait for; where another process is sealing it does nothing.
 */
export const sealLedgers = (db: Database, keys: KeyRing, headsFile: string, now: Date): Promise<SealReport> =>
  sealFrom(db, keys, headsFile, now, fromTheBeginning());

/** Writes the present heads where the file lags behind: a crash may come between the sealing and its head. */
const catchUpHeads = async (db: Database, keys: KeyRing, headsFile: string, now: Date): Promise<void> => {
  const { heads } = await readHeads(headsFile, keys);
  for (const ledger of ledgers) {
    const last = await db.transaction().execute((trx) => lastSeal(trx, ledger));
    const kept = heads.findLast((head) => head.ledger === ledger)?.position ?? 0;
    if (last !== undefined && last.position > kept)
      await appendHead(headsFile, keys, headOf(ledger, last.position, last.mac, now));
  }
};

/** Milliseconds after which everything is looked through again: a session of another role can't be seen waiting. */
const thoroughEvery = 6 * 3_600_000;

/** The background step: seals what has come since its last run, and looks through everything at the first. */
export const createSealer = (
  db: Database,
  keys: KeyRing,
  headsFile: string,
): ((now: Date) => Promise<SealReport>) => {
  let places = fromTheBeginning();
  let thoroughAt = Number.NEGATIVE_INFINITY;
  return async (now) => {
    const thorough = now.getTime() - thoroughAt >= thoroughEvery;
    if (thorough) places = fromTheBeginning();
    const report = await sealFrom(db, keys, headsFile, now, places);
    if (thorough) {
      await catchUpHeads(db, keys, headsFile, now);
      thoroughAt = now.getTime();
    }
    return report;
  };
};
