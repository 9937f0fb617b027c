import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addRating,
  emptyRollup,
  type Marks,
  newPerson,
  type PersonSteps,
  type Rollup,
} from './publication.ts';
import { indicatorNumbers } from './tally.ts';

interface Given {
  readonly person: number;
  readonly marks: Marks;
}

/** Plays ratings one after another and returns the rollup after each. */
function play(ratings: readonly Given[]): Rollup[] {
  const people = new Map<number, PersonSteps>();
  const states: Rollup[] = [emptyRollup];
  for (const { person, marks } of ratings) {
    const outcome = addRating(states.at(-1) ?? emptyRollup, people.get(person) ?? newPerson, marks);
    people.set(person, outcome.person);
    states.push(outcome.rollup);
  }
  return states;
}
const shownPeople = (ratings: readonly Given[]) => play(ratings).map((rollup) => rollup[10].shown.people);
const from = (...people: readonly number[]): Given[] =>
  people.map((person) => ({ person, marks: { 10: 7 } }));

it.each([
  { name: 'four people stay unseen', ratings: from(1, 2, 3, 4), shown: [0, 0, 0, 0, 0] },
  { name: 'the fifth shows all five', ratings: from(1, 2, 3, 4, 5), shown: [0, 0, 0, 0, 0, 5] },
  {
    name: 'then it waits for five more',
    ratings: from(1, 2, 3, 4, 5, 6, 7, 8, 9),
    shown: [0, 0, 0, 0, 0, 5, 5, 5, 5, 5],
  },
  { name: 'one person five times is one person', ratings: from(1, 1, 1, 1, 1), shown: [0, 0, 0, 0, 0, 0] },
  {
    name: 'five people again in a later quarter move it, four do not',
    ratings: from(1, 2, 3, 4, 5, 1, 2, 3, 4, 4, 5),
    shown: [0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5],
  },
])('$name', ({ ratings, shown }) => {
  expect(shownPeople(ratings)).toEqual(shown);
});

it('moves each indicator by itself', () => {
  const ratings: Given[] = [1, 2, 3, 4, 5, 6, 7].map((person) => ({
    person,
    marks: person > 2 ? { 10: 8, 1: 3 } : { 10: 8 },
  }));
  const states = play(ratings);
  expect(states[5]?.[10].shown).toMatchObject({ people: 5, marks: 5 });
  expect(states[5]?.[1].shown.people).toBe(0);
  expect(states[7]?.[1].shown).toEqual({ people: 5, marks: 5, sum: 15, squares: 45 });
});

const mark = fc.integer({ min: 1, max: 10 });
const rating = fc.record({
  person: fc.integer({ min: 0, max: 12 }),
  marks: fc
    .record(Object.fromEntries(indicatorNumbers.map((n) => [n, mark])), { requiredKeys: ['10'] })
    .map((marks) => marks as Marks),
});

it('never moves a public figure by fewer than five ratings of five people', () => {
  fc.assert(
    fc.property(fc.array(rating, { maxLength: 80 }), (ratings) => {
      const states = play(ratings);
      for (const indicator of indicatorNumbers) {
        let moved = 0;
        for (let index = 1; index < states.length; index += 1) {
          const before = states[index - 1]?.[indicator].shown;
          const after = states[index]?.[indicator].shown;
          if (JSON.stringify(before) === JSON.stringify(after)) continue;
          const since = ratings.slice(moved, index).filter((given) => given.marks[indicator] !== undefined);
          expect(since.length).toBeGreaterThanOrEqual(5);
          expect(new Set(since.map(({ person }) => person)).size).toBeGreaterThanOrEqual(5);
          moved = index;
        }
      }
    }),
    { numRuns: 300 },
  );
});

it('counts everything, and shows nothing that was not counted', () => {
  fc.assert(
    fc.property(fc.array(rating, { maxLength: 60 }), (ratings) => {
      const last = play(ratings).at(-1) ?? emptyRollup;
      for (const indicator of indicatorNumbers) {
        const given = ratings.filter(({ marks }) => marks[indicator] !== undefined);
        const marks = given.map((one) => one.marks[indicator] ?? 0);
        expect(last[indicator].all).toEqual({
          people: new Set(given.map(({ person }) => person)).size,
          marks: marks.length,
          sum: marks.reduce((a, b) => a + b, 0),
          squares: marks.reduce((a, b) => a + b * b, 0),
        });
        expect(last[indicator].shown.marks).toBeLessThanOrEqual(marks.length);
        expect(last[indicator].shown.people === 0 || last[indicator].shown.people >= 5).toBe(true);
      }
    }),
  );
});
