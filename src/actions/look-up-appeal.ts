import { createHash, timingSafeEqual } from 'node:crypto';
import { openSealedAppeal, sealAppeal } from '../storage/sealed-appeal.ts';
import type { ActionContext } from './context.ts';
import { clearTries, type TryLimit, withinLimit } from './limit-tries.ts';

export type LookUp =
  | { readonly ok: true; readonly appealId: string }
  /** Unknown number and wrong code are one answer, after the same work. */
  | { readonly ok: false; readonly error: 'no-such-appeal' }
  /** Too many attempts: when one may try again. */
  | { readonly ok: false; readonly error: 'try-later'; readonly tryAgainAt: Date };

/**
 * Wide enough for someone who mistypes often and slowly, and for a library where many share an address; with them a
 * machine that guesses a code needs years. Each kind of try is counted for itself.
 */
const limits = {
  number: { purpose: 'look-up:number', tries: 10, minutes: 15 },
  numberOfDay: { purpose: 'look-up:number-of-day', tries: 60, minutes: 24 * 60 },
  address: { purpose: 'look-up:address', tries: 60, minutes: 15 },
} as const satisfies Record<string, TryLimit>;

const endOfWindow = (now: Date, limit: TryLimit): Date => {
  const span = limit.minutes * 60_000;
  return new Date((Math.floor(now.getTime() / span) + 1) * span);
};

const decoyId = '00000000-0000-4000-8000-000000000000';
/** Opened where there is no such appeal, so that an unknown number costs what a known one does. */
const decoyOf = (ctx: ActionContext): { readonly id: string; readonly sealed: Buffer } => ({
  id: decoyId,
  sealed: sealAppeal(ctx.keys, decoyId, { applicant: {}, representative: null, code: '' }),
});

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const sameCode = (typed: string, right: string): boolean => timingSafeEqual(hash(typed), hash(right));

/**
 * Opens an appeal by its number and code. `address` is the peer's, for the limit only. Give the person a pass
 * (`issueReceiptPass`) when it is ok.
 */
export const lookUpAppeal = async (
  ctx: ActionContext,
  input: { readonly serial: number; readonly code: string; readonly address: string },
): Promise<LookUp> => {
  const number = String(input.serial);
  for (const [limit, value] of [
    [limits.address, input.address],
    [limits.number, number],
    [limits.numberOfDay, number],
  ] as const) {
    if (!(await withinLimit(ctx, limit, value)))
      return { ok: false, error: 'try-later', tryAgainAt: endOfWindow(ctx.now(), limit) };
  }
  const found = await ctx.db
    .selectFrom('appeals')
    .where('serial', '=', input.serial)
    .select(['id', 'sealed'])
    .executeTakeFirst();
  const decoy = decoyOf(ctx);
  const { id, sealed } = found ?? decoy;
  const { code } = openSealedAppeal(ctx.keys, id, sealed);
  // The empty code of the decoy is never right, whatever was typed.
  const right = sameCode(input.code.replace(/\D/g, '').padStart(1, '-'), code);
  if (!right || found === undefined) return { ok: false, error: 'no-such-appeal' };
  await clearTries(ctx, limits.number, number);
  await clearTries(ctx, limits.numberOfDay, number);
  return { ok: true, appealId: id };
};
