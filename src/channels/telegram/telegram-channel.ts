import { createHash, timingSafeEqual } from 'node:crypto';
import type { Style } from '../../domain/conversation/style.ts';
import { fail } from '../../domain/result.ts';
import type { Channel, WebhookRequest } from '../contract.ts';
import { createBotApi } from './bot-api.ts';
import { compose, hasRoom, mostOfQuotation } from './compose.ts';
import { createFetchMedia } from './fetch-media.ts';
import { pressedQuery, readUpdate } from './read-update.ts';
import { createSend } from './send.ts';
import { botIdOf, type TelegramSettings } from './settings.ts';

/** Where Telegram brings its updates. */
export const webhookPath = '/channels/telegram';
const secretHeader = 'x-telegram-bot-api-secret-token';

/** Digests have one length, so that the comparison takes as long whatever was sent. */
const sameSecret = (given: string, kept: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(kept));
};

const jsonOf = ({ body }: WebhookRequest): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
};

/** Four buttons under a message; words may be whole sentences. */
export const telegramStyle: Style = {
  choicesPerMessage: 4,
  hasRoom,
  brief: false,
  stopEndsNotices: false,
  replies: 'later',
  leads: false,
};

/** Telegram. What it does by itself (asking for updates, telling Telegram of the webhook) is in `start.ts`. */
export const createTelegramChannel = (settings: TelegramSettings): Channel => {
  const { webhookSecret, token, aside = () => undefined } = settings;
  const api = createBotApi(settings);
  const botId = botIdOf(token);
  return {
    id: 'telegram',
    can: {
      choices: true,
      freeText: true,
      voiceIn: true,
      mediaIn: true,
      messageLength: mostOfQuotation,
      knowsAddress: true,
    },
    style: telegramStyle,
    webhooks: [
      {
        method: 'POST',
        path: webhookPath,
        verify: (request) =>
          webhookSecret !== null && sameSecret(request.header(secretHeader) ?? '', webhookSecret),
        parse: (request) => {
          const update = jsonOf(request);
          return update === undefined ? fail('not-ours') : readUpdate(botId, update);
        },
        answer: (_replies, request) => {
          const query = pressedQuery(jsonOf(request));
          // The button rests at once; what it led to is a message of its own, since a notice would vanish unspoken.
          if (query !== null) aside(api.call('answerCallbackQuery', { callback_query_id: query }));
          return { status: 200 };
        },
      },
    ],
    render: (prompts, language) =>
      compose(prompts, language).flatMap((part) => (part.kind === 'message' ? [part.message.text] : [])),
    send: createSend(api, settings),
    // The Bot API can't be asked what it has sent.
    find: null,
    fetchMedia: createFetchMedia(api, settings),
    messagesPerSecond: 25,
  };
};
