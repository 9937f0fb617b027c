import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { generateRatings } from '../../src/actions/ratings/generate-ratings.ts';
import { proveRollups } from '../../src/actions/ratings/prove-rollups.ts';
import { openWorld } from '../support/world.ts';

describe('100,000 ratings', () => {
  it('have rollups equal to a recomputation, exactly', async () => {
    const world = await openWorld();
    await generateRatings(world, { count: 100_000, seed: 20_261_118, people: 20_000 });
    const proof = await proveRollups(world);
    expect(proof.differences).toEqual([]);
    expect(proof.ratings).toBe(100_000);
    expect(proof.rollups).toBe(14);
    await world.close();
  }, 60_000);
});

describe('the proof finds', () => {
  it.each([
    ['a total', sql`update rating_rollups set sums[10] = sums[10] + 1`, 'sums'],
    [
      'a public figure',
      sql`update rating_rollups set public_counts[3] = public_counts[3] - 1`,
      'public_counts',
    ],
    ['a step', sql`update rating_rollups set steps[1] = steps[1] + 1`, 'steps'],
    ['what is kept of people', sql`update rating_people set steps[2] = 0 where steps[2] > 0`, 'people-steps'],
    ['a mark', sql`update ratings set indicators[10] = 11 - indicators[10] where year = 2026`, 'squares'],
    [
      'a lost rating',
      sql`delete from ratings where position in (select max(position) from ratings group by institution_id)`,
      'counts',
    ],
    ['a lost rollup', sql`delete from rating_rollups where year = 2026`, 'missing'],
  ] as const)('%s changed by hand', async (_, change, figure) => {
    const world = await openWorld();
    await generateRatings(world, { count: 600, seed: 7, people: 60 });
    expect((await proveRollups(world)).differences).toEqual([]);
    await change.execute(world.db);
    const { differences } = await proveRollups(world);
    expect(differences.map((difference) => difference.figure)).toContain(figure);
    await world.close();
  });
});
