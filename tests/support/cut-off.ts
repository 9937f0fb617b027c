import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server of a test, that can be laid to another port, or stay silent. */
export interface Line {
  readonly port: number;
  /** Where it leads from now on; what was open is cut. */
  readonly leadTo: (port: number) => void;
  /** Takes what comes and passes nothing on, as a network does that has broken in the middle. */
  readonly silence: (silent: boolean) => void;
  readonly close: () => Promise<void>;
}

export const openLine = async (port: number): Promise<Line> => {
  let target = port;
  let silent = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (piece) => {
        if (!silent) to.write(piece);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (next) => {
      target = next;
      cut();
    },
    silence: (value) => {
      silent = value;
      // What was swallowed does not come back; those connections are lost.
      if (!value) cut();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
};
