import { localDay } from '../../domain/calendar.ts';
import type { Bilingual } from '../../domain/language.ts';
import { emptyRollup, type Rollup, shownTallies } from '../../domain/publication.ts';
import { type Group, scoreOf } from '../../domain/scoring.ts';
import { type IndicatorNumber, indicatorNumbers, satisfaction } from '../../domain/tally.ts';
import { readRatedYears, readRollups } from '../../storage/rating-queries.ts';
import { rollupOf } from '../../storage/rating-rollups.ts';
import type { Organisation } from '../../storage/reference.ts';
import type { ActionContext } from '../context.ts';

export interface PublicIndicator {
  readonly indicator: IndicatorNumber;
  /** Cut to two places; null where fewer than five people have marked it. */
  readonly score: string | null;
  readonly ratings: number | null;
}

/** What anybody may know of a rated institution; nothing here moves by fewer than five people's ratings. */
export interface PublicInstitution {
  readonly id: string;
  readonly code: string;
  readonly kind: Organisation['kind'];
  readonly region: string | null;
  readonly name: Bilingual;
  readonly address: Bilingual | null;
  readonly phone: string | null;
  readonly period: number;
  /** F, cut to two places; null under five people. */
  readonly score: string | null;
  readonly group: Group | null;
  /** How many ratings the figures are made of; null under five people. */
  readonly ratings: number | null;
  /** Half of a 95 % interval around F, rounded up to one place, and where F may so lie. */
  readonly uncertainty: string | null;
  readonly likely: { readonly low: string; readonly high: string } | null;
  /** Those that apply, in order. */
  readonly indicators: readonly PublicIndicator[];
}

const describe = (institution: Organisation, period: number, rollup: Rollup): PublicInstitution => {
  const applying = indicatorNumbers.filter((number) => institution.indicators.includes(number));
  const whole = rollup[satisfaction].shown;
  const score = scoreOf(shownTallies(rollup), applying);
  const { id, code, kind, region, name, address, phone } = institution;
  return {
    id,
    code,
    kind,
    region,
    name,
    address,
    phone,
    period,
    score: score?.shown ?? null,
    group: score?.group ?? null,
    ratings: score === null ? null : whole.marks,
    uncertainty: score?.margin ?? null,
    likely: score && { low: score.low, high: score.high },
    indicators: applying.map((number) => {
      const counted = score?.indicators.find(({ indicator }) => indicator === number);
      return { indicator: number, score: counted?.shown ?? null, ratings: counted?.marks ?? null };
    }),
  };
};

/** The year that today belongs to. */
export const currentPeriod = (ctx: ActionContext): number =>
  Number(localDay(ctx.now(), ctx.reference.current().calendar).slice(0, 4));

/** Years that can be looked at, newest first; the current one always. */
export async function publicPeriods(ctx: ActionContext): Promise<readonly number[]> {
  const years = await readRatedYears(ctx.db);
  return [...new Set([currentPeriod(ctx), ...years])].sort((a, b) => b - a);
}

/** Every rated institution with its figures of the year, by code. */
export async function publicInstitutions(
  ctx: ActionContext,
  period: number,
): Promise<readonly PublicInstitution[]> {
  const rollups = new Map((await readRollups(ctx.db, period)).map((row) => [row.institution_id, row]));
  return ctx.reference
    .current()
    .organisations.filter(({ rated }) => rated)
    .map((institution) => {
      const row = rollups.get(institution.id);
      return describe(institution, period, row ? rollupOf(row) : emptyRollup);
    });
}

/** One rated institution, or null where there is none of that id. */
export async function publicInstitution(
  ctx: ActionContext,
  id: string,
  period: number,
): Promise<PublicInstitution | null> {
  const institution = ctx.reference.current().organisationById.get(id);
  if (institution?.rated !== true) return null;
  const [row] = await readRollups(ctx.db, period, [id]);
  return describe(institution, period, row ? rollupOf(row) : emptyRollup);
}
