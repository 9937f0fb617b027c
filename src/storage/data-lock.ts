import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { placeHash } from './postgres-binaries.ts';

/** Another live service holds the folder. */
export class DataDirInUse extends Error {
  constructor(dataDir: string) {
    super(
      `DATA_DIR ${dataDir} is in use by another running service; stop that one first or choose another DATA_DIR`,
    );
  }
}

const listen = (address: string): Promise<Server | 'taken' | 'impossible'> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' ? 'taken' : 'impossible'),
    );
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });

const someoneListens = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/**
 * Takes DATA_DIR for this process; gives the function that lets it go. Two locks, both let go by the kernel when the
 * process dies however it dies, so that nothing stale is left after `kill -9`: an abstract socket, which decides
 * between processes that start at the same moment, and a socket file in the folder, which is also seen from another
 * container that shares it. Throws `DataDirInUse`.
 */
export const lockDataDir = async (dataDir: string): Promise<() => Promise<void>> => {
  const abstract =
    process.platform === 'linux' ? await listen(`\0dauys-${placeHash(dataDir)}`) : 'impossible';
  if (abstract === 'taken') throw new DataDirInUse(dataDir);
  const path = join(dataDir, 'service.lock');
  // Socket files have short names only (107 bytes); a longer one is left to the abstract socket.
  const usable = path.length <= 100;
  let file = usable ? await listen(path) : 'impossible';
  if (file === 'taken') {
    if (await someoneListens(path)) {
      if (typeof abstract !== 'string') await close(abstract);
      throw new DataDirInUse(dataDir);
    }
    await rm(path, { force: true });
    file = await listen(path);
  }
  return async () => {
    if (typeof file !== 'string') await close(file);
    if (typeof abstract !== 'string') await close(abstract);
  };
};
