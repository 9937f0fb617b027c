import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AppealState,
  type AppealVerb,
  allowedVerbs,
  appealStates,
  appealVerbs,
  isOpen,
  openStates,
  transition,
} from './states.ts';

const step = (from: AppealState, verb: AppealVerb): AppealState => {
  const result = transition(from, verb);
  return result.ok ? result.value : from;
};

test('the whole life of an appeal, in order', () => {
  const life: AppealState[] = ['received'];
  for (const verb of ['register', 'distribute', 'take', 'answer', 'close'] as const)
    life.push(step(life.at(-1) ?? 'received', verb));
  expect(life).toEqual(['received', 'registered', 'distributed', 'in-work', 'answered', 'closed']);
});

test('every state can be reached from the first one', () => {
  const reached = new Set<AppealState>(['received']);
  for (const state of reached) for (const verb of allowedVerbs(state)) reached.add(step(state, verb));
  expect([...reached].sort()).toEqual([...appealStates].sort());
});

test('no verb is dead, and no state is dumb', () => {
  for (const verb of appealVerbs) expect(appealStates.some((state) => transition(state, verb).ok)).toBe(true);
  for (const state of appealStates) expect(allowedVerbs(state)).not.toHaveLength(0);
});

test('what is allowed is what has a transition', () => {
  for (const state of appealStates)
    for (const verb of appealVerbs)
      expect(allowedVerbs(state).includes(verb)).toBe(transition(state, verb).ok);
});

test.each(['note', 'ask', 'extend', 'complete'] as const)('%s never changes the state', (verb) => {
  for (const state of appealStates) {
    const result = transition(state, verb);
    if (result.ok) expect(result.value).toBe(state);
  }
});

describe('words that the person adds', () => {
  test('are taken in every state, and change none but `returned`', () => {
    for (const state of appealStates) {
      const result = transition(state, 'reply', { hasDepartment: true });
      expect(result.ok).toBe(true);
      if (state !== 'returned') expect(result).toEqual({ ok: true, value: state });
    }
  });
  test.each([
    [true, 'distributed'],
    [false, 'registered'],
  ])('bring a returned appeal back (department: %s) to `%s`', (hasDepartment, value) => {
    expect(transition('returned', 'reply', { hasDepartment })).toEqual({ ok: true, value });
  });
});

test.each([
  ['answered', true],
  ['closed', true],
  ['in-work', false],
  ['received', false],
  ['withdrawn', false],
  ['reopened', false],
] as const)('"it did not help" out of %s: %s', (state, can) => {
  expect(transition(state, 'reopen').ok).toBe(can);
});

test.each([
  ['received', 'answer'],
  ['received', 'distribute'],
  ['registered', 'register'],
  ['distributed', 'answer'],
  ['closed', 'answer'],
  ['answered', 'answer'],
  ['withdrawn', 'take'],
  ['forwarded', 'answer'],
  ['merged', 'distribute'],
  ['closed', 'withdraw'],
] as const)('%s can not be done: %s', (state, verb) => {
  expect(transition(state, verb)).toEqual({ ok: false, error: 'not-in-this-state' });
});

test('what is open is what still waits', () => {
  expect(appealStates.filter(isOpen)).toEqual(
    [...openStates].sort((a, b) => appealStates.indexOf(a) - appealStates.indexOf(b)),
  );
  for (const state of ['answered', 'closed', 'forwarded', 'merged', 'withdrawn'] as const)
    expect(isOpen(state)).toBe(false);
});

test('nobody can answer what was never registered, whatever is tried', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...appealVerbs), { maxLength: 30 }), (verbs) => {
      let state: AppealState = 'received';
      const done = new Set<AppealVerb>();
      for (const verb of verbs) {
        const result = transition(state, verb);
        if (!result.ok) continue;
        state = result.value;
        done.add(verb);
      }
      if (done.has('answer')) expect(done.has('register') && done.has('take')).toBe(true);
    }),
  );
});
