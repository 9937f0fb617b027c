import type { Bilingual } from './language.ts';

/** Days off of a five-day week, besides Saturdays and Sundays. Dates are `YYYY-MM-DD`. */
export interface WorkingCalendar {
  readonly timeZone: string;
  /** `HH:MM`; the last minute's :00 second still belongs to the day (18:30:00 is in time, 18:30:01 is not). */
  readonly workingHours: { readonly from: string; readonly to: string };
  readonly daysOff: ReadonlyMap<string, Bilingual>;
  readonly workingWeekendDays: ReadonlySet<string>;
  /** Years that the calendar covers; in another only weekends are skipped and the result is provisional. */
  readonly knownYears: ReadonlySet<number>;
}

/** A calendar as it lies in a file or is typed by an administrator. */
export interface CalendarData {
  readonly timeZone: string;
  readonly workingHours: { readonly from: string; readonly to: string };
  readonly years: Readonly<
    Record<
      string,
      {
        readonly daysOff: readonly ({ readonly date: string } & Bilingual)[];
        readonly workingWeekendDays: readonly string[];
      }
    >
  >;
}

/** Builds the calendar of the rules from its data; a year named there is a known year, even with no day off. */
export const calendarFromData = (data: CalendarData): WorkingCalendar => {
  const years = Object.entries(data.years);
  return {
    timeZone: data.timeZone,
    workingHours: { from: data.workingHours.from, to: data.workingHours.to },
    daysOff: new Map(
      years.flatMap(([, year]) => year.daysOff.map(({ date, kk, ru }) => [date, { kk, ru }] as const)),
    ),
    workingWeekendDays: new Set(years.flatMap(([, year]) => year.workingWeekendDays)),
    knownYears: new Set(years.map(([year]) => Number(year))),
  };
};

interface Clock {
  readonly format: (instant: Date) => string;
}
/** One formatter a zone: building one costs as much as a hundred uses. */
const clocks = new Map<string, Clock>();
const clockOf = (timeZone: string): Clock => {
  const known = clocks.get(timeZone);
  if (known) return known;
  // The Swedish form is ISO's own: `2026-12-15 18:30:01`.
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  // Day and time of the same instant are asked for one after the other.
  let last = { instant: Number.NaN, shown: '' };
  const clock: Clock = {
    format: (instant) => {
      if (instant.getTime() !== last.instant)
        last = { instant: instant.getTime(), shown: formatter.format(instant) };
      return last.shown;
    },
  };
  clocks.set(timeZone, clock);
  return clock;
};
type Zone = Pick<WorkingCalendar, 'timeZone'>;

/** The day, `YYYY-MM-DD`, that an instant belongs to in the calendar's time zone. */
export const localDay = (instant: Date, calendar: Zone): string =>
  clockOf(calendar.timeZone).format(instant).slice(0, 10);

/** The time of day, `HH:MM:SS`, that the clocks show there. */
export const localTime = (instant: Date, calendar: Zone): string =>
  clockOf(calendar.timeZone).format(instant).slice(11, 19);

/** The day `count` calendar days later (earlier if negative). */
export const addDays = (day: string, count: number): string => {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + count);
  return moment.toISOString().slice(0, 10);
};

/** True on Saturdays and Sundays. */
export const isWeekend = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
};

export const isWorkingDay = (day: string, calendar: WorkingCalendar): boolean =>
  isWeekend(day) ? calendar.workingWeekendDays.has(day) : !calendar.daysOff.has(day);

/** The first working day after `day`, which itself doesn't count. */
export const nextWorkingDay = (day: string, calendar: WorkingCalendar): string => {
  let next = addDays(day, 1);
  while (!isWorkingDay(next, calendar)) next = addDays(next, 1);
  return next;
};

/** The `count`-th working day after `day`; `day` itself when `count` is 0. */
export const addWorkingDays = (day: string, count: number, calendar: WorkingCalendar): string => {
  let reached = day;
  for (let left = count; left > 0; left -= 1) reached = nextWorkingDay(reached, calendar);
  return reached;
};
