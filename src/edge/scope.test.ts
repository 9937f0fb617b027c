import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { problemOf } from '../web/problem-of.ts';
import { edgeReference } from './reference.ts';
import { here, inScope } from './scope.ts';

/** A request of a worker whose database nobody answers for; what is left for afterwards is awaited by `behind`. */
const requestOf = (databaseUrl = 'postgres://x@127.0.0.1:1/x') => {
  const left: Promise<unknown>[] = [];
  let commits = 0;
  const around = {
    databaseUrl,
    waitUntil: (work: Promise<unknown>) => left.push(work),
    afterCommit: async () => {
      commits += 1;
      // What follows a commit may itself leave something to be done.
      if (commits === 1) here().wake();
    },
    onError: () => undefined,
  };
  return {
    run: <Value>(work: () => Promise<Value>) => inScope(around, work),
    behind: () => Promise.all(left),
    commits: () => commits,
  };
};

it('belongs to one request, and to what it started', async () => {
  expect(() => here()).toThrow('outside of a request');
  const [one, two] = [requestOf(), requestOf()];
  const seen = await Promise.all(
    [one, two].map(({ run }) =>
      run(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return here();
      }),
    ),
  );
  expect(seen[0]?.db).not.toBe(seen[1]?.db);
  expect(() => here()).toThrow('outside of a request');
  await Promise.all([one.behind(), two.behind()]);
});

it('does what follows commits after the answer, once for as many as ask meanwhile', async () => {
  const request = requestOf();
  const answer = await request.run(async () => {
    here().wake();
    here().wake();
    here().wake();
    return 'answer';
  });
  expect(answer).toBe('answer');
  await request.behind();
  expect(request.commits()).toBe(2);
});

it('waits behind the answer for what was left, and a failure there harms nobody', async () => {
  const request = requestOf();
  let done = false;
  await request.run(async () => {
    here().later(Promise.reject(new Error('left alone')));
    here().later(
      new Promise((resolve) => setTimeout(resolve, 20)).then(() => {
        done = true;
      }),
    );
  });
  await request.behind();
  expect(done).toBe(true);
});

it('ends also where the request failed', async () => {
  const request = requestOf();
  await expect(request.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await request.behind()).toHaveLength(1);
});

it('without reference data says that the database is away, and a silent one holds nobody for two seconds', async () => {
  const refused = requestOf();
  const reference = edgeReference(() => 0);
  await expect(refused.run(reference.prepare)).rejects.toThrow();
  expect(() => reference.current()).toThrow('no reference data');
  try {
    reference.current();
  } catch (error) {
    expect(problemOf(error)).toBe('away');
  }
  const sockets = new Set<{ destroy: () => void }>();
  const silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const started = performance.now();
  const waiting = requestOf(`postgres://x@127.0.0.1:${port}/x`);
  const failure = await waiting.run(reference.prepare).catch((error: unknown) => error);
  expect(problemOf(failure)).toBe('away');
  expect(performance.now() - started).toBeLessThan(2_000);
  silent.on('connection', (socket) => socket.destroy());
  for (const socket of sockets) socket.destroy();
  await waiting.behind();
  silent.close();
});
