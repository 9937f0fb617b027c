import type { ActionContext } from './context.ts';

/** So many random decimal digits, 12 at most; six bytes make the bias of the remainder of six digits immeasurable. */
export const drawDigits = (ctx: ActionContext, count: number): string =>
  String(ctx.randomBytes(6).readUIntBE(0, 6) % 10 ** count).padStart(count, '0');
