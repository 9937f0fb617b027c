import {
  addDays,
  addWorkingDays,
  isWeekend,
  isWorkingDay,
  localDay,
  localTime,
  nextWorkingDay,
  type WorkingCalendar,
} from './calendar.ts';
import type { Bilingual } from './language.ts';
import type { TermPolicy } from './policy.ts';

/** When an appeal is registered, by when it must be answered, and why just then. Days are `YYYY-MM-DD`. */
export interface Deadline {
  readonly receivedOn: string;
  readonly registeredOn: string;
  /** Why the day of registration is not the day received; null where it is. */
  readonly late: 'after-hours' | 'day-off' | null;
  /** Within working hours: registered the moment it comes. Otherwise when the day of registration begins. */
  readonly registersAtOnce: boolean;
  readonly dueOn: string;
  /** Working days counted, the day of registration not among them. */
  readonly workingDays: number;
  /** Weekdays that did not count, with what they are for; Saturdays and Sundays are left out. */
  readonly skipped: readonly { readonly day: string; readonly name: Bilingual | null }[];
  /** Saturdays and Sundays that did count. */
  readonly workedWeekendDays: readonly string[];
  /** True where the calendar of a year was not there, so that only weekends were skipped in it. */
  readonly provisional: boolean;
  readonly missingYears: readonly number[];
}

type Term = Pick<Deadline, 'dueOn' | 'skipped' | 'workedWeekendDays'> & {
  readonly years: ReadonlySet<number>;
};
const yearOf = (day: string): number => Number(day.slice(0, 4));

const countTerm = (registeredOn: string, workingDays: number, calendar: WorkingCalendar): Term => {
  const dueOn = addWorkingDays(registeredOn, workingDays, calendar);
  const skipped: Deadline['skipped'][number][] = [];
  const workedWeekendDays: string[] = [];
  const years = new Set<number>([yearOf(registeredOn)]);
  for (let day = addDays(registeredOn, 1); day <= dueOn; day = addDays(day, 1)) {
    years.add(yearOf(day));
    const working = isWorkingDay(day, calendar);
    if (isWeekend(day)) {
      if (working) workedWeekendDays.push(day);
    } else if (!working) skipped.push({ day, name: calendar.daysOff.get(day) ?? null });
  }
  return { dueOn, skipped, workedWeekendDays, years };
};

/** All appeals of one day have the same term: a rush of them must not count it hundreds of times a second. */
const terms = new WeakMap<WorkingCalendar, Map<string, Term>>();
const termOf = (registeredOn: string, workingDays: number, calendar: WorkingCalendar): Term => {
  const known = terms.get(calendar) ?? new Map<string, Term>();
  terms.set(calendar, known);
  const key = `${registeredOn} ${workingDays}`;
  const term = known.get(key) ?? countTerm(registeredOn, workingDays, calendar);
  known.set(key, term);
  return term;
};

/**
 * Registration is on the day received, or on the next working day after hours or on a day off (Administrative
 * Procedural and Process-Related Code, art. 64); the term is counted from the day after (art. 76).
 */
export const reckonDeadline = (
  receivedAt: Date,
  policy: Pick<TermPolicy, 'answerWorkingDays'>,
  calendar: WorkingCalendar,
): Deadline => {
  const receivedOn = localDay(receivedAt, calendar);
  const time = localTime(receivedAt, calendar);
  const { from, to } = calendar.workingHours;
  const late = !isWorkingDay(receivedOn, calendar) ? 'day-off' : time > `${to}:00` ? 'after-hours' : null;
  const registeredOn = late === null ? receivedOn : nextWorkingDay(receivedOn, calendar);
  const { years, ...term } = termOf(registeredOn, policy.answerWorkingDays, calendar);
  const missingYears = [...new Set([yearOf(receivedOn), ...years])].filter(
    (year) => !calendar.knownYears.has(year),
  );
  return {
    receivedOn,
    registeredOn,
    late,
    registersAtOnce: late === null && time >= `${from}:00`,
    ...term,
    workingDays: policy.answerWorkingDays,
    provisional: missingYears.length > 0,
    missingYears,
  };
};

export const duenesses = ['overdue', 'today', 'soon', 'later'] as const;
export type Dueness = (typeof duenesses)[number];

/** How near the last day is, seen from `today`; `soon` is within the next three working days. Never stored. */
export const dueness = (dueOn: string, today: string, calendar: WorkingCalendar): Dueness => {
  if (dueOn < today) return 'overdue';
  if (dueOn === today) return 'today';
  return dueOn <= addWorkingDays(today, 3, calendar) ? 'soon' : 'later';
};
