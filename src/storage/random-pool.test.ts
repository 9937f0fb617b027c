import { expect, test } from 'vitest';
import { pooledRandomBytes } from './random-pool.ts';

test('gives as many bytes as asked for, none of them twice, over the ends of the pool', () => {
  const seen = new Set<string>();
  for (let drawn = 0; drawn < 5_000; drawn += 1) {
    const bytes = pooledRandomBytes(12);
    expect(bytes).toHaveLength(12);
    seen.add(bytes.toString('hex'));
  }
  expect(seen.size).toBe(5_000);
  expect(pooledRandomBytes(20_000)).toHaveLength(20_000);
  expect(pooledRandomBytes(0)).toHaveLength(0);
});

test('what was given does not change when more is drawn', () => {
  const first = pooledRandomBytes(16);
  const copy = Buffer.from(first);
  for (let drawn = 0; drawn < 2_000; drawn += 1) pooledRandomBytes(16);
  expect(first).toEqual(copy);
});
