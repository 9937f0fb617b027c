import type { Marks } from './publication.ts';
import { fail, ok, type Result } from './result.ts';
import { type IndicatorNumber, indicatorNumbers, satisfaction } from './tally.ts';

export const lowestMark = 1;
export const highestMark = 10;
/** At this mark or below we ask for the reason and offer to make an appeal of it. */
export const lowMark = 4;

/** A mark as typed or chosen: a whole number from 1 to 10, nothing else. */
export function parseMark(typed: string): Result<number, 'score'> {
  const trimmed = typed.trim();
  if (!/^(?:[1-9]|10)$/.test(trimmed)) return fail('score');
  return ok(Number(trimmed));
}

export const isMark = (value: number): boolean =>
  Number.isInteger(value) && value >= lowestMark && value <= highestMark;

export const isLow = (mark: number): boolean => mark <= lowMark;

/** Characters of the reason. */
export const longestReason = 2000;

export interface Quarter {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
}

/** The quarter of a day `YYYY-MM-DD` of the service's time zone. */
export function quarterOf(day: string): Quarter {
  const month = Number(day.slice(5, 7));
  const quarter = month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4;
  return { year: Number(day.slice(0, 4)), quarter };
}

/** The first day of the quarter after the one that `day` belongs to. */
export function nextQuarter(day: string): string {
  const { year, quarter } = quarterOf(day);
  return quarter === 4 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`;
}

/** Who rates, as far as it is known. */
export type Rater =
  | { readonly kind: 'visit'; readonly visitId: string }
  | { readonly kind: 'known-person' }
  | { readonly kind: 'device'; readonly saysAnotherPerson: boolean };

/** A rating that this rater gave before: for the same visit, or the same institution and quarter. */
export interface EarlierRating {
  readonly ratedAt: Date;
}

/**
 * May this rating be taken? One per visit; without a visit one per known person, institution and quarter. Where
 * neither is known, a second one from the same device needs the word that it is another person's, since families
 * and libraries share devices; then it is taken and marked.
 */
export function judgeRepeat(
  rater: Rater,
  earlier: EarlierRating | null,
): Result<{ readonly anotherPerson: boolean }, 'rated-already' | 'same-device'> {
  if (earlier === null) return ok({ anotherPerson: false });
  if (rater.kind !== 'device') return fail('rated-already');
  return rater.saysAnotherPerson ? ok({ anotherPerson: true }) : fail('same-device');
}

/** The mark for the whole service and the optional marks, for the indicators that apply to the institution. */
export function marksOf(
  mark: number,
  optional: Readonly<Partial<Record<IndicatorNumber, number>>>,
  applying: readonly IndicatorNumber[],
): Marks {
  const marks: Partial<Record<IndicatorNumber, number>> = {};
  for (const indicator of indicatorNumbers) {
    const given = indicator === satisfaction ? mark : optional[indicator];
    if (given !== undefined && applying.includes(indicator)) marks[indicator] = given;
  }
  marks[satisfaction] = mark;
  return marks;
}
