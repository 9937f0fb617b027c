import type { WebhookRequest } from '../../src/channels/contract.ts';
import { createTelegramChannel } from '../../src/channels/telegram/telegram-channel.ts';
import { updateFor } from '../support/telegram-updates.ts';
import type { ChannelDriver } from './drivers.ts';

const secret = 'a_secret_of_the_webhook';
const header = 'x-telegram-bot-api-secret-token';

const posted = (body: string, given: string): WebhookRequest => ({
  method: 'POST',
  url: new URL('/channels/telegram', 'https://dauys.example'),
  header: (name) =>
    name.toLowerCase() === header ? given : name.toLowerCase() === 'content-type' ? 'application/json' : null,
  body: new TextEncoder().encode(body),
});
/** Numbers made of whatever names the tests give. */
const digits = (name: string): number => Number(name.replace(/\D/g, '').slice(-11));

export const telegramDriver: ChannelDriver = {
  channel: createTelegramChannel({
    token: '700001:made-up',
    webhookSecret: secret,
    // Nobody answers there: what a conversation says goes out through the outbox, which is not part of these tests.
    apiRoot: 'http://127.0.0.1:9',
    publicBaseUrl: 'https://dauys.example',
    now: () => new Date('2026-11-18T10:00:00+05:00'),
  }),
  request: (what, { address, externalId }) => {
    const ids = { updateId: digits(externalId), messageId: digits(externalId) };
    const update = updateFor({ id: digits(address), language_code: 'kk' }, what, ids);
    return update === null ? null : posted(JSON.stringify(update), secret);
  },
  forged: (request) => ({ ...request, header: () => `${secret}x` }),
  strange: posted('{"message":"no update at all"}', secret),
  buttons: true,
  reachStatement: () => [],
  afterRecording: [],
};
