import { createServer } from 'node:net';

export interface FakeClamd {
  readonly address: { readonly host: string; readonly port: number };
  /** Everything that was streamed to it so far. */
  readonly scanned: () => Buffer;
  readonly close: () => Promise<void>;
}

/**
 * Speaks the part of clamd's protocol that matters here: `zINSTREAM`, length-prefixed pieces, one line back. What
 * holds the word EICAR is infected; `hangUp` breaks off in the middle, as a scanner that is being restarted does.
 */
export const startFakeClamd = async (behaviour: { readonly hangUp?: boolean } = {}): Promise<FakeClamd> => {
  let scanned = Buffer.alloc(0);
  const server = createServer((socket) => {
    let pending = Buffer.alloc(0);
    let greeted = false;
    let content = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      pending = Buffer.concat([pending, piece]);
      if (!greeted) {
        if (pending.length < 10) return;
        if (pending.subarray(0, 10).toString() !== 'zINSTREAM\0') {
          socket.end('UNKNOWN COMMAND\0');
          return;
        }
        greeted = true;
        pending = pending.subarray(10);
      }
      while (pending.length >= 4) {
        const length = pending.readUInt32BE();
        if (length === 0) {
          const verdict = content.includes('EICAR') ? 'Eicar-Test-Signature FOUND' : 'OK';
          socket.end(`stream: ${verdict}\0`);
          return;
        }
        if (pending.length < 4 + length) return;
        const part = pending.subarray(4, 4 + length);
        content = Buffer.concat([content, part]);
        scanned = Buffer.concat([scanned, part]);
        pending = pending.subarray(4 + length);
        if (behaviour.hangUp) {
          socket.destroy();
          return;
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: { host: '127.0.0.1', port: address.port },
    scanned: () => scanned,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
