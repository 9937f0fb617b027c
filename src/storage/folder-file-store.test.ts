import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepsTheContractOfFiles } from '../../tests/support/file-store-contract.ts';
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

describe('a folder', { timeout: 30_000 }, () => {
  keepsTheContractOfFiles(() => store, filesIn);

  it('is read by the service alone', async () => {
    await store.put('0a1b2c3d-mode', Readable.from(['x']));
    expect((await stat(join(root, 'de', '0a', '0a1b2c3d-mode'))).mode & 0o777).toBe(0o600);
  });
});
