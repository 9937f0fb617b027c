import { expect, test } from 'vitest';
import {
  sayDay,
  sayDayAfter,
  sayDayOfMonth,
  sayDaysOfMonths,
  sayInstant,
  sayList,
  sayTime,
} from './dates.ts';

test('a day in both languages', () => {
  expect(sayDay('2027-01-11', 'kk')).toBe('2027 жылғы 11 қаңтар');
  expect(sayDay('2027-01-11', 'ru')).toBe('11 января 2027 года');
  expect(sayDayOfMonth('2026-05-01', 'kk')).toBe('1 мамыр');
  expect(sayDayOfMonth('2026-05-01', 'ru')).toBe('1 мая');
});

test.each([
  ['2026-01-05', '5 қаңтардан', '5 января'],
  ['2026-02-05', '5 ақпаннан', '5 февраля'],
  ['2026-03-05', '5 наурыздан', '5 марта'],
  ['2026-04-05', '5 сәуірден', '5 апреля'],
  ['2026-05-05', '5 мамырдан', '5 мая'],
  ['2026-06-05', '5 маусымнан', '5 июня'],
  ['2026-07-05', '5 шілдеден', '5 июля'],
  ['2026-08-05', '5 тамыздан', '5 августа'],
  ['2026-09-05', '5 қыркүйектен', '5 сентября'],
  ['2026-10-05', '5 қазаннан', '5 октября'],
  ['2026-11-05', '5 қарашадан', '5 ноября'],
  ['2026-12-05', '5 желтоқсаннан', '5 декабря'],
])('what comes after %s', (day, kk, ru) => {
  expect(sayDayAfter(day, 'kk')).toBe(`2026 жылғы ${kk}`);
  expect(sayDayAfter(day, 'ru')).toBe(`${ru} 2026 года`);
});

test('an instant in the zone of the country, not of the machine', () => {
  const instant = new Date('2026-12-31T19:05:00Z');
  expect(sayTime(instant)).toBe('00:05');
  expect(sayInstant(instant, 'kk')).toBe('2027 жылғы 1 қаңтар, сағат 00:05');
  expect(sayInstant(instant, 'ru')).toBe('1 января 2027 года, 00:05');
});

test.each([
  [[], ''],
  [['бір'], 'бір'],
  [['бір', 'екі'], 'бір және екі'],
  [['бір', 'екі', 'үш'], 'бір, екі және үш'],
])('%j as a sentence names them', (items, said) => {
  expect(sayList(items, 'kk')).toBe(said);
});

test('days with the month said once', () => {
  expect(sayDaysOfMonths(['2026-12-16', '2027-01-01', '2027-01-04'], 'ru')).toBe('16 декабря, 1 и 4 января');
  expect(sayDaysOfMonths(['2026-01-01', '2027-01-01'], 'kk')).toBe('1 қаңтар және 1 қаңтар');
});
