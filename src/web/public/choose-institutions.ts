import type { PublicInstitution } from '../../actions/ratings/public-institutions.ts';
import { foldWords } from '../../domain/folding.ts';
import type { Language } from '../../domain/language.ts';
import type { Group } from '../../domain/scoring.ts';

export const sortings = ['score', 'name'] as const;
export type Sorting = (typeof sortings)[number];

/** What a visitor wants to see of the institutions, as the address says it. Empty words narrow nothing. */
export interface Wish {
  readonly name: string;
  readonly region: string;
  readonly kind: string;
  readonly sort: Sorting;
}

/** Reads a wish out of an address; what isn't known is as if it were not said. */
export const wishOf = (query: (name: string) => string | undefined): Wish => ({
  name: (query('name') ?? '').trim().slice(0, 200),
  region: query('region') ?? '',
  kind: query('kind') ?? '',
  sort: sortings.find((sorting) => sorting === query('sort')) ?? 'score',
});

/** Groups in the order they are shown; `none` where not enough people have rated. */
export const shownGroups = [1, 2, 3, 'none'] as const;
export type ShownGroup = Group | 'none';

/** Exact, since the cut figure has always two places: "10.00" is above "9.99". */
const hundredths = (score: string | null): number => (score === null ? -1 : Number(score.replace('.', '')));

/** The institutions that fit, in the order wished, by group. */
export function chooseInstitutions(
  institutions: readonly PublicInstitution[],
  wish: Wish,
  language: Language,
): ReadonlyMap<ShownGroup, readonly PublicInstitution[]> {
  const words = foldWords(wish.name).split(' ').filter(Boolean);
  const collator = new Intl.Collator(language);
  const byName = (a: PublicInstitution, b: PublicInstitution) =>
    collator.compare(a.name[language], b.name[language]);
  const fitting = institutions
    .filter(
      ({ region, kind, name }) =>
        (wish.region === '' || region === wish.region) &&
        (wish.kind === '' || kind === wish.kind) &&
        words.every((word) => foldWords(`${name.kk} ${name.ru}`).includes(word)),
    )
    .sort((a, b) =>
      wish.sort === 'name' ? byName(a, b) : hundredths(b.score) - hundredths(a.score) || byName(a, b),
    );
  return new Map(
    shownGroups.map((group) => [group, fitting.filter((one) => (one.group ?? 'none') === group)]),
  );
}
