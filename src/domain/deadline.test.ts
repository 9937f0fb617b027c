import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../../reference/calendar.kz.json' with { type: 'json' };
import { addWorkingDays, calendarFromData, isWorkingDay, localDay } from './calendar.ts';
import { dueness, reckonDeadline } from './deadline.ts';

const calendar = calendarFromData(reference);
const policy = { answerWorkingDays: 15 };
const reckon = (local: string, days = policy.answerWorkingDays) =>
  reckonDeadline(new Date(`${local}+05:00`), { answerWorkingDays: days }, calendar);

describe('the day of registration', () => {
  test.each<[string, string, string | null, boolean, string]>([
    ['2026-12-18T18:31:00', '2026-12-21', 'after-hours', false, 'Friday 18:31: Monday'],
    ['2026-12-15T18:30:00', '2026-12-15', null, true, 'exactly 18:30:00: the same day'],
    [
      '2026-12-15T18:30:01',
      '2026-12-17',
      'after-hours',
      false,
      '18:30:01 before a day off: the day after it',
    ],
    ['2026-12-17T18:30:01', '2026-12-18', 'after-hours', false, '18:30:01: the next day'],
    ['2026-12-15T09:00:00', '2026-12-15', null, true, 'on the stroke of nine'],
    ['2026-12-15T08:59:59', '2026-12-15', null, false, 'before nine: the same day, but not yet'],
    ['2026-12-15T00:00:00', '2026-12-15', null, false, 'midnight'],
    ['2026-12-16T11:00:00', '2026-12-17', 'day-off', false, 'on a public holiday'],
    ['2026-12-19T11:00:00', '2026-12-21', 'day-off', false, 'on a Saturday'],
    ['2026-12-31T23:59:59', '2027-01-05', 'after-hours', false, 'over New Year'],
    ['2028-01-01T11:00:00', '2028-01-03', 'day-off', false, 'a Saturday of a year without a calendar'],
  ])('%s → %s (%s, at once: %s): %s', (received, registeredOn, late, registersAtOnce) => {
    expect(reckon(received)).toMatchObject({ registeredOn, late, registersAtOnce });
  });
  test('a weekend day that is worked is a working day like any other', () => {
    const worked = { ...calendar, workingWeekendDays: new Set(['2026-12-19']) };
    const at = new Date('2026-12-19T11:00:00+05:00');
    expect(reckonDeadline(at, policy, worked)).toMatchObject({
      registeredOn: '2026-12-19',
      registersAtOnce: true,
      late: null,
    });
  });
});

describe('the last day', () => {
  test('15 December 2026: 11 January 2027, four days off on the way', () => {
    const deadline = reckon('2026-12-15T10:00:00');
    expect(deadline).toMatchObject({
      dueOn: '2027-01-11',
      workingDays: 15,
      provisional: false,
      missingYears: [],
    });
    expect(deadline.skipped.map(({ day }) => day)).toEqual([
      '2026-12-16',
      '2027-01-01',
      '2027-01-04',
      '2027-01-07',
    ]);
    expect(deadline.skipped[0]?.name).toEqual({ kk: 'Тәуелсіздік күні', ru: 'День Независимости' });
  });
  test('the term starts after registration, not after the receipt', () => {
    expect(reckon('2026-12-18T18:31:00').dueOn).toBe(addWorkingDays('2026-12-21', 15, calendar));
  });
  test('a year without a calendar: weekends only, provisional, and it is named', () => {
    expect(reckon('2027-12-20T10:00:00')).toMatchObject({
      dueOn: '2028-01-10',
      provisional: true,
      missingYears: [2028],
      skipped: [],
    });
    expect(reckon('2028-03-06T10:00:00')).toMatchObject({ provisional: true, missingYears: [2028] });
    expect(reckon('2025-12-25T10:00:00')).toMatchObject({ provisional: true, missingYears: [2025] });
  });
  test('a Saturday that is worked is counted and told', () => {
    const worked = { ...calendar, workingWeekendDays: new Set(['2026-06-13', '2026-07-25']) };
    const deadline = reckonDeadline(new Date('2026-06-10T10:00:00+05:00'), { answerWorkingDays: 3 }, worked);
    expect(deadline).toMatchObject({ dueOn: '2026-06-13', workedWeekendDays: ['2026-06-13'] });
  });
});

test('for any instant: on working days, in order, exactly as many as the policy says', () => {
  const instants = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2027-10-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 40 }), (at, days) => {
      const deadline = reckonDeadline(at, { answerWorkingDays: days }, calendar);
      expect(deadline.receivedOn).toBe(localDay(at, calendar));
      expect(deadline.registeredOn >= deadline.receivedOn).toBe(true);
      expect(isWorkingDay(deadline.registeredOn, calendar)).toBe(true);
      expect(deadline.dueOn).toBe(addWorkingDays(deadline.registeredOn, days, calendar));
      expect(deadline.late === null).toBe(deadline.registeredOn === deadline.receivedOn);
      for (const { day } of deadline.skipped) expect(calendar.daysOff.has(day)).toBe(true);
    }),
  );
});

test('an appeal that comes later is never due earlier', () => {
  const minutes = fc.integer({ min: 0, max: 900_000 });
  fc.assert(
    fc.property(minutes, minutes, (a, b) => {
      const due = (minute: number) =>
        reckonDeadline(new Date(Date.UTC(2026, 0, 1) + minute * 60_000), policy, calendar).dueOn;
      expect(due(Math.min(a, b)) <= due(Math.max(a, b))).toBe(true);
    }),
  );
});

test.each([
  ['2026-12-14', 'overdue'],
  ['2026-12-15', 'today'],
  ['2026-12-17', 'soon'],
  ['2026-12-21', 'soon'],
  ['2026-12-22', 'later'],
] as const)('due on %s, seen on 15 December 2026: %s', (dueOn, expected) => {
  expect(dueness(dueOn, '2026-12-15', calendar)).toBe(expected);
});
