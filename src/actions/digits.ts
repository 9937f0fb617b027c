import type { ActionContext } from './context.ts';

/** So many random decimal digits; 12 bytes make the bias of the remainder immeasurable. */
export const drawDigits = (ctx: ActionContext, count: number): string =>
  (BigInt(`0x${ctx.randomBytes(12).toString('hex')}`) % 10n ** BigInt(count)).toString().padStart(count, '0');
