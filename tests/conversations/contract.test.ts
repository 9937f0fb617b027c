import { describe, expect, it } from 'vitest';
import type { InboundReply } from '../../src/actions/talk/arriving.ts';
import type { WebhookRequest } from '../../src/channels/contract.ts';
import { type WebhookDesk, webhookRoutes } from '../../src/channels/webhook-routes.ts';
import { createPaperService } from '../../src/commands/parts/paper-service.ts';
import { createPlayer } from '../../src/commands/parts/player.ts';
import {
  answerNews,
  questionNews,
  stateNews,
  writtenForYouNews,
} from '../../src/domain/conversation/news.ts';
import type { Prompt } from '../../src/domain/conversation/prompt.ts';
import { languages } from '../../src/domain/language.ts';
import { groupReceipt } from '../../src/domain/receipt-number.ts';
import { appealStates } from '../../src/domain/states.ts';
import { type ChannelDriver, drivers } from './drivers.ts';

const from = { address: '+77010000001', externalId: '1001' };
const words = { kind: 'text', text: 'Пандус жоқ, ғимаратқа кіре алмаймын.' } as const;

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const silent: InboundReply = { outcome: 'unanswered', language: 'kk', prompts: [] };
const deskWith = (receive: WebhookDesk['receive']): WebhookDesk => ({
  receive,
  report: async () => undefined,
  publicBaseUrl: 'https://dauys.example',
  log,
});

/** A request of a provider as it comes over the wire; headers are asked for by the names that providers use. */
const headerNames = [
  'x-secret',
  'content-type',
  'x-telegram-bot-api-secret-token',
  'x-twilio-signature',
] as const;
const onWire = (request: WebhookRequest): Request => {
  const headers = new Headers();
  for (const name of headerNames) {
    const value = request.header(name);
    if (value !== null) headers.set(name, value);
  }
  const body = request.method === 'POST' ? { body: request.body.slice() as unknown as BodyInit } : {};
  return new Request(request.url, { method: request.method, headers, ...body });
};

/** Everything that a conversation may say, as one person with one question after another hears it. */
const everything = (driver: ChannelDriver): readonly Prompt[] => {
  const { id: channel, style } = driver.channel;
  const player = createPlayer(createPaperService(), {
    channel,
    style,
    address: from.address,
    language: 'ru',
  });
  const said: Prompt[] = [];
  const hear = (what: Parameters<typeof player.hear>[0]): void => {
    said.push(...player.hear(what));
  };
  for (const command of [
    'start',
    'help',
    'language',
    'status',
    'person',
    'rate',
    'stop',
    'start',
    'appeal',
  ] as const)
    hear({ kind: 'command', command });
  for (let question = 0; question < 20; question += 1) hear({ kind: 'command', command: 'skip' });
  for (const text of ['ыыы', '99', 'другое'] as const) hear({ kind: 'text', text });
  const news = {
    serial: 260000001,
    dueOn: '2026-12-09',
    organisation: { kk: 'Орталық', ru: 'Центр' },
    helpPhone: '1414',
  };
  const quote = { text: 'Пандус орнатылды.', language: 'kk' } as const;
  return [
    ...said,
    ...answerNews(news, { ...quote, files: [] }),
    ...questionNews(news, quote),
    ...appealStates.flatMap((state) => stateNews(news, state)),
    ...writtenForYouNews(news),
  ];
};

describe.each(drivers.map((driver) => [driver.name ?? driver.channel.id, driver] as const))(
  'the channel %s',
  (_name, driver) => {
    const { channel } = driver;
    const said = channel.can.freeText ? words : ({ kind: 'text', text: '3' } as const);
    const genuine = driver.request(said, from);
    if (genuine === null) throw new Error('a channel on which nobody can say anything');
    const routes = (receive: WebhookDesk['receive']) => webhookRoutes(deskWith(receive), channel.webhooks);

    it('reads one message the same at each sending', async () => {
      const webhook = channel.webhooks.find(({ path }) => path === genuine.url.pathname);
      const [first, second] = [await webhook?.parse(genuine), await webhook?.parse(genuine)];
      expect(first).toEqual(second);
      expect(first).toMatchObject({
        ok: true,
        value: { inbound: [{ channel: channel.id, what: { kind: 'text' } }] },
      });
    });

    it('is answered after the message has been taken, and not before', async () => {
      const taken: string[] = [];
      const response = await routes(async ({ inbound }) => {
        taken.push(inbound.externalId);
        return silent;
      }).request(onWire(genuine));
      expect(response.status).toBeLessThan(300);
      expect(taken).toHaveLength(1);
    });

    it('refuses a wrong signature with 403, a strange form with 400, and stores nothing', async () => {
      let stored = 0;
      const app = routes(async () => {
        stored += 1;
        return silent;
      });
      expect((await app.request(onWire(driver.forged(genuine)))).status).toBe(403);
      expect((await app.request(onWire(driver.strange))).status).toBe(400);
      expect(stored).toBe(0);
    });

    it('says 503 when nothing could be stored, also when nothing answers in time', async () => {
      const broken = routes(() => Promise.reject(new Error('the database is away')));
      expect((await broken.request(onWire(genuine))).status).toBe(503);
      const hanging = routes(() => new Promise(() => undefined));
      const began = performance.now();
      expect((await hanging.request(onWire(genuine))).status).toBe(503);
      expect(performance.now() - began).toBeLessThan(2_000);
    });

    it.each(languages)('says everything in %s, within its limits, with every option', (language) => {
      for (const prompt of everything(driver)) {
        const messages = channel.render([prompt], language);
        expect(messages.length, prompt.id).toBeGreaterThan(0);
        for (const message of messages) {
          expect(message.trim(), prompt.id).not.toBe('');
          expect(message, prompt.id).not.toMatch(/talk:|domain:|undefined|\[object|\{\{/);
          if (channel.can.messageLength !== null)
            expect(message.length, prompt.id).toBeLessThanOrEqual(channel.can.messageLength);
        }
        if (!channel.can.freeText) continue;
        for (const { number } of prompt.ask?.choices ?? [])
          expect(messages.join('\n'), prompt.id).toContain(`${number}`);
      }
    });

    it('shows the receipt number in groups', () => {
      if (!channel.can.freeText) return;
      const player = createPlayer(createPaperService(), {
        channel: channel.id,
        style: channel.style,
        address: from.address,
        language: 'kk',
      });
      const messages = channel.render(player.hear(words), 'kk').join('\n');
      expect(messages).toContain(groupReceipt(260000001));
    });

    it('offers no more options at once than it says', () => {
      for (const { ask } of everything(driver))
        if (ask?.kind === 'choice')
          expect(ask.choices.length).toBeLessThanOrEqual(channel.style.choicesPerMessage);
    });
  },
);
