import type { Inbound, Media, What } from '../../../domain/conversation/inbound.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import type { Reading, WebhookRequest } from '../../contract.ts';
import { twilioForm } from '../../twilio-signature.ts';
import { senderOf } from '../sender.ts';
import { reportOf } from './outcomes.ts';

/** Most files that one MMS holds. */
const mostMedia = 10;

const kindOf = (type: string): Media['kind'] => {
  if (type.startsWith('image/')) return 'photo';
  if (type.startsWith('video/')) return 'video';
  if (type.startsWith('audio/')) return 'voice';
  return 'document';
};

const mediaOf = (form: URLSearchParams): readonly Media[] => {
  const count = Math.min(mostMedia, Number(form.get('NumMedia') ?? 0) || 0);
  return Array.from({ length: count }, (_, index): Media | null => {
    const ref = form.get(`MediaUrl${index}`);
    const type = form.get(`MediaContentType${index}`) ?? '';
    // A visiting card or a slide show is no file that anybody here could open.
    return ref && !/vcard|smil/.test(type) ? { kind: kindOf(type), ref } : null;
  }).filter((one) => one !== null);
};

const whatOf = (form: URLSearchParams): What => {
  // Twilio has answered these words itself, and holds back what we send: they are told as what they come to.
  const optOut = form.get('OptOutType');
  if (optOut === 'STOP') return { kind: 'blocked' };
  if (optOut === 'START') return { kind: 'unblocked' };
  const text = form.get('Body') ?? '';
  const media = mediaOf(form);
  if (media.length > 0) return { kind: 'media', media, text };
  return text.trim() === '' ? { kind: 'unreadable' } : { kind: 'text', text };
};

/** A message that someone sent to our number. */
export const readTwilioMessage = (request: WebhookRequest): Result<Reading, 'not-ours'> => {
  const form = twilioForm(request);
  const id = form.get('MessageSid') ?? form.get('SmsMessageSid') ?? form.get('SmsSid');
  const sender = senderOf(form.get('From') ?? '');
  if (!id || sender === null) return fail('not-ours');
  const inbound: Inbound = {
    channel: 'sms',
    externalId: id,
    thread: sender.thread,
    address: sender.address,
    answerable: sender.address !== null,
    languageHint: null,
    what: whatOf(form),
  };
  return ok({ inbound: [inbound], reports: [] });
};

/** A report on a message of ours; nothing while it is still on its way. */
export const readTwilioStatus = (request: WebhookRequest): Result<Reading, 'not-ours'> => {
  const form = twilioForm(request);
  const providerId = form.get('MessageSid') ?? form.get('SmsSid');
  const status = form.get('MessageStatus') ?? form.get('SmsStatus');
  if (!providerId || !status) return fail('not-ours');
  const code = Number(form.get('ErrorCode') || Number.NaN);
  const outcome = reportOf(status, Number.isNaN(code) ? null : code);
  return ok({ inbound: [], reports: outcome === null ? [] : [{ channel: 'sms', providerId, outcome }] });
};
