import type { Sent } from '../../../domain/conversation/prompt.ts';
import { isGsmText } from '../../../domain/sms-length.ts';
import { askProvider, retryAt } from '../ask-provider.ts';
import type { SmsToSend } from '../provider.ts';
import type { KannelSettings } from './settings.ts';

/** Reports that we want: reached the person (1), will not reach them (2), refused by the operator (16). */
const reportMask = 1 + 2 + 16;

/** What an answer of smsbox other than "accepted" means. */
const refused = (status: number, body: string, at: Date | null): Sent => {
  // Its queue is full, or the operator is away: it says so, and has kept nothing.
  if (status === 503 || /temporal failure/i.test(body)) return { outcome: 'try-later', at, everyone: true };
  if (status === 429) return { outcome: 'try-later', at, everyone: true };
  // Our name or password: the message waits until that is put right.
  if (status === 401 || /authorization failed/i.test(body))
    return { outcome: 'try-later', at, everyone: true };
  if (/denied by white- and\/or black-lists|receiver/i.test(body)) return { outcome: 'address-wrong' };
  if (status >= 500 || status === 408) return { outcome: 'unknown' };
  return { outcome: 'never', code: `kannel-${status}` };
};

/**
 * Gives Kannel one message, as its `sendsms` asks for it: everything in the address. Kazakh and Russian go as UCS-2
 * (coding 2), which Kannel makes of our UTF-8 and parts by itself. `statusUrl` gets `id` and `type` of its reports.
 */
export const sendByKannel = async (
  settings: KannelSettings,
  { deliveryId, to, text }: SmsToSend,
  { statusUrl, now }: { readonly statusUrl: string; readonly now: () => Date },
): Promise<Sent> => {
  const { sendUrl, username, password, from } = settings;
  // Put together by hand: `%d`, which Kannel fills in, must stand in it as it is.
  const report = new URL(statusUrl);
  report.searchParams.set('secret', settings.inboundSecret);
  report.searchParams.set('id', deliveryId);
  const address = new URL(sendUrl);
  for (const [name, value] of Object.entries({
    username,
    password,
    from,
    to,
    text,
    charset: 'UTF-8',
    coding: isGsmText(text) ? '0' : '2',
    'dlr-mask': String(reportMask),
    'dlr-url': `${report.href}&type=%d`,
  }))
    address.searchParams.set(name, value);
  const asked = await askProvider(address, { method: 'GET' });
  if (asked.kind === 'not-connected') return { outcome: 'try-later', at: null, everyone: true };
  if (asked.kind === 'no-answer') return { outcome: 'unknown' };
  const { status, body, headers } = asked;
  // 202 with "0: Accepted for delivery" or "3: Queued for later delivery".
  if (status >= 200 && status < 300) return { outcome: 'sent', providerId: deliveryId };
  return refused(status, body, retryAt(headers, now()));
};
