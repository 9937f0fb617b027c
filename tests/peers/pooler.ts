import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../support/service.ts';
import { until } from './until.ts';

export interface Pooler {
  /** The same database through the pooler. */
  readonly through: (url: string) => string;
  readonly close: () => Promise<void>;
}

/** PgBouncer before a server, which lends a connection for one transaction at a time, as poolers of edge networks do. */
export const startPooler = async (options: {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Real connections for each database. */
  readonly size: number;
}): Promise<Pooler> => {
  const folder = await mkdtemp(join(tmpdir(), 'dauys-pooler-'));
  const port = await freePort();
  const users = join(folder, 'users.txt');
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(users, `"${options.user}" "${options.password}"\n`);
  await writeFile(
    file,
    `[databases]
* = host=127.0.0.1 port=${options.port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${options.size}
max_client_conn = 500
`,
  );
  await chmod(folder, 0o755);
  // It refuses to run as root.
  const asWhom = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('pgbouncer', [...asWhom, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (output += piece.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const through = (url: string): string => {
    const address = new URL(url);
    address.port = String(port);
    return address.href;
  };
  await until('the pooler lets the application in', async () => {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended:\n${output}`);
    const client = new pg.Client({
      connectionString: `postgres://${options.user}:${options.password}@127.0.0.1:${port}/postgres`,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  });
  return {
    through,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
