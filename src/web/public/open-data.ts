import { stringify } from 'csv-stringify/sync';
import type { PublicInstitution } from '../../actions/ratings/public-institutions.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import { indicatorNumbers } from '../../domain/tally.ts';

/** An institution as programs read it. Figures are decimal strings: a number in JSON would be a floating one. */
export const institutionData = ({
  id,
  code,
  name,
  kind,
  region,
  period,
  score,
  group,
  ratings,
  uncertainty,
  indicators,
}: PublicInstitution) => ({
  id,
  code,
  name: { kk: name.kk, ru: name.ru },
  kind,
  region,
  period,
  score,
  group,
  ratings,
  uncertainty,
  indicators,
});

export interface CsvWords {
  readonly kind: (kind: PublicInstitution['kind']) => string;
  readonly regions: ReadonlyMap<string, Bilingual>;
}

/**
 * The same as a table that spreadsheets open: UTF-8 with its mark, and no cell that one would take for a formula.
 * Columns are named as in the JSON; an indicator that does not apply is `x`, one with too few marks is empty.
 */
export const institutionsCsv = (
  institutions: readonly PublicInstitution[],
  language: Language,
  words: CsvWords,
): string =>
  stringify(
    institutions.map((one) => ({
      id: one.id,
      code: one.code,
      name: one.name[language],
      kind: one.kind,
      kind_name: words.kind(one.kind),
      region: one.region,
      region_name: words.regions.get(one.region ?? '')?.[language] ?? '',
      period: one.period,
      score: one.score,
      group: one.group,
      ratings: one.ratings,
      uncertainty: one.uncertainty,
      ...Object.fromEntries(
        indicatorNumbers.map((number) => {
          const found = one.indicators.find(({ indicator }) => indicator === number);
          return [`indicator_${number}`, found ? found.score : 'x'];
        }),
      ),
    })),
    { header: true, bom: true, escape_formulas: true },
  );
