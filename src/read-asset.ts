import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The content of built files in a folder, by their address (`/assets/…`); null where it is none of them. */
export const assetReader =
  (folder: string) =>
  async (path: string): Promise<Uint8Array | null> => {
    const [, file] = /^\/assets\/((?:[\w-]+\/)*[\w.-]+)$/.exec(path) ?? [];
    if (file === undefined || file.includes('..')) return null;
    return readFile(join(folder, file)).catch(() => null);
  };
