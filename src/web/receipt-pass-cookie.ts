import type { Context } from 'hono';
import type { ActionContext } from '../actions/context.ts';
import { issueReceiptPass, passHours, readReceiptPass } from '../actions/receipt-pass.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import type { WebEnv } from './visit.ts';

const passCookie = 'receipt';

/** The appeal that this device may open, because it sent it or gave its number and code; null where there is none. */
export const passedAppeal = (ctx: ActionContext, c: Context<WebEnv>): string | null => {
  const pass = readCookie(c, passCookie);
  return pass ? readReceiptPass(ctx, pass) : null;
};

/** Lets this device open one appeal for a day. */
export const givePass = (ctx: ActionContext, c: Context<WebEnv>, appealId: string): void =>
  writeCookie(c, passCookie, issueReceiptPass(ctx, appealId), { maxAge: passHours * 60 * 60 });

export const takePass = (c: Context<WebEnv>): void => dropCookie(c, passCookie);
