import { isUuid } from '../domain/uuid.ts';
import type { ActionContext } from './context.ts';

/** Hours a pass opens the appeal after a look-up or a submission. */
export const passHours = 24;

const signed = (appealId: string, until: string): string => `receipt-pass\n${appealId}\n${until}`;

/** A cookie's value that opens one appeal on this device: its id and the end of its validity, signed. */
export const issueReceiptPass = (ctx: ActionContext, appealId: string): string => {
  const until = Math.floor(ctx.now().getTime() / 1_000 + passHours * 3_600).toString(36);
  return `${appealId}.${until}.${ctx.keys.mac('cookie', signed(appealId, until)).toString('base64url')}`;
};

/** The appeal's id, or null where the value is not ours or its time is over. */
export const readReceiptPass = (ctx: ActionContext, value: string): string | null => {
  const [appealId = '', until = '', mac = '', ...rest] = value.split('.');
  if (!isUuid(appealId) || rest.length > 0) return null;
  if (!ctx.keys.verify('cookie', signed(appealId, until), Buffer.from(mac, 'base64url'))) return null;
  return Number.parseInt(until, 36) * 1_000 > ctx.now().getTime() ? appealId : null;
};
