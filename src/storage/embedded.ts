import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { lockDataDir } from './data-lock.ts';
import {
  canUse,
  DatabaseUnusable,
  findBinaries,
  findRunAs,
  placeHash,
  type RunAs,
} from './postgres-binaries.ts';
import {
  findRunning,
  giveFolder,
  initialise,
  type PostgresServer,
  startServer,
  stopServer,
  superuser,
} from './postgres-server.ts';
import { keptSecret, secretsFolder, writePrivateFile } from './secrets.ts';

export const databaseName = 'dauys';
export const ownerRole = 'dauys_owner';
export const appRole = 'dauys_app';

/** Where the running service's database is; written to `DATA_DIR/secrets/running.json` for `npm run backup`. */
export interface RunningDatabase {
  readonly pid: number;
  readonly url: string;
  readonly ownerUrl: string;
}
export interface EmbeddedDatabase {
  /** For the service: can only insert into the ledgers. */
  readonly url: string;
  /** For migrations. */
  readonly ownerUrl: string;
  /** For a restore alone. */
  readonly superuserUrl: string;
  readonly appRole: string;
  /** Folder of the database, and process id of its server. */
  readonly folder: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
  /** Resolves when the server has ended, also when nobody asked it to. */
  readonly ended: Promise<void>;
}

/**
 * Settings for a small machine. The log gets neither statements nor the details of an error: both may quote what a
 * person wrote. Durability (fsync, full_page_writes, synchronous_commit) stays as PostgreSQL ships it: on.
 */
const settings = {
  max_connections: 60,
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  timezone: 'UTC',
  wal_level: 'minimal',
  max_wal_senders: 0,
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: 0,
  log_line_prefix: '%m [%p] ',
};

const password = (): string => randomBytes(24).toString('base64url');

/**
 * Lets the server's user pass through a DATA_DIR of ours that is closed to others (`mkdtemp`, umask 077): it may enter,
 * not list, and nobody else may. Does nothing where the obstacle is another folder on the way.
 */
const openDoor = async (dataDir: string, runAs: RunAs): Promise<void> => {
  const { uid, gid, mode } = await stat(dataDir);
  if (runAs.gid === undefined || uid !== process.getuid?.()) return;
  if (!(await canUse(dirname(dataDir), runAs, '-x'))) return;
  // A group that has rights here keeps them.
  if ((mode & 0o070) === 0) await chown(dataDir, uid, runAs.gid);
  await chmod(dataDir, (mode & 0o7777) | ((mode & 0o070) === 0 || gid === runAs.gid ? 0o010 : 0o001));
};

const present = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Where the database lies: in DATA_DIR, or under /var/lib where the server's user cannot get to DATA_DIR. One that is
 * there stays where it is, whatever has become of the rights since: an empty one in another place would look like loss.
 */
export const databaseFolder = async (dataDir: string, runAs: RunAs): Promise<string> => {
  const inside = join(dataDir, 'postgres');
  if (runAs.uid === undefined) return inside;
  const madeInside = await present(join(inside, 'PG_VERSION'));
  const elsewhere = join('/var/lib', `dauys-${placeHash(dataDir)}`, 'postgres');
  if (!madeInside && (await present(join(elsewhere, 'PG_VERSION')))) return elsewhere;
  if (!(await canUse(dataDir, runAs, '-x'))) await openDoor(dataDir, runAs);
  if (await canUse(dataDir, runAs, '-x')) return inside;
  if (madeInside) {
    throw new DatabaseUnusable(
      `the user postgres can no longer enter ${dataDir}, where its database is; let it pass through the folders above`,
    );
  }
  return elsewhere;
};

const prepareRoles = async (server: PostgresServer, passwords: Passwords): Promise<void> => {
  const client = new pg.Client(address(server.port, superuser, passwords.superuser, 'postgres'));
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const [role, secret] of [
      [ownerRole, passwords.owner],
      [appRole, passwords.app],
    ] as const) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const verb = known.rowCount ? 'alter' : 'create';
      await client.query(`${verb} role ${role} login password ${client.escapeLiteral(secret)}`);
    }
    const made = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (!made.rowCount) await client.query(`create database ${databaseName} owner ${ownerRole}`);
  } finally {
    await client.end();
  }
};

interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
}
const address = (port: number, user: string, secret: string, database: string): string =>
  `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;

const tidyLog = async (logFile: string): Promise<void> => {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > 10_000_000) await rename(logFile, `${logFile}.1`);
};

/**
 * A database whose passwords are gone can't be opened. Under /var/lib it is what a deleted DATA_DIR left behind, and
 * is moved aside; inside DATA_DIR someone has taken the secrets away, and must say what is meant.
 */
const checkPasswordsKept = async (
  dataDir: string,
  folder: string,
  say: (line: string) => void,
): Promise<void> => {
  const secret = join(dataDir, 'secrets', 'postgres-superuser');
  if (!(await present(join(folder, 'PG_VERSION'))) || (await present(secret))) return;
  if (folder.startsWith(dataDir)) {
    throw new DatabaseUnusable(
      `there is a database in ${folder} but not its password in ${secret}; put it back, restore a backup, or move the database away`,
    );
  }
  const running = await findRunning(folder);
  if (running !== null) await stopServer(running);
  const aside = `${folder}-${randomBytes(4).toString('hex')}`;
  await rename(folder, aside);
  say(`The database in ${folder} belonged to a DATA_DIR that is gone: moved to ${aside}`);
};

/**
 * Starts the database of this DATA_DIR, made at the first start, and holds the folder until `stop`. What a killed
 * service left running is stopped first. Throws `DataDirInUse` where another live service holds the folder.
 * `say` gets lines for the one who starts the service.
 */
export const startEmbedded = async (
  dataDirectory: string,
  say: (line: string) => void,
): Promise<EmbeddedDatabase> => {
  const dataDir = resolve(dataDirectory);
  await mkdir(dataDir, { recursive: true });
  const unlock = await lockDataDir(dataDir);
  try {
    const runAs = await findRunAs();
    const folder = await databaseFolder(dataDir, runAs);
    if (!folder.startsWith(dataDir)) {
      say(`The user postgres cannot enter ${dataDir}: the database lies in ${folder}`);
      await mkdir(join(folder, '..'), { recursive: true, mode: 0o755 });
      await giveFolder(join(folder, '..'), runAs);
    }
    await checkPasswordsKept(dataDir, folder, say);
    const passwords: Passwords = {
      superuser: await keptSecret(dataDir, 'postgres-superuser', password),
      owner: await keptSecret(dataDir, 'postgres-owner', password),
      app: await keptSecret(dataDir, 'postgres-app', password),
    };
    const logFile = join(dataDir, 'postgres.log');
    await tidyLog(logFile);
    const binaries = await findBinaries(runAs, say);
    const options = { binaries, runAs, folder, logFile, password: passwords.superuser, settings };
    await initialise(options);
    const server = await startServer(options);
    const stopAll = async (): Promise<void> => {
      await server.stop();
      await rm(join(await secretsFolder(dataDir), 'running.json'), { force: true });
      await unlock();
    };
    try {
      await prepareRoles(server, passwords);
      const running: RunningDatabase = {
        pid: server.pid,
        url: address(server.port, appRole, passwords.app, databaseName),
        ownerUrl: address(server.port, ownerRole, passwords.owner, databaseName),
      };
      await writePrivateFile(join(await secretsFolder(dataDir), 'running.json'), JSON.stringify(running));
      return {
        url: running.url,
        ownerUrl: running.ownerUrl,
        superuserUrl: address(server.port, superuser, passwords.superuser, databaseName),
        appRole,
        folder,
        pid: server.pid,
        stop: stopAll,
        ended: server.ended,
      };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    await unlock();
    throw error;
  }
};
