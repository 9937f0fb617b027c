import { localDay } from '../../domain/calendar.ts';
import type { Marks } from '../../domain/publication.ts';
import { quarterOf } from '../../domain/rating.ts';
import { type IndicatorNumber, indicatorNumbers } from '../../domain/tally.ts';
import { countRatings, lockRollups, marksColumn, type NewRating } from '../../storage/rating-rollups.ts';
import type { ActionContext } from '../context.ts';

export interface GenerateOptions {
  readonly count: number;
  /** The same seed gives the same marks. */
  readonly seed: number;
  /** People among whom the ratings are shared out; several ratings of one person come about. */
  readonly people: number;
}

/** Marsaglia's xorshift: numbers from 0 to `below` - 1 that are the same for the same seed. */
const dice = (seed: number) => {
  let state = seed >>> 0 || 1;
  return (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

/**
 * Makes ratings for trials of load and proof, a thousand a transaction, through the very code that counts a single
 * one. Returns how many were made. Never for a service that people use: the command that calls it refuses there.
 */
export async function generateRatings(ctx: ActionContext, options: GenerateOptions): Promise<number> {
  const { organisations, calendar } = ctx.reference.current();
  const institutions = organisations.filter(({ rated }) => rated);
  const { year, quarter } = quarterOf(localDay(ctx.now(), calendar));
  const draw = dice(options.seed);
  const keys = Array.from({ length: options.people }, (_, person) =>
    ctx.keys.mac('person', `generated:${options.seed}:${person}`),
  );
  const one = (): NewRating | null => {
    const institution = institutions[draw(institutions.length)];
    const personKey = keys[draw(keys.length)];
    if (institution === undefined || personKey === undefined) return null;
    const marks: Partial<Record<IndicatorNumber, number>> = {};
    for (const number of indicatorNumbers) {
      if (institution.indicators.includes(number) && draw(3) > 0) marks[number] = 1 + draw(10);
    }
    const score = 1 + draw(10);
    return {
      id: ctx.uuid(),
      submission_id: ctx.uuid(),
      institution_id: institution.id,
      rated_at: ctx.now(),
      year: year - draw(2),
      quarter,
      service: null,
      service_when: null,
      score,
      indicators: marksColumn({ ...marks, 10: score } satisfies Marks),
      reason: null,
      channel: 'web',
      language: draw(2) === 0 ? 'kk' : 'ru',
      person_key: personKey,
      known_person: false,
      another_person: false,
      visit_id: null,
    };
  };
  for (let made = 0; made < options.count; made += 1000) {
    const batch = Array.from({ length: Math.min(1000, options.count - made) }, one).filter(
      (rating) => rating !== null,
    );
    await ctx.db.transaction().execute(async (trx) => {
      await countRatings(trx, batch, await lockRollups(trx, batch));
    });
  }
  return options.count;
}
