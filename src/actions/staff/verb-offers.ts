import { mayDo } from '../../domain/authorisation.ts';
import type { OrganisationTree } from '../../domain/organisations.ts';
import type { Official } from '../../domain/people.ts';
import { type AppealState, type AppealVerb, transition } from '../../domain/states.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import { scopeOf } from './appeal-scope.ts';
import { takenByAnother } from './hindrances.ts';
import type { VerbOffer } from './read-models.ts';

/** The verbs of the appeal's page, in the order in which they stand there. */
const pageVerbs = [
  'register',
  'take',
  'answer',
  'ask',
  'close',
  'distribute',
  'reassign',
  'return',
  'forward',
  'complete',
  'note',
] as const satisfies readonly AppealVerb[];

/** What this official can do with it now, and why not the rest. The action asks again; this is for the page. */
export const verbOffers = (
  appeal: AppealRow,
  official: Official,
  tree: OrganisationTree,
  openTasks: number,
): readonly VerbOffer[] =>
  pageVerbs.map((verb): VerbOffer => {
    const refuse = (why: Extract<VerbOffer, { allowed: false }>['why']): VerbOffer => ({
      verb,
      allowed: false,
      why,
    });
    if (verb === 'take' && takenByAnother(appeal, official) !== null) return refuse('taken-by-another');
    if (!mayDo(official, verb, scopeOf(appeal), tree)) return refuse('not-allowed');
    if (!transition(appeal.state as AppealState, verb).ok) return refuse('not-in-this-state');
    if (verb === 'close' && openTasks > 0) return refuse('task-open');
    return { verb, allowed: true };
  });
