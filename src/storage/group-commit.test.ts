import { expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** Commits that end when the test says so; `groups` tells what went together. */
const held = (fails: (items: readonly string[]) => boolean = () => false) => {
  const groups: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  const commit = (items: readonly string[]): Promise<readonly string[]> => {
    groups.push(items);
    return new Promise((resolve, reject) => {
      ends.push(() =>
        fails(items) ? reject(new Error('refused')) : resolve(items.map((item) => `${item}!`)),
      );
    });
  };
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 20; round += 1) {
      for (const end of ends.splice(0)) end();
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { groups, commit, settle };
};
const letters = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));

test('who comes alone goes at once; who comes meanwhile goes together, in order, with the right outcome each', async () => {
  const { groups, commit, settle } = held();
  const desk = createGroupCommit({ most: 64, lanes: 2, enough: 100, commit });
  const outcomes = Promise.all(letters(6).map((letter) => desk.add(letter)));
  expect(groups).toEqual([['a']]);
  await settle();
  expect(groups).toEqual([['a'], ['b', 'c', 'd', 'e', 'f']]);
  expect(await outcomes).toEqual(letters(6).map((letter) => `${letter}!`));
});

test('a second commit begins beside the first where enough wait; no group is larger than allowed', async () => {
  const { groups, commit, settle } = held();
  const desk = createGroupCommit({ most: 4, lanes: 2, enough: 3, commit });
  const outcomes = Promise.all(letters(12).map((letter) => desk.add(letter)));
  expect(groups).toEqual([['a'], ['b', 'c', 'd']]);
  await settle();
  expect(groups.flat()).toEqual(letters(12));
  expect(Math.max(...groups.map((group) => group.length))).toBeLessThanOrEqual(4);
  expect(await outcomes).toHaveLength(12);
});

test('where a group fails each is tried alone: only the one that cannot be stored is refused', async () => {
  const { groups, commit, settle } = held((items) => items.includes('c'));
  const desk = createGroupCommit({ most: 64, lanes: 1, enough: 1, commit });
  const outcomes = Promise.allSettled(letters(5).map((letter) => desk.add(letter)));
  await settle();
  expect(groups).toEqual([['a'], ['b', 'c', 'd', 'e'], ['b'], ['c'], ['d'], ['e']]);
  expect((await outcomes).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
});

test('rests after a commit where it is told to, so that what comes meanwhile goes along', async () => {
  const groups: (readonly number[])[] = [];
  const desk = createGroupCommit<number, number>({
    most: 10,
    lanes: 1,
    enough: 1,
    rest: 20,
    commit: async (items) => {
      groups.push(items);
      return items;
    },
  });
  expect(await desk.add(1)).toBe(1);
  expect(desk.pending()).toBe(0);
  expect(await Promise.all([desk.add(2), desk.add(3)])).toEqual([2, 3]);
  expect(groups).toEqual([[1], [2, 3]]);
});
