import { expect, test } from 'vitest';
import { isWithin, lineage, type OrganisationNode, withinOf } from './organisations.ts';

const node = (id: string, parentId: string | null): readonly [string, OrganisationNode] => [
  id,
  { id, parentId, region: null, handlesAppeals: true },
];
const tree = new Map([node('top', null), node('city', 'top'), node('home', 'city'), node('other', null)]);
const circle = new Map([node('a', 'b'), node('b', 'a')]);

test('the line upwards, nearest first', () => {
  expect(lineage('home', tree).map(({ id }) => id)).toEqual(['home', 'city', 'top']);
  expect(lineage('gone', tree)).toEqual([]);
});

test('a circle in the data ends', () => {
  expect(lineage('a', circle).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(isWithin('a', 'b', circle)).toBe(true);
});

test.each([
  ['home', 'home', true],
  ['home', 'top', true],
  ['top', 'home', false],
  ['home', 'other', false],
  ['gone', 'gone', true],
])('%s is within %s: %s', (id, above, within) => {
  expect(isWithin(id, above, tree)).toBe(within);
});

test('the scope of an organisation', () => {
  expect(withinOf('city', tree)).toEqual(['city', 'home']);
  expect(withinOf('top', tree)).toEqual(['top', 'city', 'home']);
});
