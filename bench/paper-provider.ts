import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

export interface PaperProvider {
  /** Messages given to it so far. */
  readonly taken: () => number;
  readonly close: () => Promise<void>;
}

/** Twilio's address for sending, as far as a benchmark needs it: takes every message at once, and knows nothing of it. */
export const openProvider = (port: number): Promise<PaperProvider> =>
  new Promise((resolve) => {
    let taken = 0;
    const server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        if (request.method === 'POST') taken += 1;
        response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
        response.end(
          request.method === 'POST'
            ? JSON.stringify({ sid: `SM${randomBytes(16).toString('hex')}`, status: 'queued' })
            : JSON.stringify({ messages: [] }),
        );
      });
    });
    server.listen(port, '127.0.0.1', () =>
      resolve({
        taken: () => taken,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
