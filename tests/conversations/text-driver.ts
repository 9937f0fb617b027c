import { timingSafeEqual } from 'node:crypto';
import type { Channel, WebhookRequest } from '../../src/channels/contract.ts';
import type { What } from '../../src/domain/conversation/inbound.ts';
import { fail, ok } from '../../src/domain/result.ts';
import { plainText } from '../../src/text/prompt-text.ts';
import type { ChannelDriver } from './drivers.ts';

const secret = 'a secret of the provider';
const path = '/channels/text';

interface Payload {
  readonly id: string;
  readonly from: string;
  readonly what: What;
}
const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && 'id' in value && 'from' in value && 'what' in value;

const sameSecret = (given: string | null): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** The barest channel: letters, nothing else. The suites run on it also where no provider is set up. */
export const textChannel: Channel = {
  id: 'sms',
  can: {
    choices: false,
    freeText: true,
    voiceIn: true,
    mediaIn: true,
    messageLength: null,
    knowsAddress: true,
  },
  style: { choicesPerMessage: 8, brief: false, stopEndsNotices: false, replies: 'later', leads: false },
  webhooks: [
    {
      method: 'POST',
      path,
      verify: (request) => sameSecret(request.header('x-secret')),
      parse: (request) => {
        let payload: unknown;
        try {
          payload = JSON.parse(new TextDecoder().decode(request.body));
        } catch {
          return fail('not-ours');
        }
        if (!isPayload(payload)) return fail('not-ours');
        const { id, from, what } = payload;
        const person = { thread: from, address: from, answerable: true, languageHint: null };
        return ok({ inbound: [{ channel: 'sms', externalId: id, ...person, what }], reports: [] });
      },
      answer: () => ({ status: 204 }),
    },
  ],
  render: (prompts, language) => prompts.map((prompt) => plainText(prompt, language)),
  send: async () => ({ outcome: 'sent', providerId: null }),
  find: null,
  fetchMedia: null,
  messagesPerSecond: 100,
};

const posted = (body: string, given: string): WebhookRequest => ({
  method: 'POST',
  url: new URL(path, 'https://dauys.example'),
  header: (name) => (name.toLowerCase() === 'x-secret' ? given : null),
  body: new TextEncoder().encode(body),
});

export const textDriver: ChannelDriver = {
  channel: textChannel,
  request: (what, { address, externalId }) =>
    posted(JSON.stringify({ id: externalId, from: address, what }), secret),
  forged: (request) => ({ ...request, header: () => 'a secret of somebody else' }),
  strange: posted('<xml/>', secret),
  buttons: false,
  reachStatement: () => [],
  afterRecording: [],
};
