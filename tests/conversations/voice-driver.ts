import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { WebhookRequest } from '../../src/channels/contract.ts';
import { createVoiceChannel } from '../../src/channels/voice/voice-channel.ts';
import type { What } from '../../src/domain/conversation/inbound.ts';
import type { ChannelDriver } from './drivers.ts';

const publicBaseUrl = 'https://dauys.example';
const twilio = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'a token of the account',
  apiBaseUrl: 'http://127.0.0.1:9',
};

const posted = (path: string, form: Readonly<Record<string, string>>): WebhookRequest => {
  const url = new URL(path, publicBaseUrl);
  const signature = getExpectedTwilioSignature(twilio.authToken, url.href, form);
  return {
    method: 'POST',
    url,
    header: (name) => (name.toLowerCase() === 'x-twilio-signature' ? signature : null),
    body: new TextEncoder().encode(new URLSearchParams(form).toString()),
  };
};

const keys: Readonly<Record<string, string>> = { person: '0', repeat: '*', done: '#' };

/** What a telephone can do: keys, a voice, silence, and hanging up. */
const formOf = (
  what: What,
): { readonly form: Readonly<Record<string, string>>; readonly silence?: true } | null => {
  switch (what.kind) {
    case 'text':
      return /^\d+$/.test(what.text) ? { form: { Digits: what.text } } : null;
    case 'command': {
      if (what.command === 'start') return { form: {} };
      const key = keys[what.command];
      return key === undefined ? null : { form: { Digits: key } };
    }
    case 'media': {
      const [media] = what.media;
      if (media?.kind !== 'voice') return null;
      const at = `/2010-04-01/Accounts/${twilio.accountSid}/Recordings/RE1`;
      return {
        form: {
          RecordingSid: 'RE1',
          RecordingUrl: `${twilio.apiBaseUrl}${at}`,
          RecordingDuration: String(media.seconds ?? 9),
          Digits: '#',
        },
      };
    }
    case 'silence':
      return { form: {}, silence: true };
    case 'hang-up':
      return { form: { Digits: 'hangup' } };
    default:
      return null;
  }
};

export const voiceDriver: ChannelDriver = {
  name: 'voice by Twilio',
  channel: createVoiceChannel({ twilio, publicBaseUrl, voiceRussian: 'files' }),
  request: (what, { address, externalId }) => {
    const said = formOf(what);
    if (said === null) return null;
    const isFirst = what.kind === 'command' && what.command === 'start';
    const step = isFirst ? '' : `?step=7${said.silence ? '&silence=1' : ''}`;
    return posted(`/channels/voice/twilio${step}`, {
      CallSid: `CA${externalId.replace(/\W/g, '')}`,
      AccountSid: twilio.accountSid,
      From: address,
      To: '+77270000000',
      CallStatus: 'in-progress',
      ...said.form,
    });
  },
  forged: (request) => ({ ...request, header: () => 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }),
  strange: posted('/channels/voice/twilio', { Hello: 'World' }),
  buttons: false,
  reachStatement: (language) => [
    { kind: 'command', command: 'start' },
    { kind: 'text', text: language === 'kk' ? '1' : '2' },
    { kind: 'text', text: '1' },
  ],
  afterRecording: [{ kind: 'text', text: '1' }],
};
