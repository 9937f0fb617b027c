import { createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  BackupRefused,
  type CopiedFile,
  filesBelow,
  format,
  type Manifest,
  manifestFile,
  measure,
  type SequenceState,
  signedManifest,
  type TableCopy,
} from './backup-manifest.ts';
import { columnTypes } from './connect.ts';
import type { KeyRing } from './keys.ts';

/** Files of DATA_DIR, besides the uploads, that a restored service needs; where they are there. */
export const copiedFromDataDir = ['audit-heads.jsonl', 'secrets/secret-keys', 'demo-accounts.json'] as const;

const tablesOf = async (client: pg.Client): Promise<readonly Omit<TableCopy, 'rows'>[]> => {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and c.relname <> 'migrations'
    group by c.relname order by c.relname`);
  return rows;
};

/** Sequences don't follow snapshots: read after the snapshot began, they are never behind what it holds. */
const sequencesOf = async (client: pg.Client): Promise<readonly SequenceState[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select sequencename::text as name from pg_sequences where schemaname = 'public' order by 1`,
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ last: number; called: boolean }>(
      `select last_value as last, is_called as called from ${client.escapeIdentifier(name)}`,
    );
    if (found[0] !== undefined) states.push({ name, ...found[0] });
  }
  return states;
};

const copyTable = async (
  client: pg.Client,
  table: Omit<TableCopy, 'rows'>,
  file: string,
): Promise<TableCopy> => {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const stream = client.query(copyTo(`copy ${client.escapeIdentifier(table.name)} (${columns}) to stdout`));
  await pipeline(stream, createWriteStream(file, { mode: 0o600 }));
  return { ...table, rows: stream.rowCount };
};

/** Copies the database as it was at one instant, whatever is written meanwhile. */
const copyDatabase = async (
  url: string,
  folder: string,
): Promise<Pick<Manifest, 'migrations' | 'tables' | 'sequences'>> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'dauys-backup',
    types: columnTypes,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ name: string }>('select name from migrations order by name');
    const tables: TableCopy[] = [];
    for (const table of await tablesOf(client))
      tables.push(await copyTable(client, table, join(folder, `${table.name}.copy`)));
    const sequences = await sequencesOf(client);
    await client.query('commit');
    return { migrations: rows.map(({ name }) => name), tables, sequences };
  } finally {
    await client.end();
  }
};

/** Copies one file if it is still there: a draft's upload may be removed at any moment. */
const copyIfThere = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to).then(
    () => chmod(to, 0o600),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    },
  );
};

const syncFile = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

export interface BackupOptions {
  readonly dataDir: string;
  /** Signs in as the owner: the backup reads every table. */
  readonly ownerUrl: string;
  readonly keys: KeyRing;
  /** New or empty; it appears under this name only when the backup is whole. */
  readonly folder: string;
  readonly now: Date;
}

/**
 * Makes a consistent copy of the database and the uploads while the service runs; holds up nobody. The order matters:
 * the ledgers' heads first (what they name is then surely in the snapshot), the uploads last (a row of the snapshot
 * has its file by then; files that came later do no harm).
 */
export const makeBackup = async (options: BackupOptions): Promise<Manifest> => {
  const { dataDir, folder } = options;
  if ((await readdir(folder).catch(() => [])).length > 0)
    throw new BackupRefused(`${folder} is not empty; name a new folder`);
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(join(unfinished, 'tables'), { recursive: true, mode: 0o700 });
  for (const path of copiedFromDataDir) await copyIfThere(join(dataDir, path), join(unfinished, path));
  const database = await copyDatabase(options.ownerUrl, join(unfinished, 'tables'));
  for (const path of await filesBelow(join(dataDir, 'uploads')))
    if (!path.endsWith('.part'))
      await copyIfThere(join(dataDir, 'uploads', path), join(unfinished, 'uploads', path));

  const files: CopiedFile[] = [];
  for (const path of await filesBelow(unfinished)) {
    await syncFile(join(unfinished, path));
    files.push({ path, ...(await measure(join(unfinished, path))) });
  }
  const manifest: Manifest = { format, madeAt: options.now.toISOString(), ...database, files };
  const manifestPath = join(unfinished, manifestFile);
  await writeFile(manifestPath, signedManifest(manifest, options.keys), { mode: 0o600 });
  await syncFile(manifestPath);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  return manifest;
};
