import type { Webhook, WebhookAnswer } from '../../contract.ts';
import { isTwilioRequest } from '../../twilio-signature.ts';
import type { SmsProvider } from '../provider.ts';
import { readTwilioMessage, readTwilioStatus } from './inbound.ts';
import { fetchFromTwilio } from './media.ts';
import { findAtTwilio, sendByTwilio } from './send.ts';
import type { TwilioSettings } from './settings.ts';

const statusPath = '/channels/sms/twilio/status';
/** Nothing to be sent by Twilio itself: replies go out through the REST API. */
const empty: WebhookAnswer = {
  status: 200,
  contentType: 'text/xml; charset=utf-8',
  body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
};

/** Requests that the account takes in a second; it queues for each number by itself. */
const messagesPerSecond = 100;

/** SMS through Twilio: signed webhooks, REST, reports; it can be asked what it took. */
export const createTwilioProvider = (
  settings: TwilioSettings,
  { publicBaseUrl, now }: { readonly publicBaseUrl: string; readonly now: () => Date },
): SmsProvider => {
  const verify: Webhook['verify'] = (request) => isTwilioRequest(request, settings.authToken);
  const statusCallback = `${publicBaseUrl.replace(/\/+$/, '')}${statusPath}`;
  return {
    webhooks: [
      {
        method: 'POST',
        path: '/channels/sms/twilio',
        verify,
        parse: readTwilioMessage,
        answer: () => empty,
      },
      { method: 'POST', path: statusPath, verify, parse: readTwilioStatus, answer: () => ({ status: 204 }) },
    ],
    send: (sms) => sendByTwilio(settings, sms, { statusCallback, now }),
    find: (sms, since) => findAtTwilio(settings, sms, { since, now }),
    fetchMedia: ({ ref }, maxBytes) => fetchFromTwilio(settings, ref, maxBytes),
    messagesPerSecond,
  };
};
