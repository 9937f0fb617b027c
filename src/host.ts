import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import fastifyStatic from '@fastify/static';
import { getRequestListener } from '@hono/node-server';
import fastify from 'fastify';

const hour = 3_600_000;

export interface HostOptions {
  readonly host: string;
  readonly port: number;
  /** Folder of the hashed, pre-compressed files served under `/assets/`. */
  readonly assetsFolder: string;
  readonly fetch: (request: Request, bindings: object) => Response | Promise<Response>;
}
export interface Host {
  readonly port: number;
  /** Takes no new requests; lets running ones end, for at most `graceMs` milliseconds. */
  readonly close: (graceMs: number) => Promise<void>;
}

/**
 * Opens the socket: fastify serves `/assets/`, everything else goes to the application. What passes fastify by is
 * not under its limits, so the time-outs stand on the server itself.
 */
export const openHost = async (options: HostOptions): Promise<Host> => {
  const answer = getRequestListener(options.fetch);
  const sockets = new Set<Socket>();
  const busy = new Set<Socket>();
  let closing = false;
  let server: Server | undefined;
  const app = fastify({
    serverFactory: (serveAssets) => {
      server = createServer(
        // A hundred megabytes over a village's line take longer than any page does.
        { requestTimeout: hour, headersTimeout: 20_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
        (request, response) => {
          const { socket } = request;
          busy.add(socket);
          response.once('close', () => {
            busy.delete(socket);
            if (closing) socket.end();
          });
          if (request.url?.startsWith('/assets/')) serveAssets(request, response);
          else answer(request, response).catch(() => response.destroy());
        },
      );
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      return server;
    },
  });
  await app.register(fastifyStatic, {
    root: options.assetsFolder,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  await app.listen({ host: options.host, port: options.port });
  const address = server?.address();

  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: async (graceMs) => {
      closing = true;
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
      const rest = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, graceMs);
      await app.close();
      clearTimeout(rest);
    },
  };
};
