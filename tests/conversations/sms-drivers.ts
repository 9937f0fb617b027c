import { createSmsChannel } from '../../src/channels/sms/sms-channel.ts';
import type { What } from '../../src/domain/conversation/inbound.ts';
import { kannelMessage, twilioRequest } from '../support/sms-requests.ts';
import type { ChannelDriver } from './drivers.ts';

const publicBaseUrl = 'https://dauys.example';
const now = (): Date => new Date('2026-11-18T10:00:00+05:00');
const twilio = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'a token of the account',
  from: '+77270000000',
  apiBaseUrl: 'http://127.0.0.1:9',
};
const kannel = {
  sendUrl: 'http://127.0.0.1:9/cgi-bin/sendsms',
  username: 'dauys',
  password: 'a password',
  from: '1414',
  inboundSecret: 'a secret of the gateway',
};

/** What a person can say in letters; nothing else fits into an SMS. */
const wordsOf = (what: What): string | null => (what.kind === 'text' ? what.text : null);

const typed = { buttons: false, reachStatement: () => [], afterRecording: [] } as const;

export const twilioSmsDriver: ChannelDriver = {
  ...typed,
  name: 'sms by Twilio',
  channel: createSmsChannel({ provider: 'twilio', twilio, kannel: null, publicBaseUrl, now }),
  request: (what, { address, externalId }) => {
    const text = wordsOf(what);
    return text === null
      ? null
      : twilioRequest(`${publicBaseUrl}/channels/sms/twilio`, twilio.authToken, {
          MessageSid: externalId,
          AccountSid: twilio.accountSid,
          From: address,
          To: twilio.from,
          Body: text,
          NumMedia: '0',
        });
  },
  forged: (request) => ({ ...request, header: () => 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }),
  strange: twilioRequest(`${publicBaseUrl}/channels/sms/twilio`, twilio.authToken, { Hello: 'World' }),
};

export const kannelSmsDriver: ChannelDriver = {
  ...typed,
  name: 'sms by Kannel',
  channel: createSmsChannel({ provider: 'kannel', twilio: null, kannel, publicBaseUrl, now }),
  request: (what, { address, externalId }) => {
    const text = wordsOf(what);
    return text === null
      ? null
      : kannelMessage(publicBaseUrl, { secret: kannel.inboundSecret, from: address, id: externalId, text });
  },
  forged: (request) => {
    const url = new URL(request.url);
    url.searchParams.set('secret', 'a secret of somebody else');
    return { ...request, url };
  },
  strange: {
    ...kannelMessage(publicBaseUrl, { secret: kannel.inboundSecret, from: '', id: '', text: 'x' }),
  },
};
