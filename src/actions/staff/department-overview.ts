import { withinOf } from '../../domain/organisations.ts';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import {
  answeredByCurator,
  type DepartmentScope,
  departmentStaff,
  openByCurator,
  pressing,
} from '../../storage/department-query.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { appealLine, namedOrganisation, todayOf } from './appeal-line.ts';
import type { DepartmentOverview } from './read-models.ts';

const answeredDays = 90;
const mostLines = 50;

/**
 * A head's department (her organisation and those below it) by curator: open, overdue, answered and answered in time
 * in the last 90 days; what is overdue, and what was reopened and waits for her.
 */
export const departmentOverview = async (
  ctx: ActionContext,
  official: Official,
): Promise<Result<DepartmentOverview, 'not-allowed'>> => {
  if (official.role !== 'head') return fail('not-allowed');
  const reference = ctx.reference.current();
  const tree = reference.organisationById;
  const departments = withinOf(official.organisationId, tree);
  const scope: DepartmentScope = { official, tree, departments };
  const today = todayOf(ctx);
  const since = new Date(ctx.now().getTime() - answeredDays * 86_400_000);

  return ctx.db.transaction().execute(async (trx) => {
    const open = await openByCurator(trx, scope, today);
    const having = open.map((row) => row.curator_id).filter((id) => id !== null);
    const staff = await departmentStaff(trx, departments, having);
    const answered = await answeredByCurator(trx, scope, since, reference.calendar.timeZone);
    const reopened = await pressing(trx, scope, { reopened: true }, mostLines);
    const overdue = await pressing(trx, scope, { overdueOn: today }, mostLines);
    const openOf = new Map(open.map((row) => [row.curator_id, row]));
    const answeredOf = new Map(answered.map((row) => [row.curator_id, row]));
    const shown = [...new Set([...reopened, ...overdue].map((row) => row.id))];
    if (shown.length > 0)
      await recordAudit(ctx, trx, {
        actor: official,
        action: 'look-list',
        subjectKind: 'list',
        subjectId: null,
        detail: { list: 'department', appeals: shown },
      });
    return ok({
      department: namedOrganisation(reference, official.organisationId),
      curators: staff.map((curator) => ({
        curator: { id: curator.id, name: curator.name, disabled: curator.disabled_at !== null },
        organisation: namedOrganisation(reference, curator.organisation_id),
        open: openOf.get(curator.id)?.open ?? 0,
        overdue: openOf.get(curator.id)?.overdue ?? 0,
        answered: answeredOf.get(curator.id)?.answered ?? 0,
        answeredInTime: answeredOf.get(curator.id)?.in_time ?? 0,
      })),
      unassigned: openOf.get(null)?.open ?? 0,
      reopened: reopened.map((row) => appealLine(reference, today, row)),
      overdue: overdue.map((row) => appealLine(reference, today, row)),
    });
  });
};
