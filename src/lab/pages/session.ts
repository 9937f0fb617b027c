import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { dropCookie, readCookie, writeCookie } from '../../web/cookies.ts';
import type { WebEnv } from '../../web/visit.ts';
import type { Lab } from '../lab.ts';
import { type LabPerson, labPersonOf } from '../people.ts';

const labCookie = 'lab';

/** The lab person of this browser; a new one where there is none yet. The cookie ends with the browser's session. */
export const personOf = (c: Context<WebEnv>): LabPerson => {
  const kept = readCookie(c, labCookie);
  if (kept !== undefined && /^[\w-]{22}$/.test(kept)) return labPersonOf(kept);
  const token = randomBytes(16).toString('base64url');
  writeCookie(c, labCookie, token);
  return labPersonOf(token);
};

/** Forgets the person and all that is shown of them; the appeals that they gave stay with the officials. */
export const forgetPerson = async (c: Context<WebEnv>, { standIn, exchange }: Lab): Promise<void> => {
  const { chatId, phone } = personOf(c);
  await exchange.hangUp(phone);
  standIn.chat.forget(String(chatId));
  for (const box of [standIn.sms, standIn.calls]) box.forget(phone);
  for (const address of [String(chatId), phone]) standIn.files.forget(address);
  dropCookie(c, labCookie);
};
