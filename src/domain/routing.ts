import type { Appeal, AppealType } from './appeal.ts';
import { type ConflictFacts, isInConflict, isOrganisationInConflict } from './conflict.ts';
import type { Language } from './language.ts';
import { isWithin, lineage, type OrganisationTree } from './organisations.ts';
import type { AccessNeed, Official } from './people.ts';

/** One line of the routing table: every condition named must hold; the first rule that fits decides. */
export interface RoutingRule {
  readonly id: string;
  readonly position: number;
  readonly conditions: {
    readonly regions?: readonly string[];
    readonly topics?: readonly string[];
    /** Those named and all below them. */
    readonly organisationIds?: readonly string[];
    readonly types?: readonly AppealType[];
    readonly languages?: readonly Language[];
    /** At least one of them. */
    readonly needs?: readonly AccessNeed[];
  };
  readonly departmentId: string;
}

export type RoutableAppeal = ConflictFacts & Pick<Appeal, 'region' | 'topic' | 'language' | 'needs'>;
export type RoutableOfficial = Pick<Official, 'id' | 'role' | 'organisationId'> & {
  /** How many open appeals the official has now. */
  readonly openAppeals: number;
};

/** Why an appeal went where it went; each has a text `domain:route.<code>`. */
export const routeReasons = [
  /** A rule named the department, and its least-loaded curator has it. */
  'rule',
  /** A rule named the department, but no curator there may have it: its registrar decides. */
  'rule-no-curator',
  /** The department is party to the matter: the nearest body above it that handles appeals has it. */
  'raised',
  'raised-no-curator',
  /** The department is party to the matter and nothing stands above it: the registrar's row. */
  'conflict',
  /** No rule fits: the registrar's row. */
  'no-rule',
] as const;
export type RouteReason = (typeof routeReasons)[number];

export interface Route {
  readonly departmentId: string | null;
  readonly curatorId: string | null;
  readonly ruleId: string | null;
  readonly reason: RouteReason;
  /** Officials that a conflict of interest kept out. */
  readonly excluded: readonly string[];
}

const fits = (rule: RoutingRule, appeal: RoutableAppeal, tree: OrganisationTree): boolean => {
  const { regions, topics, organisationIds, types, languages, needs } = rule.conditions;
  const { topic, organisationId } = appeal;
  // One who named the institution but no region has said where it is all the same.
  const region =
    appeal.region ?? (organisationId === null ? null : (tree.get(organisationId)?.region ?? null));
  return (
    (!regions || (region !== null && regions.includes(region))) &&
    (!topics || (topic !== null && topics.includes(topic))) &&
    (!organisationIds ||
      (organisationId !== null && organisationIds.some((above) => isWithin(organisationId, above, tree)))) &&
    (!types || types.includes(appeal.type)) &&
    (!languages || languages.includes(appeal.language)) &&
    (!needs || needs.some((need) => appeal.needs.includes(need)))
  );
};

const byOrder = (a: RoutingRule, b: RoutingRule): number =>
  a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The curator with the fewest open appeals; of equals the first by id, so that the choice can be repeated. */
const leastLoaded = (officials: readonly RoutableOfficial[]): RoutableOfficial | undefined =>
  [...officials].sort((a, b) => a.openAppeals - b.openAppeals || (a.id < b.id ? -1 : 1))[0];

/** Decides which department and which curator get an appeal, and says why. Urgency changes order, not the way. */
export const routeAppeal = (
  appeal: RoutableAppeal,
  rules: readonly RoutingRule[],
  officials: readonly RoutableOfficial[],
  tree: OrganisationTree,
): Route => {
  const excluded = officials
    .filter((official) => isInConflict(official, appeal, tree))
    .map((official) => official.id);
  const nobody = { departmentId: null, curatorId: null, excluded };

  const rule = [...rules]
    .sort(byOrder)
    .find((each) => tree.get(each.departmentId)?.handlesAppeals && fits(each, appeal, tree));
  if (!rule) return { ...nobody, ruleId: null, reason: 'no-rule' };

  const department = lineage(rule.departmentId, tree).find(
    (each) => each.handlesAppeals && !isOrganisationInConflict(each.id, appeal, tree),
  );
  if (!department) return { ...nobody, ruleId: rule.id, reason: 'conflict' };

  const curator = leastLoaded(
    officials.filter(
      (official) =>
        official.role === 'curator' &&
        official.organisationId === department.id &&
        !excluded.includes(official.id),
    ),
  );
  const way = department.id === rule.departmentId ? 'rule' : 'raised';
  return {
    departmentId: department.id,
    curatorId: curator?.id ?? null,
    ruleId: rule.id,
    reason: curator ? way : `${way}-no-curator`,
    excluded,
  };
};
