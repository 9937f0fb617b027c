import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/storage/connect.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { findBinaries, findRunAs } from '../../src/storage/postgres-binaries.ts';
import {
  findRunning,
  giveFolder,
  initialise,
  type PostgresServer,
  startServer,
  stopServer,
} from '../../src/storage/postgres-server.ts';
import { loadReferenceData } from '../../src/storage/reference-data.ts';
import { loadDirectory } from './directory.ts';

/** What the tests know of the server that this file starts for them. */
export interface TestPostgres {
  readonly port: number;
  readonly superuserUrl: string;
  readonly template: string;
}
declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

export const testPassword = 'test';
export const testRoles = { owner: 'test_owner', app: 'test_app' } as const;
export const urlOf = (port: number, role: string, database: string): string =>
  `postgres://${role}:${testPassword}@127.0.0.1:${port}/${database}`;

/** Durability is off: these databases live for minutes and are made by the hundred. The fault tests switch it on. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 200,
  shared_buffers: '128MB',
  autovacuum: 'off',
  timezone: 'UTC',
};

/** In memory where there is room for it: making a database takes a third of the time. */
const placeForDatabases = async (): Promise<string> => {
  const memory = await statfs('/dev/shm').catch(() => null);
  return memory !== null && memory.bavail * memory.bsize > 2e9 ? '/dev/shm' : tmpdir();
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A test run that was killed leaves its server running; the next one ends it. */
const sweepLeftOvers = async (place: string): Promise<void> => {
  for (const name of await readdir(place)) {
    const pid = Number(/^dauys-test-(\d+)-/.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const server = await findRunning(join(place, name, 'postgres'));
    if (server !== null) await stopServer(server, 1_000).catch(() => undefined);
    await rm(join(place, name), { recursive: true, force: true });
  }
};

const prepareTemplate = async (port: number): Promise<void> => {
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres', 'postgres') });
  await client.connect();
  for (const role of Object.values(testRoles))
    await client.query(`create role ${role} login password '${testPassword}'`);
  await client.query(`create database test_template owner ${testRoles.owner}`);
  await client.end();
  const ownerUrl = urlOf(port, testRoles.owner, 'test_template');
  await migrate(ownerUrl, testRoles.app);
  const { db, close } = connect(ownerUrl);
  await loadReferenceData(db);
  await loadDirectory(db);
  await close();
};

/** One PostgreSQL for all the tests of a project, with a migrated template that each test clones (`openWorld`). */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const runAs = await findRunAs();
  const place = await placeForDatabases();
  await sweepLeftOvers(place);
  const home = await mkdtemp(join(place, `dauys-test-${process.pid}-`));
  await giveFolder(home, runAs);
  const folder = join(home, 'postgres');
  const options = {
    binaries: await findBinaries(runAs, () => undefined),
    runAs,
    folder,
    logFile: join(home, 'postgres.log'),
    password: testPassword,
    settings,
  };
  let server: PostgresServer | null = null;
  const stop = async (): Promise<void> => {
    await server?.stop(2_000);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await initialise(options);
    server = await startServer(options);
    await prepareTemplate(server.port);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('postgres', {
    port: server.port,
    superuserUrl: urlOf(server.port, 'postgres', 'postgres'),
    template: 'test_template',
  });
  return stop;
};
