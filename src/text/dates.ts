import { localDay, localTime } from '../domain/calendar.ts';
import type { Language } from '../domain/language.ts';
import { type TextKey, translator } from './translate.ts';

/** The one time zone the service speaks in; UTC+5 in the whole country. */
export const zone = { timeZone: 'Asia/Almaty' } as const;

type MonthNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;
/** `month`: as in a date; `monthAfter`: as what comes after it, "15 желтоқсаннан кейін", "после 15 декабря". */
type MonthForm = 'month' | 'monthAfter';

const monthName = (day: string, language: Language, form: MonthForm): string => {
  const key: TextKey = `domain:date.${form}.${Number(day.slice(5, 7)) as MonthNumber}`;
  return translator(language)(key);
};
const dayNumber = (day: string): number => Number(day.slice(8, 10));

/** `2027-01-11` as "11 қаңтар", "11 января". */
export const sayDayOfMonth = (day: string, language: Language): string =>
  `${dayNumber(day)} ${monthName(day, language, 'month')}`;

const withYear = (day: string, language: Language, form: MonthForm): string =>
  translator(language)('domain:date.full', {
    year: day.slice(0, 4),
    day: dayNumber(day),
    month: monthName(day, language, form),
  });

/** `2027-01-11` as "2027 жылғы 11 қаңтар", "11 января 2027 года". */
export const sayDay = (day: string, language: Language): string => withYear(day, language, 'month');

/** `2026-12-15` as what comes before "кейін" and after "после". */
export const sayDayAfter = (day: string, language: Language): string => withYear(day, language, 'monthAfter');

/** `18:31`, in the time zone of the country. */
export const sayTime = (instant: Date): string => localTime(instant, zone).slice(0, 5);

/** Date and time, "2026 жылғы 15 желтоқсан, сағат 18:31", "15 декабря 2026 года, 18:31". */
export const sayInstant = (instant: Date, language: Language): string =>
  translator(language)('domain:date.instant', {
    day: sayDay(localDay(instant, zone), language),
    time: sayTime(instant),
  });

/** Items as a sentence names them: "a, b және c", "a, b и c". */
export const sayList = (items: readonly string[], language: Language): string => {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return translator(language)('domain:date.and', { first: items.slice(0, -1).join(', '), last });
};

/** Days of a sentence, the month said once for neighbours: "16 желтоқсан, 1, 4 және 7 қаңтар". */
export const sayDaysOfMonths = (days: readonly string[], language: Language): string => {
  const items = days.map((day, index) => {
    const next = days[index + 1];
    const sameMonth = next !== undefined && next.slice(0, 7) === day.slice(0, 7);
    return sameMonth ? String(dayNumber(day)) : sayDayOfMonth(day, language);
  });
  return sayList(items, language);
};
