import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { KeyRing } from './keys.ts';
import { type Ledger, ledgers, rowIsGenuine, type Seal, sealText } from './ledger.ts';
import { appendHead, type Head, readHeads } from './ledger-heads.ts';
import type { Tables } from './tables.ts';

const batchSize = 2_000;
/** Any two numbers, the same in every process: one process seals at a time. */
const sealLock = { events: 7_203_114_011, audit: 7_203_114_012 } as const satisfies Record<Ledger, number>;
/** Longer than a transaction of ours can be open; what was numbered before that is sealed or was never ours. */
const settledAfter = 60_000;

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
}

/** Rows without a seal after a place of the ledger, oldest first. */
const unsealed = async (
  db: Transaction<Tables>,
  ledger: Ledger,
  after: number,
): Promise<readonly UnsealedRow[]> => {
  const { rows } = await sql<UnsealedRow>`
    select r.*, (extract(epoch from r.at) * 1000000)::int8 as micros from ${sql.table(ledger)} r
    where r.position > ${after}
      and not exists (select from seals s where s.ledger = ${ledger} and s.row_id = r.id)
    order by r.position limit ${batchSize}`.execute(db);
  return rows;
};

const settledPlace = async (db: Transaction<Tables>, ledger: Ledger, now: Date): Promise<number> => {
  const settled = await db
    .selectFrom('seals')
    .select('row_position')
    .where('ledger', '=', ledger)
    .where('sealed_at', '<', new Date(now.getTime() - settledAfter))
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return settled?.row_position ?? 0;
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

interface Batch extends SealReport {
  /** Where the next batch begins; null when nothing is left. */
  readonly next: number | null;
  readonly head: Head | null;
}

const sealBatch = (
  db: Database,
  keys: KeyRing,
  ledger: Ledger,
  now: Date,
  after: number | 'settled',
): Promise<Batch> =>
  db.transaction().execute(async (trx) => {
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${sealLock[ledger]}) as mine`.execute(trx);
    if (!lock.rows[0]?.mine) return { sealed: 0, refused: 0, next: null, head: null };
    const from = after === 'settled' ? await settledPlace(trx, ledger, now) : after;
    const rows = await unsealed(trx, ledger, from);
    const genuine = rows.filter((row) => rowIsGenuine(keys, ledger, row, row.micros));
    const last = genuine.length > 0 ? await lastSeal(trx, ledger) : undefined;
    let position = last?.position ?? 0;
    let before: Buffer | null = last?.mac ?? null;
    const seals: (Seal & { mac: Buffer })[] = [];
    for (const row of genuine) {
      position += 1;
      const seal = {
        ledger,
        position,
        row_id: row.id,
        row_position: row.position,
        row_mac: row.mac,
        sealed_at: now,
      };
      before = keys.mac('seal', sealText(seal, before));
      seals.push({ ...seal, mac: before });
    }
    if (seals.length > 0) await insertSeals(trx, seals);
    return {
      sealed: seals.length,
      refused: rows.length - genuine.length,
      next: rows.length === batchSize ? (rows.at(-1)?.position ?? null) : null,
      head:
        seals.length > 0 && before !== null
          ? { ledger, position, count: position, mac: before.toString('hex'), at: now.toISOString() }
          : null,
    };
  });

/**
 * Chains every row of the ledgers that has no seal yet, in batches, and writes each chain's head to `headsFile`,
 * outside the database. Takes no lock that an insert would wait for; where another process is sealing it does nothing.
 * It looks at what came lately; with `thorough` at everything, for a row whose transaction outlived `settledAfter`.
 */
export const sealLedgers = async (
  db: Database,
  keys: KeyRing,
  headsFile: string,
  now: Date,
  { thorough = false }: { readonly thorough?: boolean } = {},
): Promise<SealReport> => {
  let sealed = 0;
  let refused = 0;
  for (const ledger of ledgers) {
    let after: number | 'settled' | null = thorough ? 0 : 'settled';
    while (after !== null) {
      const batch: Batch = await sealBatch(db, keys, ledger, now, after);
      if (batch.head !== null) await appendHead(headsFile, keys, batch.head);
      sealed += batch.sealed;
      refused += batch.refused;
      after = batch.next;
    }
  }
  return { sealed, refused };
};

/** Writes the present heads where the file lags behind: a crash may come between the sealing and its head. */
const catchUpHeads = async (db: Database, keys: KeyRing, headsFile: string, now: Date): Promise<void> => {
  const { heads } = await readHeads(headsFile, keys);
  for (const ledger of ledgers) {
    const last = await db.transaction().execute((trx) => lastSeal(trx, ledger));
    const kept = heads.findLast((head) => head.ledger === ledger)?.position ?? 0;
    if (last === undefined || last.position <= kept) continue;
    const { position } = last;
    const head = { ledger, position, count: position, mac: last.mac.toString('hex'), at: now.toISOString() };
    await appendHead(headsFile, keys, head);
  }
};

const thoroughEvery = 3_600_000;

/** The background step: seals what came, at its first run and once an hour looks through everything. */
export const createSealer = (
  db: Database,
  keys: KeyRing,
  headsFile: string,
): ((now: Date) => Promise<SealReport>) => {
  let thoroughAt = Number.NEGATIVE_INFINITY;
  return async (now) => {
    const thorough = now.getTime() - thoroughAt >= thoroughEvery;
    const report = await sealLedgers(db, keys, headsFile, now, { thorough });
    if (thorough) {
      await catchUpHeads(db, keys, headsFile, now);
      thoroughAt = now.getTime();
    }
    return report;
  };
};
