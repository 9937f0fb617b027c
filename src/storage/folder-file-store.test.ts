import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileStore } from './files.ts';
import { createFolderFileStore } from './folder-file-store.ts';

let root: string;
let store: FileStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dauys-store-'));
  store = createFolderFileStore(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const filesIn = async (): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test('gives back what it took, whole or a range, and its size and hash', async () => {
  const content = randomBytes(300_000);
  const put = await store.put('0a1b2c3d-file', Readable.from([content.subarray(0, 7), content.subarray(7)]));
  expect(put).toEqual({ bytes: content.length, sha256: createHash('sha256').update(content).digest() });
  expect((await buffer(await store.open('0a1b2c3d-file'))).equals(content)).toBe(true);
  const part = await buffer(await store.open('0a1b2c3d-file', { start: 100, end: 199 }));
  expect(part.equals(content.subarray(100, 200))).toBe(true);
});

test('only the service can read them', async () => {
  await store.put('0a1b2c3d-mode', Readable.from(['x']));
  expect((await stat(join(root, 'de', '0a', '0a1b2c3d-mode'))).mode & 0o777).toBe(0o600);
});

test('an upload that breaks off leaves nothing', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(1_000);
      throw new Error('the line broke');
    })(),
  );
  await expect(store.put('0a1b2c3d-broken', broken)).rejects.toThrow('the line broke');
  expect((await filesIn()).filter((name) => name.includes('broken'))).toEqual([]);
  await expect(store.open('0a1b2c3d-broken')).rejects.toThrow();
});

test('removing is once or more', async () => {
  await store.put('0a1b2c3d-gone', Readable.from(['x']));
  await store.remove('0a1b2c3d-gone');
  await store.remove('0a1b2c3d-gone');
  await expect(store.open('0a1b2c3d-gone')).rejects.toThrow();
});

test.each(['../../etc/passwd', '0a1b2c3d/../x', 'short', '0a1b2c3d.part', '', 'ABCDEFGHIJ'])(
  'the name %j is refused',
  async (name) => {
    await expect(store.put(name, Readable.from(['x']))).rejects.toThrow('file-name-refused');
    await expect(store.open(name)).rejects.toThrow('file-name-refused');
    await expect(store.remove(name)).rejects.toThrow('file-name-refused');
  },
);
