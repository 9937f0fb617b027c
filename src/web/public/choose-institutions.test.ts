import { describe, expect, it } from 'vitest';
import type { PublicInstitution } from '../../actions/ratings/public-institutions.ts';
import { chooseInstitutions, shownGroups, wishOf } from './choose-institutions.ts';

const institution = (
  code: string,
  kk: string,
  score: string | null,
  group: 1 | 2 | 3 | null,
  more: Partial<PublicInstitution> = {},
): PublicInstitution => ({
  id: code,
  code,
  kind: 'home',
  region: 'KZ-75',
  name: { kk, ru: `ru ${code}` },
  address: null,
  phone: null,
  period: 2026,
  score,
  group,
  ratings: null,
  uncertainty: null,
  likely: null,
  indicators: [],
  ...more,
});
const all = [
  institution('a', 'Қарттар үйі', '10.00', 1),
  institution('b', 'Ардагерлер үйі', '9.99', 1),
  institution('c', 'Ән орталығы', '5.00', 2, { kind: 'centre', region: 'KZ-19' }),
  institution('d', 'Әл орталығы', null, null, { kind: 'centre' }),
  institution('e', 'Балалар үйі', '4.99', 3),
];
const codes = (query: Record<string, string>) => {
  const chosen = chooseInstitutions(
    all,
    wishOf((name) => query[name]),
    'kk',
  );
  return shownGroups.map(
    (group) =>
      chosen
        .get(group)
        ?.map(({ code }) => code)
        .join('') ?? '',
  );
};

describe('institutions', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['all, the highest score first in each group', {}, ['ab', 'c', 'e', 'd']],
    ['by name, Kazakh letters in their places', { sort: 'name' }, ['ba', 'c', 'e', 'd']],
    ['of a region', { region: 'KZ-19' }, ['', 'c', '', '']],
    ['of a kind', { kind: 'centre' }, ['', 'c', '', 'd']],
    ['by words without Kazakh letters', { name: 'карттар УЙИ' }, ['a', '', '', '']],
    ['by a part of the Russian name', { name: 'ru e' }, ['', '', 'e', '']],
    ['that nobody has', { name: 'жоқ' }, ['', '', '', '']],
    ['with nonsense in the address', { sort: 'x', region: '' }, ['ab', 'c', 'e', 'd']],
  ])('%s', (_, query, groups) => {
    expect(codes(query)).toEqual(groups);
  });
});
