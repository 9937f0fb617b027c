import { z } from 'zod';
import type { Found, Sent } from '../../../domain/conversation/prompt.ts';
import { askProvider, retryAt } from '../ask-provider.ts';
import type { SmsToSend } from '../provider.ts';
import { outcomeOf } from './outcomes.ts';
import { authorization, messagesAddress, type TwilioSettings } from './settings.ts';

const taken = z.object({ sid: z.string().min(1) });
const refusal = z.object({ code: z.coerce.number().int().nullish() });

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Gives Twilio one message; its reports come to `statusCallback`. */
export const sendByTwilio = async (
  settings: TwilioSettings,
  { to, text }: SmsToSend,
  { statusCallback, now }: { readonly statusCallback: string; readonly now: () => Date },
): Promise<Sent> => {
  const { from } = settings;
  const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };
  const form = new URLSearchParams({ To: to, ...sender, Body: text, StatusCallback: statusCallback });
  const asked = await askProvider(messagesAddress(settings), {
    method: 'POST',
    headers: { authorization: authorization(settings) },
    body: form,
  });
  if (asked.kind === 'not-connected') return { outcome: 'try-later', at: null, everyone: true };
  if (asked.kind === 'no-answer') return { outcome: 'unknown' };
  const { status, headers } = asked;
  const body = json(asked.body);
  if (status >= 200 && status < 300) {
    const message = taken.safeParse(body);
    return message.success ? { outcome: 'sent', providerId: message.data.sid } : { outcome: 'unknown' };
  }
  const said = refusal.safeParse(body);
  const code = said.success ? (said.data.code ?? null) : null;
  return outcomeOf({ code, status, retryAt: retryAt(headers, now()) });
};

const listed = z.object({
  messages: z.array(
    z.object({
      sid: z.string(),
      body: z.string().nullish(),
      status: z.string().nullish(),
      direction: z.string().nullish(),
      date_created: z.string().nullish(),
    }),
  ),
});

/** Messages of the list that are looked at, newest first; nobody gets so many within one sending. */
const newest = 50;
/** Their clock and ours may differ by so much, in ms. */
const skew = 120_000;

/**
 * Was it taken after all, begun at `since`? It is known again by whom it went to and by its words; a person is sent
 * nothing else while one sending is unsettled. Not by the day sent: what still waits with Twilio has none.
 */
export const findAtTwilio = async (
  settings: TwilioSettings,
  { to, text }: SmsToSend,
  { since, now }: { readonly since: Date; readonly now: () => Date },
): Promise<Found> => {
  const address = messagesAddress(settings);
  address.searchParams.set('To', to);
  address.searchParams.set('PageSize', String(newest));
  const asked = await askProvider(address, { headers: { authorization: authorization(settings) } });
  if (asked.kind !== 'answered' || asked.status !== 200) return { found: 'cannot-say' };
  const list = listed.safeParse(json(asked.body));
  if (!list.success) return { found: 'cannot-say' };
  // By Twilio's own clock, which it says in `Date`: how long ago the sending began is all that we need of ours.
  const theirs = Date.parse(asked.headers.get('date') ?? '');
  const ago = Math.max(0, now().getTime() - since.getTime());
  const from = (Number.isNaN(theirs) ? now().getTime() : theirs) - ago - skew;
  const message = list.data.messages.find(({ body, direction, date_created }) => {
    const at = Date.parse(date_created ?? '');
    return direction !== 'inbound' && body === text && (Number.isNaN(at) || at >= from);
  });
  if (message === undefined || message.status === 'failed') return { found: 'did-not-go-out' };
  return { found: 'went-out', providerId: message.sid };
};
