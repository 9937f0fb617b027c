import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/storage/connect.ts';
import { enqueue } from '../../src/storage/outbox.ts';

interface Holder {
  readonly process: ChildProcess;
  readonly url: string;
  readonly ownerUrl: string;
  readonly pid: number;
  readonly said: () => string;
}
interface Refusal {
  readonly code: number | null;
  readonly said: string;
}

let place: string;
/** One cluster serves most of the tests: making one takes longer than they do. */
let dataDir: string;
let holders: ChildProcess[] = [];
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'dauys-embedded-'));
  await chmod(place, 0o755);
  dataDir = join(place, 'data');
});
afterEach(async () => {
  const living = holders.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(living.map(stop));
  holders = [];
});
afterAll(() => rm(place, { recursive: true, force: true }));

const hold = (folder = dataDir): Promise<Holder | Refusal> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['tests/support/hold-embedded.ts', folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    holders.push(child);
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve({ process: child, ...JSON.parse(line), said: () => said }),
    );
    child.once('exit', (code) => resolve({ code, said }));
  });
const started = async (folder = dataDir): Promise<Holder> => {
  const holder = await hold(folder);
  if ('code' in holder) throw new Error(`did not start: ${holder.said}`);
  return holder;
};
const stop = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
const ask = async (url: string, query: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
};

describe('the embedded database', () => {
  test('is durable, speaks UTF-8, sorts Kazakh, and keeps its secrets to itself', async () => {
    const { url, ownerUrl, process: service } = await started();
    const [settings] = await ask(
      url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('full_page_writes') as pages, current_setting('data_checksums') as checksums,
        current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
        lower('ӘҚҰ') as folded, array(select w from unnest(array['ө', 'о', 'қ', 'л', 'к']) w order by w collate "kk-x-icu") as sorted`,
    );
    expect(settings).toEqual({
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      checksums: 'on',
      encoding: 'UTF8',
      zone: 'UTC',
      folded: 'әқұ',
      sorted: ['к', 'қ', 'л', 'о', 'ө'],
    });
    await expect(ask(url, 'delete from audit')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({
      code: '28P01',
    });
    expect((await stat(join(dataDir, 'secrets'))).mode & 0o777).toBe(0o700);
    for (const name of ['postgres-superuser', 'postgres-owner', 'postgres-app', 'running.json'])
      expect((await stat(join(dataDir, 'secrets', name))).mode & 0o777).toBe(0o600);

    // An error that quotes what a person wrote must not reach the server's log.
    await ask(ownerUrl, `insert into settings values ('Айгүл', '1'), ('Айгүл', '2')`).catch(() => undefined);
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('Айгүл');
    expect(await stop(service)).toBe(0);
    await expect(ask(url, 'select 1')).rejects.toThrow();
  });

  test('a second service on the same folder is refused in one clear line', async () => {
    await started();
    const [second, third] = await Promise.all([hold(), hold()]);
    for (const refused of [second, third])
      expect(refused).toEqual({
        code: 1,
        said: expect.stringMatching(/^DATA_DIR .* is in use by another running service.*\n$/),
      });
  });

  test('of several that start at once exactly one gets it', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => hold()));
    expect(all.filter((holder) => 'url' in holder)).toHaveLength(1);
  });

  test.each([
    ['the service alone, its server lives on', (service: Holder) => [service.process.pid]],
    ['the service and its server at once', (service: Holder) => [service.process.pid, service.pid]],
  ])('after kill -9 of %s the next start works and nothing acknowledged is missing', async (_, victims) => {
    const service = await started();
    const { db, close } = connect(service.url, { max: 4 });
    let acknowledged = 0;
    const write = async (): Promise<void> => {
      for (;;) {
        await enqueue(db, { kind: 'test', dueAt: new Date() });
        acknowledged += 1;
      }
    };
    const writing = Array.from({ length: 4 }, () => write().catch(() => undefined));
    while (acknowledged < 100) await new Promise((resolve) => setImmediate(resolve));
    const dead = new Promise((resolve) => service.process.once('exit', resolve));
    for (const pid of victims(service)) process.kill(pid ?? 0, 'SIGKILL');
    await dead;
    const next = await started();
    await Promise.all(writing);
    await close();
    const [found] = await ask(next.url, 'select count(*)::int as written from outbox');
    expect(found?.written).toBeGreaterThanOrEqual(acknowledged);
    await expect(ask(service.url, 'select 1')).rejects.toThrow();
  });
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('a DATA_DIR closed to others is opened to the server alone', async () => {
    const closed = join(place, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const service = await started(closed);
    await ask(service.url, 'select 1');
    expect((await stat(closed)).mode & 0o777).toBe(0o710);
    expect(await readdir(closed)).toContain('postgres');
    expect(service.said()).toBe('');
  });

  test('under a folder that nobody else can enter the database lies in /var/lib, and the start says so', async () => {
    const parent = join(place, 'private');
    await mkdir(join(parent, 'data'), { recursive: true });
    await chmod(parent, 0o700);
    const service = await started(join(parent, 'data'));
    const database = /the database lies in (\S+)/.exec(service.said())?.[1] ?? '';
    expect(database).toMatch(/^\/var\/lib\/dauys-[0-9a-f]{12}\/postgres$/);
    expect(await stop(service.process)).toBe(0);

    // The folder is deleted and made anew: what it left in /var/lib is moved aside, not opened and not lost.
    await rm(join(parent, 'data'), { recursive: true });
    const fresh = await started(join(parent, 'data'));
    await ask(fresh.url, 'select 1');
    const aside = /moved to (\S+)/.exec(fresh.said())?.[1] ?? '';
    expect(await readdir(aside)).toContain('PG_VERSION');
    await stop(fresh.process);

    // The other way round: a database made inside is not passed over for an empty one elsewhere.
    await rm(join(parent, 'data'), { recursive: true });
    await rm(dirname(database), { recursive: true, force: true });
    await mkdir(join(parent, 'data', 'postgres'), { recursive: true });
    await writeFile(join(parent, 'data', 'postgres', 'PG_VERSION'), '18');
    await chmod(parent, 0o700);
    expect(await hold(join(parent, 'data'))).toEqual({
      code: 1,
      said: expect.stringMatching(/can no longer enter/),
    });
    await rm(dirname(database), { recursive: true, force: true });
  });
});

test('a database without its password is refused in one line', async () => {
  const secret = join(dataDir, 'secrets', 'postgres-superuser');
  await rename(secret, `${secret}.away`);
  expect(await hold()).toEqual({
    code: 1,
    said: expect.stringMatching(/^there is a database in .* but not its password.*\n$/),
  });
  await rename(`${secret}.away`, secret);
});
