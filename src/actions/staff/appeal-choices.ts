import { isInConflict, isOrganisationInConflict } from '../../domain/conflict.ts';
import { isWithin } from '../../domain/organisations.ts';
import type { Official } from '../../domain/people.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import type { LoadedOfficial } from '../../storage/official-loads.ts';
import type { ReferenceData } from '../../storage/reference.ts';
import { namedOrganisation } from './appeal-line.ts';
import { scopeOf } from './appeal-scope.ts';
import { forwardTargets } from './forward-targets.ts';
import type { AppealStory, DepartmentChoice, VerbOffer } from './read-models.ts';
import { suggestionOf, suggestRoute } from './suggest-distribution.ts';

type Choices = Pick<AppealStory, 'suggestion' | 'departments' | 'forwardTo' | 'colleagues'>;

const choiceOf = (curator: LoadedOfficial) => ({
  id: curator.id,
  name: curator.name,
  open: curator.openAppeals,
});

/** What the forms of the page offer to choose from, for the verbs that are allowed now. */
export const appealChoices = (
  appeal: AppealRow,
  official: Official,
  verbs: readonly VerbOffer[],
  curators: readonly LoadedOfficial[],
  reference: ReferenceData,
): Choices => {
  const tree = reference.organisationById;
  const scope = scopeOf(appeal);
  const allowed = new Set(verbs.filter((offer) => offer.allowed).map((offer) => offer.verb));
  const fit = curators.filter((curator) => !isInConflict(curator, scope, tree));
  const of = (departmentId: string) => fit.filter((curator) => curator.organisationId === departmentId);

  const route = allowed.has('distribute') ? suggestRoute(appeal, curators, reference) : null;
  const departments: readonly DepartmentChoice[] =
    route === null
      ? []
      : reference.organisations
          .filter(
            (each) =>
              each.handlesAppeals &&
              (each.id === route.departmentId || isWithin(each.id, official.organisationId, tree)) &&
              !isOrganisationInConflict(each.id, scope, tree),
          )
          .map((each) => ({
            department: namedOrganisation(reference, each.id),
            curators: of(each.id).map(choiceOf),
          }));
  return {
    suggestion: route === null ? null : suggestionOf(route, curators, reference),
    departments,
    forwardTo: allowed.has('forward')
      ? forwardTargets(appeal, official.organisationId, reference).map(({ id, name }) => ({ code: id, name }))
      : [],
    colleagues:
      allowed.has('reassign') && appeal.department_id !== null
        ? of(appeal.department_id)
            .filter(({ id }) => id !== appeal.curator_id)
            .map(choiceOf)
        : [],
  };
};
