import { expect, it } from 'vitest';
import { startLoop } from './background-loop.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const untilRuns = () => {
  let count = 0;
  const waiting: { at: number; done: () => void }[] = [];
  return {
    run: () => {
      count += 1;
      for (const one of waiting) if (count >= one.at) one.done();
    },
    reached: (at: number) =>
      count >= at ? Promise.resolve() : new Promise<void>((done) => waiting.push({ at, done })),
  };
};

it('runs again at once while there is more, then rests until it is woken', async () => {
  const runs = untilRuns();
  let left = 3;
  const run = async () => {
    runs.run();
    left -= 1;
    return left > 0;
  };
  const step = { name: 'drain', everyMs: 3_600_000, onWake: true, run };
  const loop = startLoop([step], silent);
  await runs.reached(3);
  loop.wake();
  await runs.reached(4);
  await loop.stop();
});

it('is not lost when woken while it runs', async () => {
  const runs = untilRuns();
  let wake: () => void = () => undefined;
  let first = true;
  const run = async () => {
    runs.run();
    if (first) wake();
    first = false;
    return false;
  };
  const loop = startLoop([{ name: 'drain', everyMs: 3_600_000, onWake: true, run }], silent);
  wake = loop.wake;
  loop.wake();
  await runs.reached(2);
  await loop.stop();
});

it('goes on after a failure', async () => {
  const runs = untilRuns();
  let failed = 0;
  const run = async () => {
    runs.run();
    if (failed++ === 0) throw new Error('database away');
    return false;
  };
  const loop = startLoop([{ name: 'seal', everyMs: 1, onWake: false, run }], silent);
  await runs.reached(2);
  await loop.stop();
  expect(failed).toBeGreaterThan(1);
});
