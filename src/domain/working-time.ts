import { localDay, localTime, type WorkingCalendar } from './calendar.ts';

/** The instant at which the clocks of the calendar's zone show that day and time (`HH:MM`). */
const instantOf = (day: string, time: string, calendar: WorkingCalendar): Date => {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = new Date(wanted);
  const offset = Date.parse(`${localDay(shown, calendar)}T${localTime(shown, calendar)}Z`) - wanted;
  return new Date(wanted - offset);
};

/** The instant at which work begins on a day; from then on what came after hours is registered. */
export const startOfWork = (day: string, calendar: WorkingCalendar): Date =>
  instantOf(day, calendar.workingHours.from, calendar);
