import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { StandIn } from '../stand-in.ts';
import { botApi } from './bot-api.ts';
import { twilioRest } from './twilio-rest.ts';

/** Larger than anything the service sends to a person. */
const largest = 110 * 1024 * 1024;

/** Both providers behind one function from request to response. */
export const providers = (standIn: StandIn): Hono => {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: largest }));
  app.route('/', botApi(standIn));
  app.route('/', twilioRest(standIn));
  return app;
};

export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly root: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens the providers on a port of this machine alone, chosen by the system: the channels speak to it over HTTP as they
 * do to the real ones, and nobody outside can.
 */
export const listen = (standIn: StandIn): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const answer = getRequestListener(providers(standIn).fetch);
    const server = createServer((request, response) => {
      answer(request, response).catch(() => response.destroy());
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) return reject(new Error('no port'));
      resolve({
        root: `http://127.0.0.1:${address.port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
