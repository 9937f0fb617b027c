import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { earlierRating } from '../../src/actions/ratings/earlier-rating.ts';
import { proveRollups } from '../../src/actions/ratings/prove-rollups.ts';
import { publicInstitution } from '../../src/actions/ratings/public-institutions.ts';
import { type RatingInput, submitRating } from '../../src/actions/ratings/submit-rating.ts';
import { organisations } from '../support/directory.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 10 });
});
afterAll(() => world.close());

const device = (token: string, saysAnotherPerson = false) =>
  ({ kind: 'device', token, saysAnotherPerson }) as const;
const rating = (input: Partial<RatingInput> = {}): RatingInput => ({
  submissionId: randomUUID(),
  institutionId: organisations.centreNorth,
  mark: 7,
  indicators: {},
  service: 'home-care',
  when: 'this-month',
  reason: null,
  language: 'kk',
  channel: 'web',
  rater: device(randomUUID()),
  ...input,
});
const rows = (submissionId: string) =>
  world.db.selectFrom('ratings').selectAll().where('submission_id', '=', submissionId).execute();

describe('a rating', () => {
  it('is stored with what was said and nothing of who said it', async () => {
    const token = randomUUID();
    const input = rating({ rater: device(token), mark: 3, reason: '  Ұзақ күттім. ', indicators: { 3: 1 } });
    const taken = await submitRating(world, input);
    expect(taken).toMatchObject({ ok: true, value: { mark: 3, low: true, anotherPerson: false } });
    const [row] = await rows(input.submissionId);
    expect(row).toMatchObject({
      score: 3,
      reason: 'Ұзақ күттім.',
      year: 2026,
      quarter: 4,
      indicators: [0, 0, 1, 0, 0, 0, 0, 0, 0, 3],
      known_person: false,
    });
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it('sent twice, also at once, is one rating with one answer', async () => {
    const input = rating({ institutionId: organisations.centreSouth });
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => submitRating(world, input)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]?.ok).toBe(true);
    expect(await rows(input.submissionId)).toHaveLength(1);
  });

  it('of one form is not taken for another institution', async () => {
    const input = rating();
    await submitRating(world, input);
    const other = await submitRating(world, { ...input, institutionId: organisations.homeElders });
    expect(other.ok).toBe(false);
    expect(await rows(input.submissionId)).toHaveLength(1);
  });

  it.each<[string, Partial<RatingInput>, string]>([
    ['a mark of 0', { mark: 0 }, 'score'],
    ['a mark of 11', { mark: 11 }, 'score'],
    ['half a mark', { mark: 7.5 }, 'score'],
    ['an indicator out of range', { indicators: { 2: 12 } }, 'score'],
    ['a service that is not in the list', { service: 'magic' }, 'service'],
    ['a reason that is too long', { reason: 'ә'.repeat(2001) }, 'too-long'],
    ['what is not rated', { institutionId: organisations.ministry }, 'institution-not-rated'],
    ['what does not exist', { institutionId: randomUUID() }, 'institution-not-rated'],
    ['an id of nothing', { submissionId: 'x' }, 'submission-id'],
  ])('with %s is refused and nothing stored', async (_, change, error) => {
    const input = rating(change);
    expect(await submitRating(world, input)).toEqual({ ok: false, error });
    if (input.submissionId !== 'x') expect(await rows(input.submissionId)).toHaveLength(0);
  });

  it('belongs to the quarter of the place, not of Greenwich', async () => {
    world.at('2026-12-31T19:30:00Z');
    const input = rating();
    await submitRating(world, input);
    expect((await rows(input.submissionId))[0]).toMatchObject({ year: 2027, quarter: 1 });
    world.at('2026-11-18T05:00:00Z');
  });
});

describe('a second rating', () => {
  it('from the same device is asked about, then taken and marked', async () => {
    const token = randomUUID();
    expect(await earlierRating(world, organisations.centreNorth, device(token))).toBeNull();
    await submitRating(world, rating({ rater: device(token) }));
    expect(await submitRating(world, rating({ rater: device(token) }))).toEqual({
      ok: false,
      error: 'same-device',
    });
    expect(await earlierRating(world, organisations.centreNorth, device(token))).toEqual({
      ratedAt: world.now(),
    });
    const second = rating({ rater: device(token, true) });
    const third = rating({ rater: device(token, true) });
    expect(await submitRating(world, second)).toMatchObject({ ok: true, value: { anotherPerson: true } });
    expect(await submitRating(world, third)).toMatchObject({ ok: true, value: { anotherPerson: true } });
    const keys = [...(await rows(second.submissionId)), ...(await rows(third.submissionId))];
    expect(keys.map((row) => row.another_person)).toEqual([true, true]);
    expect(keys[0]?.person_key.equals(keys[1]?.person_key ?? Buffer.alloc(0))).toBe(false);
  });

  it('from the same device is free for another institution and in the next quarter', async () => {
    const token = randomUUID();
    await submitRating(world, rating({ rater: device(token) }));
    const elsewhere = rating({ rater: device(token), institutionId: organisations.supplier });
    expect((await submitRating(world, elsewhere)).ok).toBe(true);
    world.at('2027-01-04T05:00:00Z');
    expect(await submitRating(world, rating({ rater: device(token) }))).toMatchObject({
      value: { anotherPerson: false },
    });
    world.at('2026-11-18T05:00:00Z');
  });

  it('of a known person in the quarter is refused, also at once', async () => {
    const rater = { kind: 'known-person', address: '+77010000001' } as const;
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => submitRating(world, rating({ rater }))),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.error === 'rated-already')).toHaveLength(3);
  });

  it('of a visit is refused, of another visit taken', async () => {
    const visit = { kind: 'visit', visitId: randomUUID(), personId: randomUUID() } as const;
    expect((await submitRating(world, rating({ rater: visit }))).ok).toBe(true);
    expect(await submitRating(world, rating({ rater: visit }))).toEqual({
      ok: false,
      error: 'rated-already',
    });
    const next = { ...visit, visitId: randomUUID() };
    expect((await submitRating(world, rating({ rater: next }))).ok).toBe(true);
  });
});

it('counted many at once is counted exactly', async () => {
  const devices = Array.from({ length: 12 }, () => randomUUID());
  const inputs = fc
    .sample(fc.record({ who: fc.nat(11), mark: fc.integer({ min: 1, max: 10 }), other: fc.boolean() }), {
      numRuns: 120,
      seed: 2026,
    })
    .map(({ who, mark, other }) =>
      rating({
        institutionId: organisations.homeChildren,
        mark,
        indicators: mark > 5 ? { 1: mark } : {},
        rater: device(devices[who] ?? '', other),
      }),
    );
  // Twenty at once meet on the four connections as well as all would, and nobody waits in line for seconds.
  for (let first = 0; first < inputs.length; first += 20) {
    await Promise.all(inputs.slice(first, first + 20).map((input) => submitRating(world, input)));
  }
  expect((await proveRollups(world)).differences).toEqual([]);
});

it('no figure that the public is given moves by fewer than five ratings of five people', async () => {
  const devices = Array.from({ length: 9 }, () => randomUUID());
  const givenSince = new Map<string, string[]>();
  const figures = async (): Promise<Record<string, unknown>> => {
    const shown = await publicInstitution(world, organisations.department, 2026);
    const sides =
      shown?.indicators.map(({ indicator, ...figure }) => [`indicator ${indicator}`, figure]) ?? [];
    return { ratings: shown?.ratings, ...Object.fromEntries(sides) };
  };
  let before = await figures();
  const plans = fc.sample(
    fc.record({
      who: fc.nat(8),
      mark: fc.integer({ min: 1, max: 10 }),
      side: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
    { numRuns: 60, seed: 2026 },
  );
  for (const { who, mark, side } of plans) {
    // Quarters don't matter here: each rating is a visit's, and the visits are of nine people.
    const person = devices[who] ?? '';
    await submitRating(
      world,
      rating({
        institutionId: organisations.department,
        mark,
        indicators: side === null ? {} : { [side]: mark },
        rater: { kind: 'visit', visitId: randomUUID(), personId: person },
      }),
    );
    for (const figure of ['ratings', 'indicator 10', ...(side === null ? [] : [`indicator ${side}`])])
      givenSince.set(figure, [...(givenSince.get(figure) ?? []), person]);
    const after = await figures();
    for (const [figure, value] of Object.entries(after)) {
      if (JSON.stringify(value) === JSON.stringify(before[figure])) continue;
      const people = givenSince.get(figure) ?? [];
      expect(new Set(people).size, figure).toBeGreaterThanOrEqual(5);
      givenSince.set(figure, []);
    }
    before = after;
  }
  expect(before.ratings).toBeGreaterThan(20);
});
