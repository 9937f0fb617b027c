import { foldWords } from '../domain/folding.ts';
import type { Bilingual } from '../domain/language.ts';
import type { Organisation, ReferenceData } from '../storage/reference.ts';
import type { ActionContext } from './context.ts';

export interface FoundOrganisation {
  readonly id: string;
  readonly name: Bilingual;
  readonly region: Bilingual | null;
  readonly regionCode: string | null;
  readonly address: Bilingual | null;
}
export interface OrganisationSearch {
  /** As typed; Kazakh letters, case and punctuation make no difference. '' lists all. */
  readonly words: string;
  /** Where the person is: with words these come first, without words only these are listed. */
  readonly region: string | null;
  /** Only those that people rate. */
  readonly rated?: boolean;
  readonly most: number;
}

/** Folded once for each reading of the reference data, not for each search. */
const folded = new WeakMap<ReferenceData, ReadonlyMap<string, string>>();
const textsOf = (data: ReferenceData): ReadonlyMap<string, string> => {
  const known = folded.get(data);
  if (known) return known;
  const texts = new Map(
    data.organisations.map((one) => [one.id, foldWords(`${one.name.kk} ${one.name.ru} ${one.search}`)]),
  );
  folded.set(data, texts);
  return texts;
};

/** Offices inside a department are found by name, but nobody is asked to choose among them. */
const isListed = (organisation: Organisation): boolean => organisation.kind !== 'division';

/**
 * The body above all others isn't offered: a complaint of it would have to be kept from everyone below it, and nobody
 * could even send it on. Those who write about it leave the question open, and a registrar forwards it.
 */
const hasSomeoneAbove = (organisation: Organisation): boolean =>
  !organisation.handlesAppeals || organisation.parentId !== null;

/**
 * Organisations by parts of their name in either language ("карттар уйи" finds "Қарттар үйі"). `total` counts all that
 * fit, `found` holds the first of them.
 */
export const findOrganisations = (
  ctx: ActionContext,
  { words, region, rated = false, most }: OrganisationSearch,
): { readonly found: readonly FoundOrganisation[]; readonly total: number } => {
  const data = ctx.reference.current();
  const texts = textsOf(data);
  const wanted = foldWords(words).split(' ').filter(Boolean);
  const fits = (one: Organisation): boolean => {
    if ((rated && !one.rated) || !hasSomeoneAbove(one)) return false;
    if (wanted.length === 0) return isListed(one) && (region === null || one.region === region);
    const text = texts.get(one.id) ?? '';
    return wanted.every((word) => text.includes(word));
  };
  const all = data.organisations.filter(fits);
  const near = all.filter((one) => one.region === region);
  const sorted = region === null ? all : [...near, ...all.filter((one) => one.region !== region)];
  return { found: sorted.slice(0, most).map((one) => describe(data, one)), total: all.length };
};

/** One organisation as it is shown to people; null where there is none (any more). */
export const showOrganisation = (ctx: ActionContext, id: string): FoundOrganisation | null => {
  const data = ctx.reference.current();
  const one = data.organisationById.get(id);
  return one ? describe(data, one) : null;
};

const describe = (data: ReferenceData, { id, name, region, address }: Organisation): FoundOrganisation => ({
  id,
  name,
  address,
  regionCode: region,
  region: data.lists.regions.find(({ code }) => code === region)?.name ?? null,
});
