import { appendFile, chmod, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBackup } from '../../src/storage/backup.ts';
import { type Connection, connect } from '../../src/storage/connect.ts';
import { DataDirInUse } from '../../src/storage/data-lock.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../src/storage/embedded.ts';
import { createFolderFileStore } from '../../src/storage/folder-file-store.ts';
import { createKeyRing } from '../../src/storage/key-ring.ts';
import { auditRow } from '../../src/storage/ledger.ts';
import { sealLedgers } from '../../src/storage/ledger-seal.ts';
import { verifyLedgers } from '../../src/storage/ledger-verify.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { enqueue } from '../../src/storage/outbox.ts';
import { loadReferenceData } from '../../src/storage/reference-data.ts';
import { restoreBackup } from '../../src/storage/restore.ts';
import { keptSecretKeys } from '../../src/storage/secrets.ts';

let place: string;
let dataDir: string;
let service: EmbeddedDatabase;
let connection: Connection;
const quiet = (): void => undefined;
const headsOf = (folder: string): string => join(folder, 'audit-heads.jsonl');

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'dauys-backup-'));
  await chmod(place, 0o755);
  dataDir = join(place, 'data');
  service = await startEmbedded(dataDir, quiet);
  await migrate(service.ownerUrl, service.appRole);
  connection = connect(service.url, { max: 6 });
  await loadReferenceData(connection.db);
});
afterAll(async () => {
  await connection.close();
  await service.stop();
  await rm(place, { recursive: true, force: true });
});

/** Four rows, an audit entry and an upload that belong together. */
const write = async (n: number, keys: ReturnType<typeof createKeyRing>): Promise<void> => {
  const files = createFolderFileStore(join(dataDir, 'uploads'));
  await files.put(`upload-number-${n}`, Readable.from([`content ${n}`]));
  await connection.db.transaction().execute(async (trx) => {
    for (let part = 0; part < 4; part += 1)
      await enqueue(trx, { kind: `mark-${n}`, payload: { part, text: 'ә\t\n\\' }, dueAt: new Date() });
    const audit = auditRow(keys, {
      id: crypto.randomUUID(),
      at: new Date(),
      actorKind: 'service',
      actorId: null,
      action: 'test',
      subjectKind: 'upload',
      subjectId: null,
      detail: { n },
    });
    await trx.insertInto('audit').values(audit).execute();
  });
};

test('a backup under writes is one instant, and comes back whole in another place', async () => {
  const keys = createKeyRing(await keptSecretKeys(dataDir));
  let written = 0;
  let over = false;
  const writing = Array.from({ length: 4 }, async () => {
    while (!over) {
      written += 1;
      await write(written, keys);
    }
  });
  const sealing = (async () => {
    while (!over) await sealLedgers(connection.db, keys, headsOf(dataDir), new Date());
  })();
  while (written < 100) await new Promise((resolve) => setImmediate(resolve));
  const folder = join(place, 'backup');
  const manifest = await makeBackup({ dataDir, ownerUrl: service.ownerUrl, keys, folder, now: new Date() });
  const writtenMeanwhile = written;
  over = true;
  await Promise.all([...writing, sealing]);
  expect(writtenMeanwhile).toBeGreaterThan(100);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'secrets', 'secret-keys'))).mode & 0o777).toBe(0o600);

  const elsewhere = join(place, 'elsewhere');
  const restored = await restoreBackup({
    dataDir: elsewhere,
    folder,
    keys: null,
    now: new Date(),
    say: quiet,
  });
  expect(restored.movedTo).toBeNull();
  const again = await startEmbedded(elsewhere, quiet);
  const { db, close } = connect(again.url);
  try {
    const copied = new Map(manifest.tables.map(({ name, rows }) => [name, rows]));
    const marks = await sql<{ kind: string; parts: number }>`
      select kind, count(*)::int as parts from outbox group by kind`.execute(db);
    expect(marks.rows.length).toBeGreaterThanOrEqual(96);
    expect(marks.rows.filter(({ parts }) => parts !== 4)).toEqual([]);
    expect(copied.get('outbox')).toBe(marks.rows.length * 4);
    const payload = await db.selectFrom('outbox').select('payload').executeTakeFirstOrThrow();
    expect(payload.payload).toMatchObject({ text: 'ә\t\n\\' });
    const days = await db.selectFrom('calendar_days').select('day').execute();
    expect(days.length).toBe(copied.get('calendar_days'));

    const files = createFolderFileStore(join(elsewhere, 'uploads'));
    for (const { kind } of marks.rows) {
      const n = kind.slice('mark-'.length);
      expect((await buffer(await files.open(`upload-number-${n}`))).toString()).toBe(`content ${n}`);
    }

    const broughtKeys = createKeyRing(await keptSecretKeys(elsewhere));
    await sealLedgers(db, broughtKeys, headsOf(elsewhere), new Date());
    const proof = await verifyLedgers(db, broughtKeys, headsOf(elsewhere), new Date());
    expect(proof.findings).toEqual([]);
    expect(proof.sealed.audit).toBe(marks.rows.length);

    // Numbers go on where they were: no place in a ledger, and no receipt number, is given twice.
    await enqueue(db, { kind: 'after', dueAt: new Date() });
    const highest = await sql<{ id: number }>`select max(id) as id from outbox where kind <> 'after'`.execute(
      db,
    );
    const after = await db
      .selectFrom('outbox')
      .select('id')
      .where('kind', '=', 'after')
      .executeTakeFirstOrThrow();
    expect(after.id).toBeGreaterThan(highest.rows[0]?.id ?? Number.POSITIVE_INFINITY);
    await expect(db.deleteFrom('audit').execute()).rejects.toMatchObject({ code: '42501' });
  } finally {
    await close();
    await again.stop();
  }
});

test('a folder with something in it is not written into, a running service not restored over', async () => {
  const keys = createKeyRing(await keptSecretKeys(dataDir));
  const folder = join(place, 'backup');
  await expect(
    makeBackup({ dataDir, ownerUrl: service.ownerUrl, keys, folder, now: new Date() }),
  ).rejects.toThrow('is not empty');
  await expect(restoreBackup({ dataDir, folder, keys: null, now: new Date(), say: quiet })).rejects.toThrow(
    DataDirInUse,
  );
  await sql`select 1`.execute(connection.db);
});

test('a damaged, unfinished or foreign backup is refused, and what is there stays', async () => {
  const elsewhere = join(place, 'elsewhere');
  const folder = join(place, 'backup');
  const attempt = (keys: ReturnType<typeof createKeyRing> | null = null) =>
    restoreBackup({ dataDir: elsewhere, folder, keys, now: new Date(), say: quiet });
  const before = await readdir(elsewhere);

  await expect(attempt(createKeyRing([Buffer.alloc(32, 3).toString('base64')]))).rejects.toThrow(
    'not the ones of this backup',
  );
  const table = join(folder, 'tables', 'outbox.copy');
  const original = await readFile(table, 'utf8');
  await appendFile(table, original.split('\n')[0] ?? '');
  await expect(attempt()).rejects.toThrow('outbox.copy has changed');
  await unlink(table);
  await expect(attempt()).rejects.toThrow('outbox.copy is missing');
  await unlink(join(folder, 'manifest.json'));
  await expect(attempt()).rejects.toThrow('not a finished backup');
  expect(await readdir(elsewhere)).toEqual(before);
});

test('a restore over data moves them aside, and back when it fails', async () => {
  const elsewhere = join(place, 'elsewhere');
  const keys = createKeyRing(await keptSecretKeys(dataDir));
  const folder = join(place, 'second');
  await makeBackup({ dataDir, ownerUrl: service.ownerUrl, keys, folder, now: new Date() });
  const count = async (): Promise<number> => {
    const running = await startEmbedded(elsewhere, quiet);
    const { db, close } = connect(running.url, { max: 1 });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from outbox`.execute(db);
    await close();
    await running.stop();
    return rows[0]?.n ?? -1;
  };
  const before = await count();
  const said: string[] = [];
  const options = { dataDir: elsewhere, keys: null, say: (line: string) => said.push(line) };

  // The load fails half-way: a table does not hold what the manifest says.
  const manifestPath = join(folder, 'manifest.json');
  const manifest = await readFile(manifestPath, 'utf8');
  await writeFile(manifestPath, manifest.replace(/("name": "outbox",[^}]*?"rows": )(\d+)/s, '$1999999'));
  await expect(restoreBackup({ ...options, folder, now: new Date('2026-11-18T05:00:00Z') })).rejects.toThrow(
    'instead of 999999',
  );
  expect(said.some((line) => line.startsWith('moved back'))).toBe(true);
  expect(await count()).toBe(before);

  await writeFile(manifestPath, manifest);
  const { movedTo } = await restoreBackup({ ...options, folder, now: new Date('2026-11-18T05:00:01Z') });
  expect(await readdir(movedTo ?? '')).toEqual(
    expect.arrayContaining(['postgres', 'uploads', 'audit-heads.jsonl', 'secrets']),
  );
  expect(await count()).toBeGreaterThan(before);
});
