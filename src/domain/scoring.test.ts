import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, groupOf, marginOf, rootUp, scoreOf } from './scoring.ts';
import { type IndicatorNumber, indicatorNumbers, type Tally } from './tally.ts';

const tally = (marks: readonly number[], people = marks.length): Tally => ({
  people,
  marks: marks.length,
  sum: marks.reduce((a, b) => a + b, 0),
  squares: marks.reduce((a, b) => a + b * b, 0),
});
const times = (count: number, mark: number) => Array.from({ length: count }, () => mark);
const tallies = (marks: Partial<Record<IndicatorNumber, readonly number[]>>) =>
  new Map(indicatorNumbers.flatMap((n) => (marks[n] === undefined ? [] : [[n, tally(marks[n])] as const])));
const all = (marks: readonly number[]) =>
  Object.fromEntries(indicatorNumbers.map((n) => [n, marks])) as Record<IndicatorNumber, readonly number[]>;

describe('F = (F1 + … + F10) : N', () => {
  const eightToTen = [8, 9, 10, 8, 9];
  it.each([
    { name: 'all ten', marks: all(times(5, 7)), applying: indicatorNumbers, f: '7.00', group: 2, n: 10 },
    {
      name: 'nine of ten',
      marks: { ...all(times(5, 8)), 3: times(5, 1) },
      applying: indicatorNumbers.filter((i) => i !== 3),
      f: '8.00',
      group: 1,
      n: 9,
    },
    {
      name: 'nine of ten, the tenth counted',
      marks: { ...all(times(5, 8)), 3: times(5, 1) },
      applying: indicatorNumbers,
      f: '7.30',
      group: 2,
      n: 10,
    },
    { name: 'one', marks: { 10: eightToTen }, applying: indicatorNumbers, f: '8.80', group: 1, n: 1 },
    {
      name: 'four people for one indicator',
      marks: { 10: eightToTen, 1: times(4, 1) },
      applying: indicatorNumbers,
      f: '8.80',
      group: 1,
      n: 1,
    },
    {
      name: 'exactly 7.5',
      marks: { 10: [7, 8, 7, 8, 7, 8] },
      applying: indicatorNumbers,
      f: '7.50',
      group: 1,
      n: 1,
    },
    { name: 'exactly 5', marks: { 10: times(7, 5) }, applying: indicatorNumbers, f: '5.00', group: 2, n: 1 },
    {
      name: 'a hair under 7.5',
      marks: { 10: [...times(500, 7), ...times(499, 8)] },
      applying: indicatorNumbers,
      f: '7.49',
      group: 2,
      n: 1,
    },
    {
      name: 'a hair under 5',
      marks: { 10: [...times(999, 5), 4] },
      applying: indicatorNumbers,
      f: '4.99',
      group: 3,
      n: 1,
    },
    { name: 'the lowest', marks: all(times(5, 1)), applying: indicatorNumbers, f: '1.00', group: 3, n: 10 },
    {
      name: 'the highest',
      marks: all(times(5, 10)),
      applying: indicatorNumbers,
      f: '10.00',
      group: 1,
      n: 10,
    },
  ])('$name', ({ marks, applying, f, group, n }) => {
    const score = scoreOf(tallies(marks), applying);
    expect(score?.shown).toBe(f);
    expect(score?.group).toBe(group);
    expect(score?.indicators).toHaveLength(n);
  });

  it.each([
    { name: 'nobody', marks: {} },
    { name: 'four people', marks: { 10: [10, 10, 10, 10] } },
  ])('no score: $name', ({ marks }) => {
    expect(scoreOf(tallies(marks), indicatorNumbers)).toBeNull();
  });
  it('no score where nothing applies', () => {
    expect(scoreOf(tallies(all(times(5, 5))), [])).toBeNull();
  });
  it('does not take five marks of four people for five people', () => {
    expect(scoreOf(new Map([[10, tally([9, 9, 9, 9, 9], 4)]]), indicatorNumbers)).toBeNull();
  });

  it.each([
    { sums: [44, 47, 45, 46, 47, 44, 45, 46, 45, 41], f: 7.5, shown: '7.50', group: 1 },
    { sums: [47, 47, 46, 45, 47, 46, 45, 44, 45, 38], f: 7.5, shown: '7.50', group: 1 },
    { sums: [28, 28, 32, 32, 30, 30, 28, 31, 28, 33], f: 5, shown: '5.00', group: 2 },
    { sums: [31, 31, 32, 32, 30, 30, 28, 30, 31, 25], f: 5, shown: '5.00', group: 2 },
  ])('gets right what floating point gets wrong: sixths of $sums', ({ sums, f, shown, group }) => {
    const asDoubles = sums.reduce((total, sum) => total + sum / 6, 0) / 10;
    expect(asDoubles).toBeLessThan(f);
    const given = new Map(
      indicatorNumbers.map(
        (n, i) => [n, { people: 6, marks: 6, sum: sums[i] ?? 0, squares: (sums[i] ?? 0) ** 2 }] as const,
      ),
    );
    expect(scoreOf(given, indicatorNumbers)).toMatchObject({ shown, group });
  });
});

const mark = fc.integer({ min: 1, max: 10 });
const someMarks = fc.record(
  Object.fromEntries(
    indicatorNumbers.map((n) => [n, fc.array(mark, { maxLength: 12 })]),
  ) as unknown as Record<IndicatorNumber, fc.Arbitrary<number[]>>,
);

describe('for any marks', () => {
  it('gives the same F in any order of marks and indicators', () => {
    fc.assert(
      fc.property(someMarks, fc.shuffledSubarray([...indicatorNumbers]), (marks, applying) => {
        const turned = Object.fromEntries(
          indicatorNumbers.map((n) => [n, [...marks[n]].reverse()]),
        ) as Record<IndicatorNumber, number[]>;
        const backwards = new Map([...tallies(turned)].reverse());
        expect(scoreOf(backwards, [...applying].reverse())).toEqual(scoreOf(tallies(marks), applying));
      }),
    );
  });

  it('never shows a figure that contradicts the group', () => {
    fc.assert(
      fc.property(someMarks, (marks) => {
        const score = scoreOf(tallies(marks), indicatorNumbers);
        if (score === null) return;
        const shown = Number(score.shown);
        expect(score.group).toBe(shown >= 7.5 ? 1 : shown >= 5 ? 2 : 3);
        expect(score.shown).toMatch(/^(10|\d)\.\d\d$/);
      }),
    );
  });

  it('is between the lowest and the highest indicator', () => {
    fc.assert(
      fc.property(someMarks, (marks) => {
        const score = scoreOf(tallies(marks), indicatorNumbers);
        if (score === null) return;
        const means = score.indicators.map(({ exact }) => exact);
        const below = means.every((m) => m.top * score.exact.bottom > score.exact.top * m.bottom);
        const above = means.every((m) => m.top * score.exact.bottom < score.exact.top * m.bottom);
        expect(below || above).toBe(false);
      }),
    );
  });
});

describe('groupOf', () => {
  it.each([
    [75n, 10n, 1],
    [7499999999n, 1000000000n, 2],
    [5n, 1n, 2],
    [4999999999n, 1000000000n, 3],
    [1n, 3n, 3],
  ])('%s : %s', (top, bottom, group) => {
    expect(groupOf({ top, bottom })).toBe(group);
  });
});

describe('cut', () => {
  it.each([
    [7n, 1n, '7.00'],
    [22n, 3n, '7.33'],
    [29999n, 10000n, '2.99'],
    [1n, 20n, '0.05'],
  ])('%s : %s', (top, bottom, shown) => {
    expect(cut({ top, bottom }, 2)).toBe(shown);
  });
});

describe('margin', () => {
  it('is never nothing, and shrinks as people come', () => {
    const margins = [5, 20, 100, 1000, 10_000].map((n) => Number(marginOf([tally(times(n, 10))])));
    expect(margins.every((margin) => margin > 0)).toBe(true);
    expect([...margins].sort((a, b) => b - a)).toEqual(margins);
    expect(margins[0]).toBeGreaterThan(2);
    expect(margins[4]).toBe(0.1);
  });
  it('is what the formula says', () => {
    // 25 marks of 8 and 25 of 6, and one each of 1 and 10: mean 361/52, s = 1.5260 (n - 1), t(51) ≤ 2.042.
    const value = Number(marginOf([tally([...times(25, 8), ...times(25, 6)])]));
    const marks = [...times(25, 8), ...times(25, 6), 1, 10];
    const mean = marks.reduce((a, b) => a + b, 0) / 52;
    const s = Math.sqrt(marks.reduce((a, b) => a + (b - mean) ** 2, 0) / 51);
    expect(value).toBe(Math.ceil(((2.042 * s) / Math.sqrt(52)) * 10) / 10);
  });
  it('as a range holds the score and stays on the scale', () => {
    const of = (marks: readonly number[]) => scoreOf(tallies({ 10: marks }), indicatorNumbers);
    expect(of(times(5, 10))).toMatchObject({ shown: '10.00', margin: '3.2', low: '6.8', high: '10.0' });
    expect(of(times(5, 1))).toMatchObject({ shown: '1.00', low: '1.0', high: '4.2' });
    expect(of([7, 8, 8, 7, 8, 8])).toMatchObject({ shown: '7.66', margin: '2.3', low: '5.3', high: '10.0' });
  });
  it('of several indicators is the mean of theirs', () => {
    expect(marginOf([tally(times(5, 10)), tally(times(5, 10))])).toBe(marginOf([tally(times(5, 10))]));
  });
});

it('rootUp is the smallest number whose square is not below', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), (value) => {
      const root = rootUp(value);
      expect(root * root >= value && (root - 1n) * (root - 1n) < value).toBe(true);
    }),
  );
});
