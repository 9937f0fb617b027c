import { withinOf } from '../../domain/organisations.ts';
import type { Official } from '../../domain/people.ts';
import {
  answeredSince,
  type CountedDepartments,
  openFigures,
  receivedSince,
  upkeepFigures,
} from '../../storage/summary-query.ts';
import type { ActionContext } from '../context.ts';
import { namedOrganisation, todayOf } from './appeal-line.ts';
import type { StaffSummary } from './read-models.ts';

const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * 86_400_000);
const most = <Code>(counts: ReadonlyMap<Code, number>): (readonly [Code, number])[] =>
  [...counts].sort((a, b) => b[1] - a[1]);

/**
 * The first page of those who look at no appeal: figures of their organisation and those below it, of the whole
 * country for the one at the top. No person's data, so no look is recorded.
 */
export const staffSummary = async (ctx: ActionContext, official: Official): Promise<StaffSummary> => {
  const reference = ctx.reference.current();
  const own = reference.organisationById.get(official.organisationId);
  const everything = own !== undefined && own.parentId === null;
  const departments: CountedDepartments = everything
    ? null
    : withinOf(official.organisationId, reference.organisationById);
  const today = todayOf(ctx);
  const now = ctx.now();

  const open = await openFigures(ctx.db, departments, today);
  const received = await receivedSince(ctx.db, departments, daysBefore(now, 30));
  const { answered, inTime } = await answeredSince(
    ctx.db,
    departments,
    daysBefore(now, 90),
    reference.calendar.timeZone,
  );
  const upkeep = official.role === 'administrator' ? await upkeepFigures(ctx.db) : null;
  const year = Number(today.slice(0, 4));
  return {
    role: official.role,
    organisation: everything ? null : namedOrganisation(reference, official.organisationId),
    open: [...open.byState.values()].reduce((sum, count) => sum + count, 0),
    overdue: open.overdue,
    receivedLast30Days: received,
    answeredLast90Days: answered,
    answeredInTimeLast90Days: inTime,
    byState: most(open.byState).map(([state, count]) => ({ state, count })),
    byType: most(open.byType).map(([type, count]) => ({ type, count })),
    upkeep:
      upkeep === null
        ? null
        : {
            staff: upkeep.staff,
            staffDisabled: upkeep.disabled,
            calendarYearsMissing: [year, year + 1].filter((each) => !reference.calendar.knownYears.has(each)),
            outboxFailed: upkeep.outboxFailed,
          },
  };
};
