import type { AppealType } from '../domain/appeal.ts';
import { isInConflict } from '../domain/conflict.ts';
import { lineage, type OrganisationTree } from '../domain/organisations.ts';
import type { AppealRow } from './appeal-reading.ts';
import type { Queryable } from './database.ts';

/**
 * The head who decides on an appeal: of its department, or of the nearest body above it that has one and is not party
 * to the matter. Null where there is none, or no department has the appeal.
 */
export const headOf = async (
  db: Queryable,
  appeal: Pick<AppealRow, 'department_id' | 'type' | 'organisation_id' | 'hide_name' | 'excluded_staff'>,
  tree: OrganisationTree,
): Promise<string | null> => {
  if (appeal.department_id === null) return null;
  const line = lineage(appeal.department_id, tree).map(({ id }) => id);
  if (line.length === 0) return null;
  const heads = await db
    .selectFrom('staff')
    .where('role', '=', 'head')
    .where('disabled_at', 'is', null)
    .where('organisation_id', 'in', line)
    .select(['id', 'organisation_id as organisationId'])
    .orderBy('id')
    .execute();
  const facts = {
    type: appeal.type as AppealType,
    organisationId: appeal.organisation_id,
    hideName: appeal.hide_name,
    excludedStaff: appeal.excluded_staff,
  };
  const fit = heads.filter((head) => !isInConflict(head, facts, tree));
  for (const organisationId of line) {
    const head = fit.find((each) => each.organisationId === organisationId);
    if (head !== undefined) return head.id;
  }
  return null;
};
