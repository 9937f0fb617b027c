import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** The name that a statement bears in a comment before it; null where it bears none. */
const nameOf = (text: string): string | null => /^\s*\/\* ([a-z-]+) \*\//.exec(text)?.[1] ?? null;

const preparingClient = (client: pg.PoolClient): PostgresPoolClient => {
  const query = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const name = nameOf(text);
    return name === null
      ? client.query(text, [...values])
      : client.query({ name, text, values: [...values] });
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
};

/**
 * The pool for Kysely, where a statement that bears a name (a comment, lower case and dashes, as its first thing) is sent
 * and planned once for each connection. For the few large ones that every message runs: reading and planning those takes
 * PostgreSQL longer than doing what they say. Only where the connections are ours, not a pooler's.
 */
export const preparing = (pool: pg.Pool): PostgresPool => {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      // Kysely knows a connection again by its client.
      const known = clients.get(client) ?? preparingClient(client);
      clients.set(client, known);
      return known;
    },
  };
};
