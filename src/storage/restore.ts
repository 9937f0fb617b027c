import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copiedFromDataDir } from './backup.ts';
import { BackupRefused, type Manifest, readBackup } from './backup-manifest.ts';
import { lockDataDir } from './data-lock.ts';
import { databaseFolder, startEmbedded } from './embedded.ts';
import type { KeyRing } from './keys.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { findRunAs } from './postgres-binaries.ts';
import { findRunning, stopServer } from './postgres-server.ts';
import { secretsFolder } from './secrets.ts';

/** A place that the restore writes; `to` is where its former content went, null where there was none. */
interface Move {
  readonly from: string;
  readonly to: string | null;
}
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Moves aside what the restore will write anew, noting each step in `made` so that it can be undone. */
const moveAside = async (dataDir: string, aside: string, made: Move[]): Promise<void> => {
  const database = await databaseFolder(dataDir, await findRunAs());
  const leftOver = await findRunning(database);
  if (leftOver !== null) await stopServer(leftOver);
  const databaseAside = database.startsWith(dataDir)
    ? join(aside, 'postgres')
    : // Beside itself where it lies elsewhere: DATA_DIR may be on another disk.
      `${database}-${basename(aside)}`;
  const places = ['uploads', ...copiedFromDataDir].map(
    (path) => [join(dataDir, path), join(aside, path)] as const,
  );
  for (const [from, to] of [[database, databaseAside] as const, ...places]) {
    if (!(await exists(from))) {
      made.push({ from, to: null });
      continue;
    }
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to);
    made.push({ from, to });
  }
};

const moveBack = async (moves: readonly Move[], say: (line: string) => void): Promise<void> => {
  for (const { from, to } of moves) {
    await rm(from, { recursive: true, force: true });
    if (to === null) continue;
    await rename(to, from);
    say(`moved back: ${from}`);
  }
};

const loadTables = async (superuserUrl: string, folder: string, manifest: Manifest): Promise<void> => {
  const client = new pg.Client({ connectionString: superuserUrl, application_name: 'dauys-restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // References between tables hold in the copied instant; checking them row by row would need an order of tables.
    await client.query("begin; set local session_replication_role = 'replica'");
    for (const { name, columns, rows } of manifest.tables) {
      const listed = columns.map((column) => client.escapeIdentifier(column)).join(', ');
      const stream = client.query(copyFrom(`copy ${client.escapeIdentifier(name)} (${listed}) from stdin`));
      await pipeline(createReadStream(join(folder, 'tables', `${name}.copy`)), stream);
      if (stream.rowCount !== rows)
        throw new BackupRefused(`${name}: ${stream.rowCount} rows instead of ${rows}`);
    }
    for (const { name, last, called } of manifest.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [
        client.escapeIdentifier(name),
        last,
        called,
      ]);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
};

export interface RestoreOptions {
  readonly dataDir: string;
  readonly folder: string;
  /** Keys at hand, if any; a backup that brings its own is checked against those by the caller. */
  readonly keys: KeyRing | null;
  readonly now: Date;
  readonly say: (line: string) => void;
}
export interface Restored {
  readonly manifest: Manifest;
  /** Where the data that were there before lie now; null where there were none. */
  readonly movedTo: string | null;
}

/** Refuses what can't be restored before anything is touched. */
const checkBackup = async ({ folder, keys }: RestoreOptions): Promise<Manifest> => {
  const { manifest, signedBy } = await readBackup(folder);
  const unknown = manifest.migrations.find(
    (name) => !migrations.some((migration) => migration.name === name),
  );
  if (unknown !== undefined)
    throw new BackupRefused(
      `the backup was made by a newer version (migration ${unknown}); install that one first`,
    );
  if (keys !== null && !signedBy(keys))
    throw new BackupRefused(
      'the secret keys at hand are not the ones of this backup; what it seals could not be opened',
    );
  return manifest;
};

/**
 * Puts a backup in the place of what DATA_DIR holds. The service must be stopped (`DataDirInUse` otherwise). What was
 * there is moved aside, never deleted, and moved back if the restore fails. Throws `BackupRefused` before touching
 * anything where the backup is not whole.
 */
export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { dataDir, folder, say } = options;
  const manifest = await checkBackup(options);
  await mkdir(dataDir, { recursive: true });
  const unlock = await lockDataDir(dataDir);
  const aside = join(dataDir, `before-restore-${options.now.toISOString().replaceAll(/[:.]/g, '-')}`);
  const moves: Move[] = [];
  try {
    await moveAside(dataDir, aside, moves);
    const moved = moves.some(({ to }) => to !== null);
    for (const { from, to } of moves) if (to !== null) say(`moved aside: ${from} to ${to}`);
    await secretsFolder(dataDir);
    for (const { path } of manifest.files) {
      if (path.startsWith('tables/')) continue;
      await mkdir(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
      await copyFile(join(folder, path), join(dataDir, path));
    }
    await unlock();
    const database = await startEmbedded(dataDir, say);
    try {
      await migrate(database.ownerUrl, database.appRole, { upTo: manifest.migrations });
      await loadTables(database.superuserUrl, folder, manifest);
      await migrate(database.ownerUrl, database.appRole);
    } finally {
      await database.stop();
    }
    return { manifest, movedTo: moved ? aside : null };
  } catch (error) {
    await moveBack(moves, say);
    await unlock();
    throw error;
  }
};
