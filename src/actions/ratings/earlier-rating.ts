import { localDay } from '../../domain/calendar.ts';
import { quarterOf } from '../../domain/rating.ts';
import type { Queryable } from '../../storage/database.ts';
import { readEarlierRating } from '../../storage/rating-queries.ts';
import type { ActionContext } from '../context.ts';
import { type RaterIdentity, raterKey } from './rater-keys.ts';

/**
 * When this rater rated the institution before: for the same visit, or else in the quarter that `ctx.now()` belongs
 * to. Null where it is the first time. Pages ask before the first question is answered in vain.
 */
export const earlierRating = async (
  ctx: ActionContext,
  institutionId: string,
  rater: RaterIdentity,
  db: Queryable = ctx.db,
): Promise<{ readonly ratedAt: Date } | null> =>
  readEarlierRating(db, {
    institutionId,
    ...quarterOf(localDay(ctx.now(), ctx.reference.current().calendar)),
    personKey: raterKey(ctx, rater),
    visitId: rater.kind === 'visit' ? rater.visitId : null,
  });
