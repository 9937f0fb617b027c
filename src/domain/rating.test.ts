import { describe, expect, it } from 'vitest';
import { judgeRepeat, marksOf, nextQuarter, parseMark, quarterOf } from './rating.ts';
import { indicatorNumbers } from './tally.ts';

describe('a mark', () => {
  it.each(['1', '5', '10', ' 7 '])('%j is one', (typed) => {
    expect(parseMark(typed)).toEqual({ ok: true, value: Number(typed) });
  });
  it.each(['', '0', '11', '-1', '7.5', '7,5', '07', '1e1', 'сегіз', '٣'])('%j is none', (typed) => {
    expect(parseMark(typed)).toEqual({ ok: false, error: 'score' });
  });
});

it.each([
  ['2026-01-01', 2026, 1],
  ['2026-03-31', 2026, 1],
  ['2026-04-01', 2026, 2],
  ['2026-09-30', 2026, 3],
  ['2026-12-31', 2026, 4],
])('%s is in quarter %i/%i', (day, year, quarter) => {
  expect(quarterOf(day)).toEqual({ year, quarter });
});

it.each([
  ['2026-01-01', '2026-04-01'],
  ['2026-05-31', '2026-07-01'],
  ['2026-09-30', '2026-10-01'],
  ['2026-12-31', '2027-01-01'],
])('after %s the next quarter begins on %s', (day, begins) => {
  expect(nextQuarter(day)).toBe(begins);
});

describe('a repeat', () => {
  const earlier = { ratedAt: new Date('2026-02-03T04:00:00Z') };
  const device = (saysAnotherPerson: boolean) => ({ kind: 'device', saysAnotherPerson }) as const;
  it.each([
    { name: 'first of a device', rater: device(false), before: null, outcome: { anotherPerson: false } },
    {
      name: 'first of a device, said to be another’s',
      rater: device(true),
      before: null,
      outcome: { anotherPerson: false },
    },
    {
      name: 'second of a device, asked first',
      rater: device(false),
      before: earlier,
      outcome: 'same-device',
    },
    {
      name: 'second of a device, another person’s',
      rater: device(true),
      before: earlier,
      outcome: { anotherPerson: true },
    },
    {
      name: 'first of a known person',
      rater: { kind: 'known-person' } as const,
      before: null,
      outcome: { anotherPerson: false },
    },
    {
      name: 'second of a known person',
      rater: { kind: 'known-person' } as const,
      before: earlier,
      outcome: 'rated-already',
    },
    {
      name: 'second for one visit',
      rater: { kind: 'visit', visitId: 'v' } as const,
      before: earlier,
      outcome: 'rated-already',
    },
  ])('$name', ({ rater, before, outcome }) => {
    const result = judgeRepeat(rater, before);
    expect(result.ok ? result.value : result.error).toEqual(outcome);
  });
});

describe('marks of a rating', () => {
  it('keeps the optional ones that apply, and the mark for the whole', () => {
    expect(marksOf(7, { 1: 9, 3: 2 }, [1, 2, 10])).toEqual({ 1: 9, 10: 7 });
    expect(marksOf(7, {}, indicatorNumbers)).toEqual({ 10: 7 });
  });
  it('never takes another mark for satisfaction than the person’s own', () => {
    expect(marksOf(7, { 10: 1 }, indicatorNumbers)).toEqual({ 10: 7 });
  });
});
