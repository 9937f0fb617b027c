import { addWorkingDays } from '../../domain/calendar.ts';
import { withinOf } from '../../domain/organisations.ts';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isUuid } from '../../domain/uuid.ts';
import { type InboxQuery, inboxCounts, inboxPage } from '../../storage/inbox-query.ts';
import type { ReferenceData } from '../../storage/reference.ts';
import { waitingTasks } from '../../storage/tasks.ts';
import { withoutConflict } from '../../storage/visible-appeals.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { appealLine, todayOf } from './appeal-line.ts';
import { decodeCursor, encodeCursor, isDay, pageSize } from './page-cursor.ts';
import type { CuratorInbox, InboxFilters } from './read-models.ts';
import { taskLine } from './task-line.ts';

const mostTasks = 50;

/** A curator's department is her own; a registrar and a head see those below it too. */
const departmentsOf = (official: Official, reference: ReferenceData): readonly string[] =>
  official.role === 'curator'
    ? [official.organisationId]
    : withinOf(official.organisationId, reference.organisationById);

/**
 * Open appeals of an official or her department in order of the last day, a page at a time, with the counts of the
 * four groups. The page is one look: an audit row names the appeals on it.
 */
export const curatorInbox = async (
  ctx: ActionContext,
  official: Official,
  filters: InboxFilters,
  page: { readonly cursor?: string; readonly size?: number },
): Promise<Result<CuratorInbox, 'not-allowed'>> => {
  if (official.role !== 'curator' && official.role !== 'head' && official.role !== 'registrar')
    return fail('not-allowed');
  const reference = ctx.reference.current();
  const tree = reference.organisationById;
  const today = todayOf(ctx);
  const days = { today, soonUntil: addWorkingDays(today, 3, reference.calendar) };
  const { whose, dueness, ...narrowing } = filters;
  const query: InboxQuery = {
    ...narrowing,
    official,
    tree,
    departments: whose === 'mine' ? null : departmentsOf(official, reference),
  };
  const size = pageSize(page.size);
  const [dueOn, id] = decodeCursor(page.cursor, 2) ?? [];
  const after = dueOn !== undefined && id !== undefined && isDay(dueOn) && isUuid(id) ? { dueOn, id } : null;

  return ctx.db.transaction().execute(async (trx) => {
    const rows = await inboxPage(trx, query, { size: size + 1, after, dueness, days });
    const counts = await inboxCounts(trx, query, days);
    const tasks = await waitingTasks(
      trx,
      (builder) =>
        builder.and([
          builder('appeals.curator_id', '=', official.id),
          withoutConflict(builder, official, tree),
        ]),
      mostTasks,
    );
    const shown = rows.slice(0, size);
    if (shown.length > 0)
      await recordAudit(ctx, trx, {
        actor: official,
        action: 'look-list',
        subjectKind: 'list',
        subjectId: null,
        detail: { list: 'inbox', appeals: shown.map((row) => row.id) },
      });
    const last = shown.at(-1);
    return ok({
      lines: shown.map((row) => appealLine(reference, today, row)),
      counts,
      total: counts.overdue + counts.today + counts.soon + counts.later,
      next: rows.length > size && last !== undefined ? encodeCursor([last.due_on, last.id]) : null,
      tasks: tasks.map(taskLine),
    });
  });
};
