import { fail, ok, type Result } from './result.ts';

export const appealStates = [
  'received',
  'registered',
  'distributed',
  'in-work',
  'answered',
  'closed',
  'forwarded',
  'returned',
  'merged',
  'withdrawn',
  'reopened',
] as const;
export type AppealState = (typeof appealStates)[number];

/** What can be done to an appeal once it is here. */
export const appealVerbs = [
  'register',
  'complete',
  'distribute',
  'forward',
  'return',
  'take',
  'note',
  'ask',
  'reply',
  'answer',
  'close',
  'reopen',
  'withdraw',
  'merge',
  'extend',
  'reassign',
] as const;
export type AppealVerb = (typeof appealVerbs)[number];

/** Still waits for something: an answer, or a decision who gives it. */
export const openStates = [
  'received',
  'registered',
  'distributed',
  'in-work',
  'returned',
  'reopened',
] as const satisfies readonly AppealState[];

const open: ReadonlySet<AppealState> = new Set(openStates);
export const isOpen = (state: AppealState): boolean => open.has(state);

/**
 * The one transition table: what each verb makes of each state; what is not named can't be done. `reply` out of
 * `returned` depends on whether a department has the appeal, see `transition`.
 */
const table: Readonly<Record<AppealState, Partial<Readonly<Record<AppealVerb, AppealState>>>>> = {
  received: {
    register: 'registered',
    complete: 'received',
    note: 'received',
    reply: 'received',
    withdraw: 'withdrawn',
  },
  registered: {
    complete: 'registered',
    distribute: 'distributed',
    forward: 'forwarded',
    return: 'returned',
    note: 'registered',
    ask: 'registered',
    reply: 'registered',
    withdraw: 'withdrawn',
    merge: 'merged',
    extend: 'registered',
  },
  distributed: {
    complete: 'distributed',
    distribute: 'distributed',
    forward: 'forwarded',
    return: 'returned',
    take: 'in-work',
    note: 'distributed',
    ask: 'distributed',
    reply: 'distributed',
    withdraw: 'withdrawn',
    merge: 'merged',
    extend: 'distributed',
    reassign: 'distributed',
  },
  'in-work': {
    complete: 'in-work',
    distribute: 'distributed',
    forward: 'forwarded',
    return: 'returned',
    note: 'in-work',
    ask: 'in-work',
    reply: 'in-work',
    answer: 'answered',
    withdraw: 'withdrawn',
    merge: 'merged',
    extend: 'in-work',
    reassign: 'distributed',
  },
  answered: {
    complete: 'answered',
    note: 'answered',
    reply: 'answered',
    close: 'closed',
    reopen: 'reopened',
  },
  closed: { note: 'closed', reply: 'closed', reopen: 'reopened' },
  forwarded: { note: 'forwarded', reply: 'forwarded' },
  returned: {
    complete: 'returned',
    distribute: 'distributed',
    forward: 'forwarded',
    take: 'in-work',
    note: 'returned',
    ask: 'returned',
    reply: 'registered',
    withdraw: 'withdrawn',
    merge: 'merged',
    extend: 'returned',
    reassign: 'distributed',
  },
  merged: { note: 'merged', reply: 'merged' },
  withdrawn: { note: 'withdrawn', reply: 'withdrawn' },
  reopened: {
    complete: 'reopened',
    distribute: 'distributed',
    forward: 'forwarded',
    take: 'in-work',
    note: 'reopened',
    ask: 'reopened',
    reply: 'reopened',
    withdraw: 'withdrawn',
    merge: 'merged',
    extend: 'reopened',
    reassign: 'distributed',
  },
};

/**
 * The state that a verb leads to. An appeal returned for clarification goes on, once the person has replied, from
 * where it was: to its department if it has one (`hasDepartment`), otherwise to the registrar's row.
 */
export const transition = (
  from: AppealState,
  verb: AppealVerb,
  facts: { readonly hasDepartment?: boolean } = {},
): Result<AppealState, 'not-in-this-state'> => {
  const to = table[from][verb];
  if (to === undefined) return fail('not-in-this-state');
  return ok(from === 'returned' && verb === 'reply' && facts.hasDepartment ? 'distributed' : to);
};

/** Everything that may be done in a state, whoever does it. */
export const allowedVerbs = (state: AppealState): readonly AppealVerb[] =>
  appealVerbs.filter((verb) => table[state][verb] !== undefined);
