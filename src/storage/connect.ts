import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { preparing } from './prepared.ts';
import type { Tables } from './tables.ts';

export interface ConnectOptions {
  /** Most connections of this process; 10 when not said. */
  readonly max?: number;
  readonly applicationName?: string;
  /** Limits that the server keeps for each connection; false where a pooler in between owns the sessions. */
  readonly sessionLimits?: boolean;
  /** Told of connections that died while nobody used them. Never gets a query or a value. */
  readonly onError?: (code: string) => void;
}
export interface Connection {
  readonly db: Database;
  readonly close: () => Promise<void>;
}

const oid = { int8: 20, date: 1082, int8Array: 1016, dateArray: 1182 } as const;
const asText = (value: string): string => value;
const asTexts = (value: string): readonly string[] =>
  value === '{}' ? [] : value.slice(1, -1).replaceAll('"', '').split(',');
const parsers = new Map<number, (value: string) => unknown>([
  [oid.int8, Number],
  [oid.date, asText],
  [oid.int8Array, asTexts],
  [oid.dateArray, asTexts],
]);

/**
 * How values come back: a `date` as `YYYY-MM-DD` (a Date would shift it by the zone of the machine), `int8` as a number
 * (our counters stay far below 2^53), arrays of `int8` as strings (blind indexes use all 64 bits).
 */
export const columnTypes = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(id)) ||
    pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser,
};

const sessionLimits = {
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'connection-lost';

/**
 * Opens a pool to the PostgreSQL of `url`; connects at the first query. It outlives backends that die: what was under
 * way rejects, the next query gets a new connection. Without the `error` listeners such a death ends the process.
 * Statements end after 30 s, so that nothing hangs for ever.
 */
export const connect = (url: string, options: ConnectOptions = {}): Connection => {
  const report = (error: unknown): void => options.onError?.(codeOf(error));
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'dauys',
    types: columnTypes,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    query_timeout: 35_000,
    ...((options.sessionLimits ?? true) ? sessionLimits : {}),
  });
  pool.on('error', report);
  pool.on('connect', (client) => {
    client.on('error', report);
  });
  const sessionsAreOurs = options.sessionLimits ?? true;
  const dialect = new PostgresDialect({ pool: sessionsAreOurs ? preparing(pool) : pool });
  const db = new Kysely<Tables>({ dialect });
  return { db, close: () => db.destroy() };
};
