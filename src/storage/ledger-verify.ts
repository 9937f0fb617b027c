import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { KeyRing } from './keys.ts';
import { type Ledger, ledgers, rowIsGenuine, type Seal, sealText } from './ledger.ts';
import { type KeptHeads, readHeads } from './ledger-heads.ts';
import type { Tables } from './tables.ts';

export const findingKinds = [
  'row-changed',
  'row-removed',
  'row-moved',
  'row-forged',
  'row-unsealed',
  'seal-changed',
  'seal-missing',
  'head-forged',
  'heads-missing',
  'tail-cut',
  'chain-replaced',
] as const;
export interface Finding {
  readonly kind: (typeof findingKinds)[number];
  readonly ledger: Ledger;
  /** Place in the chain, place in the ledger for unsealed rows, line of the file for a forged head. */
  readonly position: number;
  readonly rowId: string | null;
}
export interface Verification {
  readonly findings: readonly Finding[];
  readonly sealed: Readonly<Record<Ledger, number>>;
  /** Genuine rows younger than 5 s, whose turn has not come. */
  readonly waiting: Readonly<Record<Ledger, number>>;
  readonly heads: number;
}

const pageSize = 5_000;
/** Milliseconds within which a row must be sealed. */
export const sealWithin = 5_000;

interface SealedRow extends Record<string, unknown> {
  readonly seal: Seal & { readonly mac: Buffer };
  readonly row: (Record<string, unknown> & { readonly position: number; readonly mac: Buffer }) | null;
  readonly micros: number;
}

const sealPage = async (
  db: Transaction<Tables>,
  ledger: Ledger,
  after: number,
): Promise<readonly SealedRow[]> => {
  const { rows } = await sql<Record<string, unknown>>`
    select s.position as seal_position, s.row_id, s.row_position, s.row_mac, s.mac as seal_mac, s.sealed_at,
      (extract(epoch from r.at) * 1000000)::int8 as micros, r.*
    from seals s left join ${sql.table(ledger)} r on r.id = s.row_id
    where s.ledger = ${ledger} and s.position > ${after} order by s.position limit ${pageSize}`.execute(db);
  return rows.map((found) => ({
    seal: {
      ledger,
      position: found.seal_position as number,
      row_id: found.row_id as string,
      row_position: found.row_position as number,
      row_mac: found.row_mac as Buffer,
      sealed_at: found.sealed_at as Date,
      mac: found.seal_mac as Buffer,
    },
    row:
      found.id === null ? null : { ...found, position: found.position as number, mac: found.mac as Buffer },
    micros: found.micros as number,
  }));
};

const rowFinding = (
  keys: KeyRing,
  ledger: Ledger,
  { seal, row, micros }: SealedRow,
): Finding['kind'] | null => {
  if (row === null) return 'row-removed';
  if (!row.mac.equals(seal.row_mac) || !rowIsGenuine(keys, ledger, row, micros)) return 'row-changed';
  return row.position === seal.row_position ? null : 'row-moved';
};

/** Walks a chain from its first seal; `atHead` is called with each place and its MAC. */
const walkChain = async (
  db: Transaction<Tables>,
  keys: KeyRing,
  ledger: Ledger,
  atSeal: (position: number, mac: Buffer) => void,
  report: (kind: Finding['kind'], position: number, rowId: string | null) => void,
): Promise<number> => {
  let place = 0;
  let before: Buffer | null = null;
  for (
    let page = await sealPage(db, ledger, place);
    page.length > 0;
    page = await sealPage(db, ledger, place)
  ) {
    for (const sealed of page) {
      const { seal } = sealed;
      if (seal.position !== place + 1) report('seal-missing', place + 1, null);
      // After a gap the chain can't be checked against what is gone; the gap itself has been reported.
      else if (!keys.verify('seal', sealText(seal, before), seal.mac))
        report('seal-changed', seal.position, seal.row_id);
      const kind = rowFinding(keys, ledger, sealed);
      if (kind !== null) report(kind, seal.position, seal.row_id);
      atSeal(seal.position, seal.mac);
      place = seal.position;
      before = seal.mac;
    }
  }
  return place;
};

/** Rows that no seal covers: waiting for theirs, overdue, or not ours at all. Returns how many wait. */
const checkUnsealed = async (
  db: Transaction<Tables>,
  keys: KeyRing,
  ledger: Ledger,
  now: Date,
  report: (kind: Finding['kind'], position: number, rowId: string | null) => void,
): Promise<number> => {
  let waiting = 0;
  let place = -1;
  for (;;) {
    const { rows } = await sql<
      Record<string, unknown> & { mac: Buffer; micros: number; position: number; id: string }
    >`
      select r.*, (extract(epoch from r.at) * 1000000)::int8 as micros from ${sql.table(ledger)} r
      where r.position > ${place}
        and not exists (select from seals s where s.ledger = ${ledger} and s.row_id = r.id)
      order by r.position limit ${pageSize}`.execute(db);
    for (const row of rows) {
      place = row.position;
      if (!rowIsGenuine(keys, ledger, row, row.micros)) report('row-forged', row.position, row.id);
      else if (row.micros / 1_000 < now.getTime() - sealWithin) report('row-unsealed', row.position, row.id);
      else waiting += 1;
    }
    if (rows.length < pageSize) return waiting;
  }
};

const headsByPlace = ({ heads }: KeptHeads, ledger: Ledger): Map<number, string[]> => {
  const places = new Map<number, string[]>();
  for (const head of heads)
    if (head.ledger === ledger) places.set(head.position, [...(places.get(head.position) ?? []), head.mac]);
  return places;
};

/**
 * Proves the ledgers row by row and seal by seal against keys and heads that the database's owner does not have:
 * finds rows changed, removed, moved or put in, seals changed or missing, a tail cut off, a chain made anew.
 * Reads one snapshot, blocks nobody.
 */
export const verifyLedgers = async (
  db: Database,
  keys: KeyRing,
  headsFile: string,
  now: Date,
): Promise<Verification> => {
  // Heads first: what they name was committed before, so the snapshot must hold it.
  const kept = await readHeads(headsFile, keys);
  const findings: Finding[] = kept.forgedLines.map((position) => ({
    kind: 'head-forged',
    ledger: 'audit',
    position,
    rowId: null,
  }));
  const sealed: Record<Ledger, number> = { events: 0, audit: 0 };
  const waiting: Record<Ledger, number> = { events: 0, audit: 0 };
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      for (const ledger of ledgers) {
        const report = (kind: Finding['kind'], position: number, rowId: string | null): void => {
          findings.push({ kind, ledger, position, rowId });
        };
        const places = headsByPlace(kept, ledger);
        const anyHead = places.size > 0;
        sealed[ledger] = await walkChain(
          trx,
          keys,
          ledger,
          (position, mac) => {
            const heads = places.get(position);
            if (heads?.some((head) => head !== mac.toString('hex'))) report('chain-replaced', position, null);
            places.delete(position);
          },
          report,
        );
        for (const position of places.keys()) report('tail-cut', position, null);
        if (!anyHead && sealed[ledger] > 0) report('heads-missing', sealed[ledger], null);
        waiting[ledger] = await checkUnsealed(trx, keys, ledger, now, report);
      }
    });
  return { findings, sealed, waiting, heads: kept.heads.length };
};
