import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appealTypes } from './appeal.ts';
import { type AppealScope, type Deed, isInScope, mayDo } from './authorisation.ts';
import type { OrganisationNode } from './organisations.ts';
import { type Official, type StaffRole, staffRoles } from './people.ts';
import { appealVerbs } from './states.ts';

const node = (
  id: string,
  parentId: string | null,
  region: string | null,
): readonly [string, OrganisationNode] => [id, { id, parentId, region, handlesAppeals: true }];
/** ministry → city → { east, west }, and far, another region's own top. */
const tree = new Map([
  node('ministry', null, null),
  node('city', 'ministry', 'KZ-71'),
  node('east', 'city', 'KZ-71'),
  node('west', 'city', 'KZ-71'),
  node('far', 'ministry', 'KZ-75'),
]);

const deeds: readonly Deed[] = ['look', ...appealVerbs];
const official = (role: StaffRole, organisationId: string, id = 'me'): Official => ({
  kind: 'staff',
  id,
  role,
  organisationId,
});
const inEast: AppealScope = {
  departmentId: 'east',
  curatorId: null,
  region: 'KZ-71',
  type: 'complaint',
  organisationId: null,
  hideName: false,
  excludedStaff: [],
};
const allowed = (who: Official, changes: Partial<AppealScope> = {}): readonly Deed[] =>
  deeds.filter((deed) => mayDo(who, deed, { ...inEast, ...changes }, tree));

describe('roles without appeals', () => {
  test.each(['worker', 'council', 'ministry', 'administrator'] as const)('%s may do nothing', (role) => {
    for (const organisationId of tree.keys()) expect(allowed(official(role, organisationId))).toEqual([]);
    expect(allowed(official(role, 'east'), { curatorId: 'me' })).toEqual([]);
  });
});

describe('what each role may do within her scope', () => {
  test('registrar', () => {
    expect(allowed(official('registrar', 'east'))).toEqual([
      'look',
      'register',
      'complete',
      'distribute',
      'forward',
      'return',
      'note',
      'ask',
      'reopen',
      'withdraw',
      'merge',
      'reassign',
    ]);
  });
  test('curator, of her own appeals', () => {
    expect(allowed(official('curator', 'east'), { curatorId: 'me' })).toEqual([
      'look',
      'complete',
      'forward',
      'return',
      'take',
      'note',
      'ask',
      'answer',
      'close',
    ]);
  });
  test('head: everything but what only the person does', () => {
    expect(deeds.filter((deed) => !allowed(official('head', 'east')).includes(deed))).toEqual(['reply']);
  });
});

describe('how far the scope of registrar and head goes', () => {
  test.each<[string, string | null, string | null, boolean]>([
    ['east', 'east', 'KZ-71', true],
    ['city', 'east', 'KZ-71', true],
    ['ministry', 'east', 'KZ-71', true],
    ['west', 'east', 'KZ-71', false],
    ['east', 'city', 'KZ-71', false],
    ['far', 'east', 'KZ-71', false],
  ])('of %s over an appeal in %s (%s): %s', (own, departmentId, region, sees) => {
    for (const role of ['registrar', 'head'] as const)
      expect(isInScope(official(role, own), { departmentId, region }, tree)).toBe(sees);
  });
  test.each<[StaffRole, string, string | null, boolean]>([
    ['registrar', 'city', 'KZ-71', true],
    ['registrar', 'east', 'KZ-71', true],
    ['registrar', 'far', 'KZ-71', false],
    ['registrar', 'far', null, true],
    ['registrar', 'ministry', 'KZ-71', true],
    ['registrar', 'ministry', null, true],
    ['registrar', 'gone', null, false],
    ['head', 'ministry', 'KZ-71', true],
    ['head', 'city', 'KZ-71', false],
    ['curator', 'city', 'KZ-71', false],
    ['worker', 'ministry', null, false],
  ])('%s of %s and an undistributed appeal of %s: %s', (role, own, region, sees) => {
    expect(mayDo(official(role, own), 'look', { ...inEast, departmentId: null, region }, tree)).toBe(sees);
  });
});

describe('how far the curator’s goes', () => {
  test.each<[string, Partial<AppealScope>, boolean, boolean]>([
    ['her own', { curatorId: 'me' }, true, true],
    ['nobody’s yet, of her department', { curatorId: null }, true, true],
    ['a colleague’s of her department', { curatorId: 'other' }, true, false],
    ['her own of another department', { curatorId: 'me', departmentId: 'west' }, true, true],
    ['nobody’s, of another department', { departmentId: 'west' }, false, false],
    ['of the department above', { departmentId: 'city' }, false, false],
    ['of no department', { departmentId: null }, false, false],
  ])('%s: looks and answers', (_, changes, looks, answers) => {
    const scope = { ...inEast, ...changes };
    expect(mayDo(official('curator', 'east'), 'look', scope, tree)).toBe(looks);
    expect(mayDo(official('curator', 'east'), 'answer', scope, tree)).toBe(answers);
  });
});

describe('conflict of interest', () => {
  test.each<[string, string, Partial<AppealScope>, boolean]>([
    ['the body complained of', 'east', { organisationId: 'east' }, false],
    ['a body below it', 'east', { organisationId: 'city' }, false],
    ['the body above it', 'city', { organisationId: 'east' }, true],
    [
      'a body to be kept from the name',
      'east',
      { organisationId: 'east', type: 'request', hideName: true },
      false,
    ],
    ['the body thanked', 'east', { organisationId: 'east', type: 'thanks' }, true],
    ['one recused', 'east', { excludedStaff: ['me'] }, false],
    ['another one recused', 'east', { excludedStaff: ['other'] }, true],
  ])('staff of %s', (_, own, changes, may) => {
    for (const role of ['head', 'registrar'] as const)
      expect(mayDo(official(role, own), 'look', { ...inEast, ...changes }, tree)).toBe(may);
  });
  test('it keeps out also the curator who has it', () => {
    expect(allowed(official('curator', 'east'), { curatorId: 'me', organisationId: 'east' })).toEqual([]);
  });
});

test('who may act may also look; who is party to the matter may do nothing', () => {
  const ids = [...tree.keys()];
  const scopes = fc.record({
    departmentId: fc.constantFrom(...ids, null),
    curatorId: fc.constantFrom('me', 'other', null),
    region: fc.constantFrom('KZ-71', 'KZ-75', null),
    type: fc.constantFrom(...appealTypes),
    organisationId: fc.constantFrom(...ids, null),
    hideName: fc.boolean(),
    excludedStaff: fc.subarray(['me', 'other']),
  });
  fc.assert(
    fc.property(
      scopes,
      fc.constantFrom(...staffRoles),
      fc.constantFrom(...ids),
      fc.constantFrom(...deeds),
      (scope, role, own, deed) => {
        const who = official(role, own);
        if (mayDo(who, deed, scope, tree)) {
          expect(mayDo(who, 'look', scope, tree)).toBe(true);
          expect(scope.excludedStaff).not.toContain('me');
          if (scope.type === 'complaint') expect(scope.organisationId).not.toBe(own);
        }
      },
    ),
  );
});
