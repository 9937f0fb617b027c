import type { Context } from 'hono';
import { numberSound } from '../../text/number-sound.ts';
import { rangeOf } from '../../web/files/send-file.ts';
import type { WebEnv } from '../../web/visit.ts';

/** A receipt number to be heard: kept nowhere, and in parts where the player asks for them (some play nothing else). */
export const sendNumberSound = (c: Context<WebEnv>, serial: number): Response => {
  const sound = numberSound(serial, c.get('visit').language);
  const headers = { 'content-type': 'audio/wav', 'cache-control': 'no-store', 'accept-ranges': 'bytes' };
  const range = rangeOf(c.req.header('range'));
  if (range === undefined || range.start >= sound.length) return c.body(sound, 200, headers);
  const end = Math.min(range.end ?? sound.length - 1, sound.length - 1);
  const part = `bytes ${range.start}-${end}/${sound.length}`;
  return c.body(sound.slice(range.start, end + 1), 206, { ...headers, 'content-range': part });
};
