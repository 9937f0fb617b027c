import type { AppealType } from '../../domain/appeal.ts';
import type { Language } from '../../domain/language.ts';
import type { AccessNeed } from '../../domain/people.ts';
import { type RoutableAppeal, type Route, type RoutingRule, routeAppeal } from '../../domain/routing.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import type { LoadedOfficial } from '../../storage/official-loads.ts';
import type { ReferenceData } from '../../storage/reference.ts';
import { namedOrganisation } from './appeal-line.ts';
import type { Suggestion } from './read-models.ts';

type Row = Pick<
  AppealRow,
  'type' | 'organisation_id' | 'hide_name' | 'excluded_staff' | 'region' | 'topic' | 'language' | 'needs'
>;

/** What of an appeal decides where it goes, from its row. */
export const routableOf = (appeal: Row): RoutableAppeal => ({
  type: appeal.type as AppealType,
  organisationId: appeal.organisation_id,
  hideName: appeal.hide_name,
  excludedStaff: appeal.excluded_staff,
  region: appeal.region,
  topic: appeal.topic,
  language: appeal.language as Language,
  needs: appeal.needs as AccessNeed[],
});

/** Where the rules would send an appeal as it stands now. */
export const suggestRoute = (
  appeal: Row,
  curators: readonly LoadedOfficial[],
  reference: ReferenceData,
): Route => routeAppeal(routableOf(appeal), reference.rules, curators, reference.organisationById);

/** Where it goes within a department that a registrar chose: the same rules of conflict and load. */
export const routeTo = (
  departmentId: string,
  appeal: Row,
  curators: readonly LoadedOfficial[],
  reference: ReferenceData,
): Route => {
  const chosen: RoutingRule = { id: 'chosen', position: 0, conditions: {}, departmentId };
  return routeAppeal(routableOf(appeal), [chosen], curators, reference.organisationById);
};

/** A route with names, as a page shows it. */
export const suggestionOf = (
  route: Route,
  curators: readonly LoadedOfficial[],
  reference: ReferenceData,
): Suggestion => {
  const curator = curators.find((official) => official.id === route.curatorId);
  return {
    department: route.departmentId === null ? null : namedOrganisation(reference, route.departmentId),
    curator: curator === undefined ? null : { id: curator.id, name: curator.name },
    reason: route.reason,
    ruleId: route.ruleId,
  };
};
