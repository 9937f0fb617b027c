import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../../reference/calendar.kz.json' with { type: 'json' };
import {
  addDays,
  addWorkingDays,
  calendarFromData,
  isWeekend,
  isWorkingDay,
  localDay,
  localTime,
  nextWorkingDay,
} from './calendar.ts';

const calendar = calendarFromData(reference);
const worked = { ...calendar, workingWeekendDays: new Set(['2026-06-13']) };
const anyDay = fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2024-01-01', count));

test('the calendar of the country is read whole', () => {
  expect(calendar.workingHours).toEqual({ from: '09:00', to: '18:30' });
  expect([...calendar.knownYears]).toEqual([2026, 2027]);
  expect(calendar.daysOff.get('2026-12-16')).toEqual({ kk: 'Тәуелсіздік күні', ru: 'День Независимости' });
  expect(calendar.daysOff.size).toBe(
    reference.years['2026'].daysOff.length + reference.years['2027'].daysOff.length,
  );
});

test.each([
  ['2026-12-15', true, 'Tuesday'],
  ['2026-12-16', false, 'Independence Day'],
  ['2026-12-19', false, 'Saturday'],
  ['2026-12-20', false, 'Sunday'],
  ['2026-12-21', true, 'Monday'],
  ['2027-01-01', false, 'New Year'],
  ['2027-01-04', false, 'moved from Saturday'],
  ['2027-01-07', false, 'Christmas'],
  ['2028-01-03', true, 'a weekday of a year that nobody knows'],
  ['2028-01-01', false, 'a Saturday of that year'],
])('%s works: %s (%s)', (day, working) => {
  expect(isWorkingDay(day, calendar)).toBe(working);
});

test('a weekend day that is worked by decree counts', () => {
  expect(isWorkingDay('2026-06-13', worked)).toBe(true);
  expect(nextWorkingDay('2026-06-12', worked)).toBe('2026-06-13');
  expect(nextWorkingDay('2026-06-12', calendar)).toBe('2026-06-15');
});

test.each([
  ['2026-12-15', 0, '2026-12-15'],
  ['2026-12-15', 1, '2026-12-17'],
  ['2026-12-15', 15, '2027-01-11'],
  ['2026-12-31', 1, '2027-01-05'],
  ['2026-12-19', 0, '2026-12-19'],
])('%s and %d working days are %s', (day, count, expected) => {
  expect(addWorkingDays(day, count, calendar)).toBe(expected);
});

describe('instants in the zone of the country', () => {
  test.each([
    ['2026-12-15T18:59:59Z', '2026-12-15', '23:59:59'],
    ['2026-12-15T19:00:00Z', '2026-12-16', '00:00:00'],
    ['2026-12-31T19:00:00Z', '2027-01-01', '00:00:00'],
    ['2026-12-18T13:31:00Z', '2026-12-18', '18:31:00'],
  ])('%s is %s %s', (instant, day, time) => {
    expect(localDay(new Date(instant), calendar)).toBe(day);
    expect(localTime(new Date(instant), calendar)).toBe(time);
  });
});

test('whatever the calendar, counting lands on working days and never loses one', () => {
  const calendars = fc
    .tuple(fc.array(anyDay, { maxLength: 40 }), fc.array(anyDay.filter(isWeekend), { maxLength: 10 }))
    .map(([off, on]) => ({
      ...calendar,
      daysOff: new Map(off.map((day) => [day, { kk: '', ru: '' }])),
      workingWeekendDays: new Set(on),
    }));
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 40 }), calendars, (from, count, any) => {
      const to = addWorkingDays(from, count, any);
      let counted = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
        if (isWorkingDay(day, any)) counted += 1;
      expect(counted).toBe(count);
      expect(isWorkingDay(to, any)).toBe(true);
    }),
  );
});
