import { createBotApi } from '../channels/telegram/bot-api.ts';
import type { TelegramSettings } from '../channels/telegram/settings.ts';
import { here } from './scope.ts';

/** Milliseconds between questions as long as Telegram does not answer. */
const pause = 60_000;

/** The bot's name without @, which pages show: asked behind the first answer, kept for as long as the worker lives. */
export const edgeBotName = (
  settings: TelegramSettings | null,
): { readonly current: () => string | null; readonly ask: () => void } => {
  const api = settings === null ? null : createBotApi(settings);
  let name: string | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    current: () => name,
    ask: () => {
      if (api === null || name !== null || Date.now() - askedAt < pause) return;
      askedAt = Date.now();
      here().later(
        api.call('getMe', {}).then((told) => {
          if (told.outcome === 'ok') name = told.value.username ?? null;
        }),
      );
    },
  };
};
