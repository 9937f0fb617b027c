import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A pool of connections to PostgreSQL, typed by `tables.ts`. */
export type Database = Kysely<Tables>;
/** What a query needs: the pool, or the transaction it belongs to. */
export type Queryable = Database | Transaction<Tables>;
