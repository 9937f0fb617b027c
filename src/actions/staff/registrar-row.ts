import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isUuid } from '../../domain/uuid.ts';
import { curatorLoads } from '../../storage/official-loads.ts';
import { type RowPlace, registrarCount, registrarPage } from '../../storage/registrar-query.ts';
import { waitingTasks } from '../../storage/tasks.ts';
import { inScope, withoutConflict } from '../../storage/visible-appeals.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { appealLine, todayOf } from './appeal-line.ts';
import { missingOf } from './missing-of.ts';
import { decodeCursor, encodeCursor, pageSize } from './page-cursor.ts';
import type { RegistrarRow, RowReason } from './read-models.ts';
import { suggestionOf, suggestRoute } from './suggest-distribution.ts';
import { taskLine } from './task-line.ts';

type Row = Awaited<ReturnType<typeof registrarPage>>[number];
const mostTasks = 50;

const whyOf = (row: Row): RowReason => {
  if (row.state === 'received') return 'not-registered';
  if (row.state === 'registered') return 'not-distributed';
  if (row.state === 'returned') return 'returned';
  return row.curator_id === null ? 'no-curator' : 'lacks-something';
};

const placeOf = (cursor: string | undefined): RowPlace | null => {
  const [urgent, at, id] = decodeCursor(cursor, 3) ?? [];
  const receivedAt = new Date(at ?? '');
  if (id === undefined || !isUuid(id) || Number.isNaN(receivedAt.getTime())) return null;
  return { urgent: urgent === 'urgent', receivedAt, id };
};
const cursorOf = (row: Row): string =>
  encodeCursor([row.urgent ? 'urgent' : '', row.received_at.toISOString(), row.id]);

/**
 * What waits for the registrar: not registered or not distributed yet, returned, without a curator, or not taken yet
 * and lacking what routing goes by. Urgent ones first, then who has waited longest; each with where the rules would
 * send it. The page is one look: an audit row names the appeals on it.
 */
export const registrarRow = async (
  ctx: ActionContext,
  official: Official,
  page: { readonly cursor?: string; readonly size?: number },
): Promise<Result<RegistrarRow, 'not-allowed'>> => {
  if (official.role !== 'registrar' && official.role !== 'head') return fail('not-allowed');
  const reference = ctx.reference.current();
  const tree = reference.organisationById;
  const today = todayOf(ctx);
  const size = pageSize(page.size);

  return ctx.db.transaction().execute(async (trx) => {
    const rows = await registrarPage(trx, official, tree, { size: size + 1, after: placeOf(page.cursor) });
    const total = await registrarCount(trx, official, tree);
    const tasks = await waitingTasks(
      trx,
      (builder) =>
        builder.and([
          builder('appeals.curator_id', 'is', null),
          inScope(builder, official, tree),
          withoutConflict(builder, official, tree),
        ]),
      mostTasks,
    );
    const shown = rows.slice(0, size);
    const curators = shown.length === 0 ? [] : await curatorLoads(trx);
    if (shown.length > 0)
      await recordAudit(ctx, trx, {
        actor: official,
        action: 'look-list',
        subjectKind: 'list',
        subjectId: null,
        detail: { list: 'registrar-row', appeals: shown.map((row) => row.id) },
      });
    const last = shown.at(-1);
    return ok({
      lines: shown.map((row) => ({
        ...appealLine(reference, today, row),
        why: whyOf(row),
        missing: missingOf(ctx, row),
        suggestion: suggestionOf(suggestRoute(row, curators, reference), curators, reference),
      })),
      total,
      next: rows.length > size && last !== undefined ? cursorOf(last) : null,
      tasks: tasks.map(taskLine),
    });
  });
};
