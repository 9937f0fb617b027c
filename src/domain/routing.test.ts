import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appealTypes } from './appeal.ts';
import { isInConflict } from './conflict.ts';
import type { OrganisationNode } from './organisations.ts';
import { type RoutableAppeal, type RoutableOfficial, type RoutingRule, routeAppeal } from './routing.ts';

const node = (
  id: string,
  parentId: string | null,
  handlesAppeals = true,
  region: string | null = 'KZ-71',
): readonly [string, OrganisationNode] => [id, { id, parentId, region, handlesAppeals }];

/** ministry → city → { east (division) → home; west; centre (takes no appeals) → village }, and far, a city of its own. */
const tree = new Map([
  node('ministry', null, true, null),
  node('city', 'ministry'),
  node('east', 'city'),
  node('west', 'city'),
  node('centre', 'city', false),
  node('home', 'east', false),
  node('village', 'centre'),
  node('far', null, true, 'KZ-75'),
]);

const appeal: RoutableAppeal = {
  type: 'complaint',
  region: 'KZ-71',
  topic: 'visits',
  organisationId: null,
  language: 'kk',
  needs: [],
  hideName: false,
  excludedStaff: [],
};
const curator = (id: string, organisationId: string, openAppeals = 0): RoutableOfficial => ({
  id,
  role: 'curator',
  organisationId,
  openAppeals,
});
const rule = (
  id: string,
  departmentId: string,
  conditions: RoutingRule['conditions'] = {},
  position = 1,
): RoutingRule => ({ id, departmentId, conditions, position });

const route = (
  changes: Partial<RoutableAppeal>,
  rules: readonly RoutingRule[],
  officials: readonly RoutableOfficial[] = [],
) => routeAppeal({ ...appeal, ...changes }, rules, officials, tree);

describe('each condition', () => {
  test.each<[string, RoutingRule['conditions'], Partial<RoutableAppeal>, boolean]>([
    ['no condition takes everything', {}, { region: null, topic: null }, true],
    ['the region', { regions: ['KZ-71'] }, {}, true],
    ['another region', { regions: ['KZ-75'] }, {}, false],
    ['no region said', { regions: ['KZ-71'] }, { region: null }, false],
    [
      'no region said, but an institution of it',
      { regions: ['KZ-71'] },
      { region: null, organisationId: 'home' },
      true,
    ],
    [
      'the region said counts before the institution’s',
      { regions: ['KZ-75'] },
      { organisationId: 'far' },
      false,
    ],
    ['the topic', { topics: ['queue', 'visits'] }, {}, true],
    ['another topic', { topics: ['queue'] }, {}, false],
    ['no topic said', { topics: ['queue'] }, { topic: null }, false],
    ['the institution', { organisationIds: ['centre'] }, { organisationId: 'centre' }, true],
    ['an institution below', { organisationIds: ['city'] }, { organisationId: 'home' }, true],
    ['an institution above', { organisationIds: ['home'] }, { organisationId: 'city' }, false],
    ['no institution said', { organisationIds: ['centre'] }, {}, false],
    ['the type', { types: ['complaint'] }, {}, true],
    ['another type', { types: ['thanks'] }, {}, false],
    ['the language', { languages: ['ru'] }, { language: 'ru' }, true],
    ['another language', { languages: ['ru'] }, {}, false],
    ['one of the needs', { needs: ['sign-language', 'audio'] }, { needs: ['audio'] }, true],
    ['none of the needs', { needs: ['sign-language'] }, { needs: ['audio'] }, false],
    ['all named must hold', { regions: ['KZ-71'], types: ['thanks'] }, {}, false],
    ['an empty list takes nothing', { regions: [] }, {}, false],
  ])('%s', (_, conditions, changes, taken) => {
    expect(route(changes, [rule('r', 'far', conditions)]).ruleId).toBe(taken ? 'r' : null);
  });
});

describe('which rule', () => {
  test('the first by position, whatever the order given', () => {
    const rules = [rule('b', 'west', {}, 2), rule('z', 'east', {}, 1), rule('a', 'far', {}, 3)];
    expect(route({}, rules)).toMatchObject({ ruleId: 'z', departmentId: 'east' });
    expect(route({}, [...rules].reverse())).toMatchObject({ ruleId: 'z' });
  });
  test('of equal positions the first by id', () => {
    expect(route({}, [rule('b', 'west'), rule('a', 'east')]).ruleId).toBe('a');
  });
  test('a rule that names a body which is gone, or takes no appeals, is passed over', () => {
    const rules = [rule('a', 'gone', {}, 1), rule('b', 'centre', {}, 2), rule('c', 'west', {}, 3)];
    expect(route({}, rules).ruleId).toBe('c');
  });
  test('none: the registrar’s row', () => {
    expect(route({}, [])).toEqual({
      departmentId: null,
      curatorId: null,
      ruleId: null,
      reason: 'no-rule',
      excluded: [],
    });
  });
});

describe('which curator', () => {
  const toEast = [rule('r', 'east')];
  test('the least loaded of that department', () => {
    const officials = [curator('a', 'east', 3), curator('b', 'east', 1), curator('c', 'west', 0)];
    expect(route({}, toEast, officials)).toMatchObject({ curatorId: 'b', reason: 'rule' });
  });
  test('of equals the first by id', () => {
    expect(route({}, toEast, [curator('b', 'east'), curator('a', 'east')]).curatorId).toBe('a');
  });
  test('only curators', () => {
    const officials: RoutableOfficial[] = [
      { ...curator('h', 'east'), role: 'head' },
      { ...curator('r', 'east'), role: 'registrar' },
      { ...curator('w', 'east'), role: 'worker' },
    ];
    expect(route({}, toEast, officials)).toMatchObject({
      departmentId: 'east',
      curatorId: null,
      reason: 'rule-no-curator',
    });
  });
  test('not the one who is recused, though least loaded', () => {
    const officials = [curator('a', 'east', 0), curator('b', 'east', 9)];
    expect(route({ excludedStaff: ['a'] }, toEast, officials)).toMatchObject({
      curatorId: 'b',
      excluded: ['a'],
    });
  });
});

describe('conflict of interest', () => {
  const officials = [curator('e', 'east'), curator('c', 'city', 5), curator('m', 'ministry', 9)];
  test('a complaint about the department goes to the one above it', () => {
    expect(route({ organisationId: 'east' }, [rule('r', 'east')], officials)).toEqual({
      departmentId: 'city',
      curatorId: 'c',
      ruleId: 'r',
      reason: 'raised',
      excluded: ['e'],
    });
  });
  test('a complaint about the city, whose division the rule names, goes above the city', () => {
    expect(route({ organisationId: 'city' }, [rule('r', 'east')], officials)).toMatchObject({
      departmentId: 'ministry',
      curatorId: 'm',
      reason: 'raised',
      excluded: ['e', 'c'],
    });
  });
  test('a complaint about a home below the department stays with the department', () => {
    expect(route({ organisationId: 'home' }, [rule('r', 'east')], officials)).toMatchObject({
      departmentId: 'east',
      curatorId: 'e',
      reason: 'rule',
    });
  });
  test('nothing above: the registrar decides', () => {
    expect(route({ organisationId: 'far' }, [rule('r', 'far')], officials)).toMatchObject({
      departmentId: null,
      curatorId: null,
      ruleId: 'r',
      reason: 'conflict',
    });
  });
  test('a body above that takes no appeals is passed over', () => {
    expect(route({ organisationId: 'village' }, [rule('r', 'village')], officials)).toMatchObject({
      departmentId: 'city',
      reason: 'raised',
    });
  });
  test('above, but without a curator', () => {
    expect(route({ organisationId: 'east' }, [rule('r', 'east')], [])).toMatchObject({
      departmentId: 'city',
      reason: 'raised-no-curator',
    });
  });
  test.each([
    ['message', 'raised'],
    ['thanks', 'rule'],
    ['inquiry', 'rule'],
    ['request', 'rule'],
    ['suggestion', 'rule'],
  ] as const)('a %s about the department itself: %s', (type, reason) => {
    expect(route({ type, organisationId: 'east' }, [rule('r', 'east')], officials).reason).toBe(reason);
  });
  test('a name to be hidden from the body concerned keeps the body out, whatever the type', () => {
    expect(
      route({ type: 'request', hideName: true, organisationId: 'east' }, [rule('r', 'east')], officials),
    ).toMatchObject({ departmentId: 'city', reason: 'raised' });
  });
});

const ids = [...tree.keys()];
const anyRule = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  position: fc.integer({ min: 0, max: 5 }),
  departmentId: fc.constantFrom(...ids, 'gone'),
  conditions: fc.record(
    {
      regions: fc.constant(['KZ-71']),
      types: fc.subarray([...appealTypes]),
      organisationIds: fc.subarray(ids),
    },
    { requiredKeys: [] },
  ),
});
const anyOfficial = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  role: fc.constantFrom('curator', 'curator', 'head', 'worker'),
  organisationId: fc.constantFrom(...ids),
  openAppeals: fc.nat(9),
});
const anyAppeal = fc.record({
  type: fc.constantFrom(...appealTypes),
  region: fc.constantFrom('KZ-71', null),
  organisationId: fc.constantFrom(...ids, null),
  hideName: fc.boolean(),
  excludedStaff: fc.subarray(['a', 'b', 'c']),
});

test('whatever the rules and the people: nobody party to the matter gets it, and the choice can be repeated', () => {
  fc.assert(
    fc.property(
      anyAppeal,
      fc.array(anyRule, { maxLength: 5 }),
      fc.uniqueArray(anyOfficial, { selector: ({ id }) => id }),
      (changes, rules, officials) => {
        const about = { ...appeal, ...changes };
        const found = routeAppeal(about, rules, officials, tree);
        expect(routeAppeal(about, [...rules], [...officials].reverse(), tree)).toEqual({
          ...found,
          excluded: [...found.excluded].reverse(),
        });
        const chosen = officials.find(({ id }) => id === found.curatorId);
        if (found.curatorId !== null) {
          expect(chosen?.role).toBe('curator');
          expect(chosen?.organisationId).toBe(found.departmentId);
          expect(chosen && isInConflict(chosen, about, tree)).toBe(false);
        }
        if (found.departmentId !== null) {
          expect(tree.get(found.departmentId)?.handlesAppeals).toBe(true);
          expect(isInConflict({ id: 'nobody', organisationId: found.departmentId }, about, tree)).toBe(false);
        }
        expect(found.departmentId === null).toBe(found.reason === 'no-rule' || found.reason === 'conflict');
      },
    ),
  );
});
