import { expect, test } from 'vitest';
import { calendarFromData } from './calendar.ts';
import { startOfWork } from './working-time.ts';

const calendarIn = (timeZone: string) =>
  calendarFromData({ timeZone, workingHours: { from: '09:00', to: '18:30' }, years: {} });

test.each([
  ['Asia/Almaty', '2026-11-23', '2026-11-23T04:00:00.000Z'],
  ['Asia/Almaty', '2027-01-01', '2027-01-01T04:00:00.000Z'],
  ['UTC', '2026-11-23', '2026-11-23T09:00:00.000Z'],
  ['America/New_York', '2026-07-01', '2026-07-01T13:00:00.000Z'],
  ['Pacific/Auckland', '2026-01-01', '2025-12-31T20:00:00.000Z'],
])('work begins at nine by the clocks of %s on %s', (zone, day, instant) => {
  expect(startOfWork(day, calendarIn(zone)).toISOString()).toBe(instant);
});
