import type { Channel } from '../../domain/appeal.ts';
import { localDay } from '../../domain/calendar.ts';
import type { ServiceTime } from '../../domain/journeys/rating.ts';
import type { Language } from '../../domain/language.ts';
import { isLow, isMark, judgeRepeat, longestReason, marksOf, quarterOf } from '../../domain/rating.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type IndicatorNumber, indicatorNumbers } from '../../domain/tally.ts';
import type { Queryable } from '../../storage/database.ts';
import { readSubmission, type StoredSubmission } from '../../storage/rating-queries.ts';
import { countRatings, lockRollups, marksColumn } from '../../storage/rating-rollups.ts';
import type { ActionContext } from '../context.ts';
import { earlierRating } from './earlier-rating.ts';
import { anotherPersonKey, type RaterIdentity, raterKey, raterOf } from './rater-keys.ts';

export interface RatingInput {
  /** UUID of the form; the same one is always one rating, however often it is sent. */
  readonly submissionId: string;
  readonly institutionId: string;
  /** 1 to 10, for the whole service. */
  readonly mark: number;
  /** Optional marks for single indicators; those that don't apply to the institution are not kept. */
  readonly indicators: Readonly<Partial<Record<IndicatorNumber, number>>>;
  /** Code in the list `services`. */
  readonly service: string | null;
  /** When the help was given. */
  readonly when: ServiceTime | null;
  readonly reason: string | null;
  readonly language: Language;
  readonly channel: Channel;
  readonly rater: RaterIdentity;
}

export interface RatingTaken {
  readonly institutionId: string;
  readonly ratedAt: Date;
  readonly mark: number;
  /** We ask for the reason and offer an appeal. */
  readonly low: boolean;
  readonly anotherPerson: boolean;
}

/**
 * `rated-already` and `same-device`: see `judgeRepeat`; `earlierRating` tells when. `form-used`: this form's id has
 * become a rating of another institution.
 */
export type RatingRefusal =
  | 'submission-id'
  | 'institution-not-rated'
  | 'score'
  | 'service'
  | 'too-long'
  | 'rated-already'
  | 'same-device'
  | 'form-used';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const misfitOf = (ctx: ActionContext, input: RatingInput): RatingRefusal | null => {
  const { organisationById, lists } = ctx.reference.current();
  if (!uuid.test(input.submissionId)) return 'submission-id';
  if (organisationById.get(input.institutionId)?.rated !== true) return 'institution-not-rated';
  const optional = indicatorNumbers.map((number) => input.indicators[number] ?? input.mark);
  if (![input.mark, ...optional].every(isMark)) return 'score';
  if (input.service !== null && !lists.services.some(({ code }) => code === input.service)) return 'service';
  return input.reason !== null && [...input.reason].length > longestReason ? 'too-long' : null;
};

/**
 * Takes one rating and counts it, in one transaction: its row, the totals of its institution and year and, when five
 * people have come, the public figure. The rollup is locked first, so that two sendings of one form, or two ratings
 * of one person at once, meet there.
 */
export async function submitRating(
  ctx: ActionContext,
  input: RatingInput,
): Promise<Result<RatingTaken, RatingRefusal>> {
  const misfit = misfitOf(ctx, input);
  return misfit === null ? ctx.db.transaction().execute((trx) => takeRating(ctx, trx, input)) : fail(misfit);
}

/** The same in a transaction of the caller's. */
export const submitRatingWithin = async (
  ctx: ActionContext,
  trx: Queryable,
  input: RatingInput,
): Promise<Result<RatingTaken, RatingRefusal>> => {
  const misfit = misfitOf(ctx, input);
  return misfit === null ? takeRating(ctx, trx, input) : fail(misfit);
};

const takenBefore = (row: StoredSubmission): RatingTaken => ({
  institutionId: row.institution_id,
  ratedAt: row.rated_at,
  mark: row.score,
  low: isLow(row.score),
  anotherPerson: row.another_person,
});

/** The rating that a form has become already; null where it has not been sent, or not been taken. */
export async function sentRating(ctx: ActionContext, submissionId: string): Promise<RatingTaken | null> {
  const row = uuid.test(submissionId) ? await readSubmission(ctx.db, submissionId) : undefined;
  return row ? takenBefore(row) : null;
}

async function takeRating(
  ctx: ActionContext,
  trx: Queryable,
  input: RatingInput,
): Promise<Result<RatingTaken, RatingRefusal>> {
  const ratedAt = ctx.now();
  const { calendar, organisationById } = ctx.reference.current();
  const { year, quarter } = quarterOf(localDay(ratedAt, calendar));
  const locked = await lockRollups(trx, [{ institution_id: input.institutionId, year }]);

  const before = await readSubmission(trx, input.submissionId);
  if (before !== undefined) {
    if (before.institution_id !== input.institutionId) return fail('form-used');
    return ok(takenBefore(before));
  }
  const { rater } = input;
  const repeat = judgeRepeat(raterOf(rater), await earlierRating(ctx, input.institutionId, rater, trx));
  if (!repeat.ok) return repeat;
  const { anotherPerson } = repeat.value;

  const applying = organisationById.get(input.institutionId)?.indicators ?? [];
  const marks = marksOf(
    input.mark,
    input.indicators,
    indicatorNumbers.filter((number) => applying.includes(number)),
  );
  const reason = input.reason?.trim() ?? '';
  const personKey =
    rater.kind === 'device' && anotherPerson
      ? anotherPersonKey(ctx, rater.token, input.submissionId)
      : raterKey(ctx, rater);
  await countRatings(
    trx,
    [
      {
        id: ctx.uuid(),
        submission_id: input.submissionId,
        institution_id: input.institutionId,
        rated_at: ratedAt,
        year,
        quarter,
        service: input.service,
        service_when: input.when,
        score: input.mark,
        indicators: marksColumn(marks),
        reason: reason === '' ? null : reason,
        channel: input.channel,
        language: input.language,
        person_key: personKey,
        known_person: rater.kind !== 'device',
        another_person: anotherPerson,
        visit_id: rater.kind === 'visit' ? rater.visitId : null,
      },
    ],
    locked,
  );
  return ok({
    institutionId: input.institutionId,
    ratedAt,
    mark: input.mark,
    low: isLow(input.mark),
    anotherPerson,
  });
}
