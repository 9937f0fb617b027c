import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { FileNotThere, type FileStore } from '../../src/storage/files.ts';

/** What every store of files does alike; `names` are those of whole files that lie there at the moment. */
export const keepsTheContractOfFiles = (
  store: () => FileStore,
  names: () => Promise<readonly string[]>,
): void => {
  it('gives back what it took, whole or a range, and its size and hash', async () => {
    const content = randomBytes(300_000);
    const put = await store().put(
      '0a1b2c3d-file',
      Readable.from([content.subarray(0, 7), content.subarray(7)]),
    );
    expect(put).toEqual({ bytes: content.length, sha256: createHash('sha256').update(content).digest() });
    expect((await buffer(await store().open('0a1b2c3d-file'))).equals(content)).toBe(true);
    const part = await buffer(await store().open('0a1b2c3d-file', { start: 100, end: 199 }));
    expect(part.equals(content.subarray(100, 200))).toBe(true);
    const last = await buffer(await store().open('0a1b2c3d-file', { start: 299_999, end: 299_999 }));
    expect(last.equals(content.subarray(-1))).toBe(true);
  });

  it('takes files of any length, also in many small pieces', async () => {
    const content = randomBytes(11 * 1024 * 1024 + 1);
    const pieces = function* () {
      for (let at = 0; at < content.length; at += 65_537) yield content.subarray(at, at + 65_537);
    };
    const put = await store().put('0a1b2c3d-long', Readable.from(pieces()));
    expect(put).toEqual({ bytes: content.length, sha256: createHash('sha256').update(content).digest() });
    expect((await buffer(await store().open('0a1b2c3d-long'))).equals(content)).toBe(true);
  });

  it.each([
    ['short', 1],
    ['long', 12],
  ])('an upload that breaks off leaves nothing: a %s one', async (kind, megabytes) => {
    const broken = Readable.from(
      (async function* () {
        for (let sent = 0; sent < megabytes; sent += 1) yield Buffer.alloc(1024 * 1024);
        throw new Error('the line broke');
      })(),
    );
    const name = `0a1b2c3d-broken-${kind}`;
    await expect(store().put(name, broken)).rejects.toThrow('the line broke');
    expect((await names()).filter((there) => there.includes('broken'))).toEqual([]);
    await expect(store().open(name)).rejects.toThrow(FileNotThere);
  });

  it('a reader who leaves in the middle holds nothing up', async () => {
    await store().put('0a1b2c3d-left', Readable.from([randomBytes(600_000)]));
    const stream = await store().open('0a1b2c3d-left');
    for await (const piece of stream) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(stream.destroyed).toBe(true);
  });

  it('removing is once or more', async () => {
    await store().put('0a1b2c3d-gone', Readable.from(['x']));
    await store().remove('0a1b2c3d-gone');
    await store().remove('0a1b2c3d-gone');
    await expect(store().open('0a1b2c3d-gone')).rejects.toThrow(FileNotThere);
  });

  it.each(['../../etc/passwd', '0a1b2c3d/../x', 'short', '0a1b2c3d.part', '', 'ABCDEFGHIJ'])(
    'the name %j is refused',
    async (name) => {
      await expect(store().put(name, Readable.from(['x']))).rejects.toThrow('file-name-refused');
      await expect(store().open(name)).rejects.toThrow('file-name-refused');
      await expect(async () => store().remove(name)).rejects.toThrow('file-name-refused');
    },
  );
};
