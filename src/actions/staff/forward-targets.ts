import { isOrganisationInConflict } from '../../domain/conflict.ts';
import { isWithin } from '../../domain/organisations.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import type { Organisation, ReferenceData } from '../../storage/reference.ts';
import { scopeOf } from './appeal-scope.ts';

/** Bodies that decide matters, besides those that handle appeals here. */
const bodies: ReadonlySet<Organisation['kind']> = new Set<Organisation['kind']>([
  'ministry',
  'department',
  'other',
]);

/**
 * Where an appeal can be sent on to: competent bodies outside the department that has it (within it, it is
 * distributed), never the one complained of.
 */
export const forwardTargets = (
  appeal: AppealRow,
  officialOrganisationId: string,
  reference: ReferenceData,
): readonly Organisation[] => {
  const tree = reference.organisationById;
  const scope = scopeOf(appeal);
  const here = appeal.department_id ?? officialOrganisationId;
  return reference.organisations.filter(
    (each) =>
      (each.handlesAppeals || bodies.has(each.kind)) &&
      !isWithin(each.id, here, tree) &&
      !isOrganisationInConflict(each.id, scope, tree),
  );
};
