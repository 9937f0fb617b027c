import type { Insertable } from 'kysely';
import type { KeyRing } from './keys.ts';
import type { AuditTable, EventsTable } from './tables.ts';

/*
 * Events and audit are append-only ledgers. Each row carries a MAC under a key that is not in the database, over the
 * whole row; a background step chains the rows (`ledger-seal.ts`), and `ledger-verify.ts` proves them.
 */
export type Ledger = 'events' | 'audit';
export const ledgers: readonly Ledger[] = ['events', 'audit'];

const columns = {
  events: [
    'id',
    'appeal_id',
    'at',
    'actor_kind',
    'actor_id',
    'verb',
    'from_state',
    'to_state',
    'reason',
    'data',
  ],
  audit: ['id', 'at', 'actor_kind', 'actor_id', 'action', 'subject_kind', 'subject_id', 'detail'],
} as const satisfies Record<Ledger, readonly string[]>;

/** One text for one value, whatever the order of its keys: `jsonb` gives them back in an order of its own. */
export const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON());
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
};

/**
 * What the MAC of a row covers: its ledger and every column but `position` (given by the database; the seal covers it)
 * and `mac`. The time counts in microseconds, as the database keeps it, so that not even one can be changed unseen.
 */
export const rowText = (ledger: Ledger, row: Readonly<Record<string, unknown>>, micros: number): string =>
  canonical([ledger, ...columns[ledger].map((column) => (column === 'at' ? micros : (row[column] ?? null)))]);

const microsOf = (at: Date): number => at.getTime() * 1_000;

export interface EventEntry {
  readonly id: string;
  readonly appealId: string;
  readonly at: Date;
  readonly actorKind: 'staff' | 'citizen' | 'service';
  readonly actorId: string | null;
  readonly verb: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly reason?: string | null;
  /** Ids, codes, dates; never a person's words. Must survive JSON. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A row for `events` with its MAC: what happened to an appeal, who did it, when and why. */
export const eventRow = (keys: KeyRing, entry: EventEntry): Insertable<EventsTable> => {
  const row = {
    id: entry.id,
    appeal_id: entry.appealId,
    at: entry.at,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    verb: entry.verb,
    from_state: entry.fromState,
    to_state: entry.toState,
    reason: entry.reason ?? null,
  };
  const data = entry.data ?? {};
  const mac = keys.mac('events', rowText('events', { ...row, data }, microsOf(entry.at)));
  return { ...row, data: JSON.stringify(data), mac };
};

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: 'staff' | 'citizen' | 'service';
  readonly actorId: string | null;
  /** A stable slug: `look`, `sign-in`, the verb. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  /** Ids and codes only. Must survive JSON. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A row for `audit` with its MAC: who looked at or changed what. */
export const auditRow = (keys: KeyRing, entry: AuditEntry): Insertable<AuditTable> => {
  const row = {
    id: entry.id,
    at: entry.at,
    actor_kind: entry.actorKind,
    actor_id: entry.actorId,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
  };
  const detail = entry.detail ?? {};
  const mac = keys.mac('audit', rowText('audit', { ...row, detail }, microsOf(entry.at)));
  return { ...row, detail: JSON.stringify(detail), mac };
};

/** True where the row, as read back with its time in microseconds, is as it was written. */
export const rowIsGenuine = (
  keys: KeyRing,
  ledger: Ledger,
  row: Readonly<Record<string, unknown>> & { readonly mac: Buffer },
  micros: number,
): boolean => keys.verify(ledger, rowText(ledger, row, micros), row.mac);

export interface Seal {
  readonly ledger: Ledger;
  /** 1, 2, 3, … without gaps. */
  readonly position: number;
  readonly row_id: string;
  readonly row_position: number;
  readonly row_mac: Buffer;
  readonly sealed_at: Date;
}

/** What a seal's MAC covers: itself and the MAC of the seal before (empty for the first). */
export const sealText = (seal: Seal, before: Buffer | null): string =>
  JSON.stringify([
    seal.ledger,
    seal.position,
    before?.toString('hex') ?? '',
    seal.row_id,
    seal.row_position,
    seal.row_mac.toString('hex'),
    seal.sealed_at.getTime(),
  ]);
