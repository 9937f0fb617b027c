import { connect, type Socket } from 'node:net';
import { ScannerAway, type VirusScanner } from './scanning.ts';

const patience = 60_000;

const opened = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.setTimeout(patience, () => socket.destroy(new Error('timeout')));
    socket.once('error', (error) => reject(new ScannerAway(error.message)));
    socket.once('connect', () => resolve(socket));
  });

const length = (bytes: number): Buffer => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(bytes);
  return prefix;
};

/** Speaks `zINSTREAM` of clamd: length-prefixed pieces, a zero length at the end, one line back, NUL-ended. */
export const createVirusScanner = (clamd: { readonly host: string; readonly port: number }): VirusScanner => {
  return {
    begin: async () => {
      const socket = await opened(clamd.host, clamd.port);
      let reply = '';
      let broken: Error | null = null;
      socket.on('data', (piece) => {
        reply += piece.toString('latin1');
      });
      socket.on('error', (error) => {
        broken = error;
      });
      const ended = new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
      });
      const send = (piece: Buffer): Promise<void> =>
        new Promise((resolve, reject) => {
          if (broken !== null || socket.destroyed) reject(new ScannerAway('closed'));
          else socket.write(piece, (error) => (error ? reject(new ScannerAway(error.message)) : resolve()));
        });
      await send(Buffer.from('zINSTREAM\0'));
      return {
        write: async (piece) => {
          if (piece.length === 0) return;
          await send(Buffer.concat([length(piece.length), piece]));
        },
        verdict: async () => {
          await send(length(0));
          // clamd closes after its line; where it keeps the line open the NUL tells the end.
          await Promise.race([
            ended,
            new Promise<void>((resolve) => {
              const look = (): void => {
                if (reply.includes('\0')) resolve();
              };
              socket.on('data', look);
              look();
            }),
          ]);
          socket.destroy();
          const said = reply.split('\0')[0]?.trim() ?? '';
          if (said.endsWith(' FOUND')) return 'infected';
          if (said.endsWith(': OK') || said === 'OK') return 'clean';
          throw new ScannerAway(said === '' ? 'no verdict' : 'not scanned');
        },
        abandon: () => socket.destroy(),
      };
    },
  };
};
