import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

let dataDir: string;
let holders: ChildProcess[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dauys-embedded-'));
  await chmod(dataDir, 0o755);
  holders = [];
});
afterEach(async () => {
  await Promise.all(
    holders.map(async (holder) => {
      if (holder.exitCode !== null || holder.signalCode !== null) return;
      holder.kill('SIGTERM');
      await new Promise((resolve) => holder.once('exit', resolve));
    }),
  );
  await rm(dataDir, { recursive: true, force: true });
});

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

describe.runIf(process.getuid?.() === 0)('as root with a DATA_DIR that no other user can enter', () => {
  test('the database lies under /var/lib, and the start says so', async () => {
    await chmod(dataDir, 0o700);
    const service = await started();
    const place = /the database lies in (\S+)/.exec(service.said())?.[1] ?? '';
    expect(place).toMatch(/^\/var\/lib\/dauys-[0-9a-f]{12}\/postgres$/);
    await ask(service.url, 'select 1');
    expect(await stop(service.process)).toBe(0);
    const again = await started();
    await stop(again.process);
    await rm(join(place, '..'), { recursive: true, force: true });
  });
});
