import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checkedName, FileNotThere, type FileStore } from './files.ts';

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Uploads in a folder of this machine, two levels deep by the name's ends, readable by the service alone. A file
 * appears under its name only when it is whole and on the disk.
 */
export const createFolderFileStore = (root: string): FileStore => {
  const placeOf = (name: string): string => join(root, checkedName(name).slice(-2), name.slice(0, 2), name);
  return {
    put: async (name, content) => {
      const place = placeOf(name);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const unfinished = `${place}.part`;
      const hash = createHash('sha256');
      let bytes = 0;
      const handle = await open(unfinished, 'wx', 0o600);
      try {
        await pipeline(content, async (source: AsyncIterable<Buffer | string>) => {
          for await (const piece of source) {
            const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
            hash.update(chunk);
            bytes += chunk.length;
            await handle.writeFile(chunk);
          }
        });
        await handle.sync();
        await handle.close();
        await rename(unfinished, place);
      } catch (error) {
        await handle.close().catch(() => undefined);
        await rm(unfinished, { force: true });
        throw error;
      }
      await syncFolder(dirname(place));
      return { bytes, sha256: hash.digest() };
    },
    open: async (name, range): Promise<Readable> => {
      const handle = await open(placeOf(name), 'r').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new FileNotThere() : error;
      });
      return handle.createReadStream(range ?? {});
    },
    remove: async (name) => {
      await rm(placeOf(name), { force: true });
    },
  };
};
