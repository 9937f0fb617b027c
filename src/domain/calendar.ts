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
