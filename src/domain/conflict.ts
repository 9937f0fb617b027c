import type { Appeal, AppealType } from './appeal.ts';
import { isWithin, type OrganisationTree } from './organisations.ts';
import { unreachable } from './result.ts';

/** What decides whether an official is party to an appeal. */
export type ConflictFacts = Pick<Appeal, 'type' | 'organisationId' | 'hideName'> & {
  /** Officials named in the complaint or recused. */
  readonly excludedStaff: readonly string[];
};

/** Complaints and messages tell of what someone did wrong; the others ask the body concerned itself. */
const isAgainst = (type: AppealType): boolean => {
  switch (type) {
    case 'complaint':
    case 'message':
      return true;
    case 'request':
    case 'suggestion':
    case 'inquiry':
    case 'thanks':
    case 'barrier':
      return false;
    default:
      return unreachable(type);
  }
};

/** The organisation complained of, or from which the name is to be kept; null where there is no such one. */
export const organisationComplainedOf = (appeal: ConflictFacts): string | null =>
  isAgainst(appeal.type) || appeal.hideName ? appeal.organisationId : null;

/** Is this organisation the one complained of, or below it? Its staff never get the appeal. */
export const isOrganisationInConflict = (
  organisationId: string,
  appeal: ConflictFacts,
  tree: OrganisationTree,
): boolean => {
  const against = organisationComplainedOf(appeal);
  return against !== null && isWithin(organisationId, against, tree);
};

/** An official complained of, the subordinates, and whoever is recused (the Code's rule on conflict of interest). */
export const isInConflict = (
  official: { readonly id: string; readonly organisationId: string },
  appeal: ConflictFacts,
  tree: OrganisationTree,
): boolean =>
  appeal.excludedStaff.includes(official.id) ||
  isOrganisationInConflict(official.organisationId, appeal, tree);
