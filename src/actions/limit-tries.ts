import type { Queryable } from '../storage/database.ts';
import { countTry, forgetTries } from '../storage/throttle.ts';
import type { ActionContext } from './context.ts';

/** So many tries within so many minutes, counted in windows that start on the clock's multiples of them. */
export interface TryLimit {
  /** Keeps the counters of different things apart: `sign-in:account`. */
  readonly purpose: string;
  readonly tries: number;
  readonly minutes: number;
}

const keyOf = (ctx: ActionContext, limit: TryLimit, value: string): Buffer =>
  ctx.keys.mac('throttle', `${limit.purpose}\n${value}`);

/** Counts this try and says whether it is still within the limit. `value` is hashed before it is stored. */
export const withinLimit = async (
  ctx: ActionContext,
  limit: TryLimit,
  value: string,
  db: Queryable = ctx.db,
): Promise<boolean> => {
  const span = limit.minutes * 60_000;
  const windowStart = new Date(Math.floor(ctx.now().getTime() / span) * span);
  return (await countTry(db, keyOf(ctx, limit, value), windowStart)) <= limit.tries;
};

/** After a success: what was tried before it no longer counts. */
export const clearTries = (
  ctx: ActionContext,
  limit: TryLimit,
  value: string,
  db: Queryable = ctx.db,
): Promise<void> => forgetTries(db, keyOf(ctx, limit, value));
