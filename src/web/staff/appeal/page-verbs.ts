import type { AppealStory } from '../../../actions/staff/read-models.ts';
import type { AppealState } from '../../../domain/states.ts';

/** What can be done on an appeal's page, each with a form of its own. */
export const pageVerbs = [
  'register',
  'take',
  'answer',
  'distribute',
  'close',
  'ask',
  'note',
  'reassign',
  'return',
  'forward',
  'complete',
] as const;
export type PageVerb = (typeof pageVerbs)[number];

/** What is most likely to be done next; its form comes first and has the page's one primary button. */
const nextSteps: Readonly<Record<AppealState, readonly PageVerb[]>> = {
  received: ['register', 'complete'],
  registered: ['distribute', 'complete'],
  distributed: ['take', 'distribute'],
  'in-work': ['answer'],
  answered: ['close'],
  closed: ['note'],
  forwarded: ['note'],
  returned: ['ask', 'take', 'distribute'],
  merged: ['note'],
  withdrawn: ['note'],
  reopened: ['take', 'reassign', 'distribute'],
};

/** The verbs offered to this official now, the likely ones first. */
export const offeredVerbs = (story: AppealStory): readonly PageVerb[] => {
  const allowed = new Set<string>(story.verbs.filter((offer) => offer.allowed).map((offer) => offer.verb));
  const first = nextSteps[story.line.state].filter((verb) => allowed.has(verb));
  return [...first, ...pageVerbs.filter((verb) => allowed.has(verb) && !first.includes(verb))];
};
