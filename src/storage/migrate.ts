import pg from 'pg';
import { migrations } from './migrations/index.ts';

/** Tables that the application may add to and read, and nothing else. */
const appendOnly = ['events', 'audit', 'seals'] as const;
/** Any number, the same in every process: only one migrates at a time. */
const migrationLock = 7_203_114_001;

const grants = (role: string): string => `
grant usage on schema public to ${role};
grant select, insert, update, delete on all tables in schema public to ${role};
grant usage, select on all sequences in schema public to ${role};
revoke all on migrations from ${role};
revoke update, delete, truncate on ${appendOnly.join(', ')} from ${role};
`;

const applyMissing = async (client: pg.Client, upTo?: readonly string[]): Promise<readonly string[]> => {
  await client.query(
    'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ name: string }>('select name from migrations');
  const done = new Set(rows.map((row) => row.name));
  const unknown = [...done].find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown !== undefined)
    throw new Error(
      `the database knows the migration ${unknown}, this program does not: it is older than its database`,
    );
  const missing = migrations.filter(({ name }) => !done.has(name) && (upTo?.includes(name) ?? true));
  for (const { name, sql } of missing) {
    await client.query(sql);
    await client.query('insert into migrations (name) values ($1)', [name]);
  }
  return missing.map((migration) => migration.name);
};

/**
 * Brings the schema up to date as the owner, all or nothing, and gives `appRole` its rights: everything on ordinary
 * tables, insert and select on the ledgers. Without a role of its own the application runs as the owner, and the
 * triggers of the ledgers alone forbid changes. With `upTo` only the migrations named. Returns those applied now.
 */
export const migrate = async (
  ownerUrl: string,
  appRole?: string,
  { upTo }: { readonly upTo?: readonly string[] } = {},
): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dauys-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    const applied = await applyMissing(client, upTo);
    const { rows } = await client.query<{ owner: string }>('select current_user as owner');
    if (appRole !== undefined && appRole !== rows[0]?.owner)
      await client.query(grants(client.escapeIdentifier(appRole)));
    await client.query('commit');
    return applied;
  } finally {
    await client.end();
  }
};

/** The role that a connection URL signs in with; what `migrate` grants rights to. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);
