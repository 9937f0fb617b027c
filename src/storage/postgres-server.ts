import { spawn } from 'node:child_process';
import { chown, mkdir, open, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseUnusable, type PostgresBinaries, type RunAs } from './postgres-binaries.ts';

export const superuser = 'postgres';

export interface ServerOptions {
  readonly binaries: PostgresBinaries;
  readonly runAs: RunAs;
  /** The folder of the database itself (PGDATA). */
  readonly folder: string;
  readonly logFile: string;
  readonly password: string;
  readonly settings: Readonly<Record<string, string | number>>;
}
export interface PostgresServer {
  readonly port: number;
  readonly pid: number;
  /** Fast shutdown: sessions are ended, everything committed is on the disk. Immediate after `patience` ms. */
  readonly stop: (patience?: number) => Promise<void>;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
}

// The server's messages are read by people who look for a fault: English, whatever the machine speaks.
const environment = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };

/** Gives a folder, made if need be, to the user that runs the server. */
export const giveFolder = async (folder: string, runAs: RunAs): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(folder, runAs.uid, runAs.gid);
};

const finished = (program: string, args: readonly string[], runAs: RunAs): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...runAs,
      cwd: '/',
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new DatabaseUnusable(`initdb failed (${code}): ${said.slice(-800)}`)),
    );
  });

/** Makes an empty cluster in `folder` where there is none: UTF-8, the builtin locale, passwords by SCRAM, checksums. */
export const initialise = async (options: ServerOptions): Promise<void> => {
  const { folder, runAs, binaries, password } = options;
  if (
    await stat(join(folder, 'PG_VERSION')).then(
      () => true,
      () => false,
    )
  )
    return;
  // Made beside its place and renamed when whole, so that a killed start leaves nothing half-made.
  const unfinished = `${folder}.part`;
  const passwordFile = `${unfinished}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await giveFolder(unfinished, runAs);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(passwordFile, runAs.uid, runAs.gid);
  try {
    await finished(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(options.settings.fsync === 'off' ? ['--no-sync'] : []),
      ],
      runAs,
    );
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const goneWithin = async (pid: number, milliseconds: number): Promise<boolean> => {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (!isAlive(pid)) return true;
    await pause(50);
  }
  return !isAlive(pid);
};

/** The server that still runs over `folder`, from its pid file: its process works in that folder, or it is not ours. */
export const findRunning = async (folder: string): Promise<number | null> => {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid < 2 || !isAlive(pid)) return null;
  if (process.platform !== 'linux') return pid;
  const worksIn = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return worksIn === folder ? pid : null;
};

/** Ends a server by fast shutdown, and by an immediate one (recovered at the next start) when that takes too long. */
export const stopServer = async (pid: number, patience = 6_000): Promise<void> => {
  const tell = (signal: NodeJS.Signals): void => {
    if (isAlive(pid)) process.kill(pid, signal);
  };
  tell('SIGINT');
  if (await goneWithin(pid, patience)) return;
  tell('SIGQUIT');
  if (!(await goneWithin(pid, 5_000)))
    throw new DatabaseUnusable(`the database server (process ${pid}) does not end`);
};

const answers = async (port: number, password: string): Promise<boolean> => {
  const client = new pg.Client({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const launch = async (options: ServerOptions): Promise<PostgresServer | null> => {
  const port = await freePort();
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = await open(options.logFile, 'a', 0o600);
  const settings = Object.entries({
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    ...options.settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In a process group of its own, so that Ctrl-C in a terminal reaches the service, which then stops the database.
  const child = spawn(options.binaries.postgres, ['-D', options.folder, ...settings], {
    ...options.runAs,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let over = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true;
      resolve();
    };
    child.on('exit', end);
    child.on('error', end);
  });
  await log.close();
  const { pid } = child;
  // A crash recovery may take its time; what must not happen is waiting for a server that has already ended.
  for (let tries = 0; tries < 1_200 && !over && pid !== undefined; tries += 1) {
    if (await answers(port, options.password)) {
      child.unref();
      return {
        port,
        pid,
        ended,
        stop: async (patience) => {
          if (!over) await stopServer(pid, patience);
          await ended;
        },
      };
    }
    await pause(50);
  }
  if (!over && pid !== undefined) await stopServer(pid);
  return null;
};

/**
 * Starts the server on a free port of the loopback. A server left over from a killed service is stopped first; its
 * last backends may need a moment to see that it is gone, hence several tries.
 */
export const startServer = async (options: ServerOptions): Promise<PostgresServer> => {
  const leftOver = await findRunning(options.folder);
  if (leftOver !== null) await stopServer(leftOver);
  for (let tries = 0; tries < 8; tries += 1) {
    const server = await launch(options);
    if (server !== null) return server;
    await pause(500);
  }
  throw new DatabaseUnusable(`the database server did not start; ${options.logFile} says why`);
};
