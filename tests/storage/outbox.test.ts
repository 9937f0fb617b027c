import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  claim,
  enqueue,
  fail,
  finish,
  forgetDone,
  type Lease,
  mostAttempts,
  pauseAfter,
} from '../../src/storage/outbox.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 12 });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.deleteFrom('outbox').execute();
});

const start = new Date('2026-11-18T05:00:00Z');
const later = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);
const take = (now: Date, limit = 10): Promise<readonly Lease[]> =>
  claim(world.db, { kinds: ['notice'], now, lease: 60_000, limit });
const one = async (now: Date): Promise<Lease> => {
  const [lease] = await take(now, 1);
  if (lease === undefined) throw new Error('nothing was due');
  return lease;
};
const notice = (dueAt = start) => enqueue(world.db, { kind: 'notice', payload: { n: 1 }, dueAt });

describe('claiming', () => {
  test('sixteen claimers at once share the work, nothing twice, nothing left', async () => {
    await enqueue(
      world.db,
      ...Array.from({ length: 400 }, (_, n) => ({ kind: 'notice', payload: { n }, dueAt: start })),
    );
    const claimed = await Promise.all(
      Array.from({ length: 16 }, async () => {
        const mine: number[] = [];
        for (let batch = await take(start, 7); batch.length > 0; batch = await take(start, 7))
          mine.push(...batch.map((lease) => lease.id));
        return mine;
      }),
    );
    const ids = claimed.flat();
    expect(ids).toHaveLength(400);
    expect(new Set(ids).size).toBe(400);
    expect(claimed.filter((mine) => mine.length > 0).length).toBeGreaterThan(1);
  });

  test('only kinds asked for, only what is due, oldest first', async () => {
    await enqueue(
      world.db,
      { kind: 'other', dueAt: start },
      { kind: 'notice', payload: { n: 'second' }, dueAt: later(10) },
      { kind: 'notice', payload: { n: 'first' }, dueAt: start },
      { kind: 'notice', payload: { n: 'not yet' }, dueAt: later(5_000) },
    );
    expect((await one(later(100))).payload).toEqual({ n: 'first' });
    expect((await one(later(100))).payload).toEqual({ n: 'second' });
    expect(await take(later(100))).toEqual([]);
  });

  test('an entry exists only when the transaction it was written in does', async () => {
    await world.db
      .transaction()
      .execute(async (trx) => {
        await enqueue(trx, { kind: 'notice', dueAt: start });
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await take(start)).toEqual([]);
  });
});

describe('a lease', () => {
  test('keeps others away until it is over', async () => {
    await notice();
    const first = await one(start);
    expect(await take(later(59_999))).toEqual([]);
    const second = await one(later(60_000));
    expect(second.id).toBe(first.id);
    expect(second.attempt).toBe(first.attempt + 1);
  });

  test('whoever lost it can neither finish nor fail', async () => {
    await notice();
    const lost = await one(start);
    const held = await one(later(60_000));
    expect(await finish(world.db, lost, later(60_001))).toBe(false);
    expect(await fail(world.db, lost, 'network', later(60_001))).toBe(false);
    expect(await finish(world.db, held, later(60_002))).toBe(true);
    expect(await finish(world.db, held, later(60_003))).toBe(false);
    expect(await take(later(9_999_999))).toEqual([]);
  });
});

describe('failing', () => {
  test('pauses longer each time, then the entry is a dead letter', async () => {
    await notice();
    let now = start;
    for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
      const lease = await one(now);
      expect(lease.attempt).toBe(attempt);
      await fail(world.db, lease, 'network', now);
      expect(await take(new Date(now.getTime() + pauseAfter(attempt) - 1))).toEqual([]);
      now = new Date(now.getTime() + pauseAfter(attempt));
    }
    await fail(world.db, await one(now), 'network', now);
    expect(await take(later(1e10))).toEqual([]);
    const row = await world.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ error: 'network', failed_at: now, done_at: null, leased_until: null });
  });

  test('for good where trying again cannot help', async () => {
    await notice();
    await fail(world.db, await one(start), 'refused', start, { retry: false });
    expect(await take(later(1e10))).toEqual([]);
  });

  test('an entry that kills its worker each time does not go on for ever', async () => {
    await notice();
    let now = start;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      await one(now);
      now = new Date(now.getTime() + 60_000);
    }
    expect(await take(now)).toEqual([]);
    const row = await world.db.selectFrom('outbox').select(['error', 'failed_at']).executeTakeFirstOrThrow();
    expect(row).toEqual({ error: 'lease-lost', failed_at: now });
  });
});

test('what was done long ago is forgotten, dead letters are not', async () => {
  await notice();
  await finish(world.db, await one(start), start);
  await notice();
  await fail(world.db, await one(start), 'refused', start, { retry: false });
  await forgetDone(world.db, later(1));
  const rows = await world.db.selectFrom('outbox').select('error').execute();
  expect(rows).toEqual([{ error: 'refused' }]);
});
