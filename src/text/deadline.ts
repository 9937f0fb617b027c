import type { Deadline } from '../domain/deadline.ts';
import type { Language } from '../domain/language.ts';
import { sayDay, sayDayAfter, sayDaysOfMonths, sayList } from './dates.ts';
import { translator } from './translate.ts';

/**
 * Why the last day for the answer is that day, in whole sentences for the person: from when it is counted, how many
 * working days, which days don't count, and whether it may still be made more exact.
 */
export const explainDeadline = (deadline: Deadline, language: Language): string => {
  const t = translator(language);
  const { skipped, workedWeekendDays, missingYears } = deadline;
  const sentences: string[] = [];
  if (deadline.late !== null)
    sentences.push(t(`domain:deadline.${deadline.late}`, { day: sayDay(deadline.registeredOn, language) }));
  sentences.push(
    t('domain:deadline.term', {
      count: deadline.workingDays,
      day: sayDayAfter(deadline.registeredOn, language),
    }),
  );
  if (skipped.length > 0) {
    const days = skipped.map(({ day }) => day);
    sentences.push(
      t('domain:deadline.skipped', { count: days.length, days: sayDaysOfMonths(days, language) }),
    );
  }
  if (workedWeekendDays.length > 0)
    sentences.push(
      t('domain:deadline.worked', {
        count: workedWeekendDays.length,
        days: sayDaysOfMonths(workedWeekendDays, language),
      }),
    );
  sentences.push(t('domain:deadline.last', { day: sayDay(deadline.dueOn, language) }));
  if (deadline.provisional)
    sentences.push(
      t('domain:deadline.provisional', {
        count: missingYears.length,
        years: sayYears(missingYears, language),
      }),
    );
  return sentences.join(' ');
};

const sayYears = (years: readonly number[], language: Language): string =>
  sayList(years.map(String), language);

/** For staff: what is wrong with the reckoning and who mends it; null where every year has its calendar. */
export const explainProvisional = (
  deadline: Pick<Deadline, 'missingYears'>,
  language: Language,
): string | null => {
  const { missingYears } = deadline;
  if (missingYears.length === 0) return null;
  return translator(language)('domain:deadline.noCalendar', {
    count: missingYears.length,
    years: sayYears(missingYears, language),
  });
};
