import type { Language } from '../../domain/language.ts';
import { languages } from '../../domain/language.ts';
import { translator } from '../../text/translate.ts';
import { type BackOff, backOff, restUntil } from './backing-off.ts';
import { type BotApi, type Called, createBotApi } from './bot-api.ts';
import { menuCommands } from './commands.ts';
import { type PollingDesk, poll } from './polling.ts';
import { botIdOf, type TelegramSettings } from './settings.ts';
import { webhookPath } from './telegram-channel.ts';
import { allowedUpdates } from './update.ts';

export interface StartOptions
  extends Pick<PollingDesk, 'receive' | 'takeTurn' | 'now' | 'log' | 'pollSeconds'> {
  readonly settings: TelegramSettings;
  readonly chance: () => number;
  /** Pauses between tries; half a second doubling to a minute where it is not said. */
  readonly pauses?: { readonly first: number; readonly longest: number };
}
export interface StartedTelegram {
  /** The bot's name without @, once Telegram has told it. */
  readonly username: () => string | null;
  /** Ends what is under way, a held question too. */
  readonly stop: () => Promise<void>;
}

/** Tries of what is good to have and nobody waits for. */
const mostTries = 5;

/** Tries until it is done, `most` times at most; null where it was not. What Telegram refuses is not tried again. */
const until = async <Value>(
  work: () => Promise<Called<Value>>,
  pauses: BackOff,
  signal: AbortSignal,
  most = Number.POSITIVE_INFINITY,
): Promise<Called<Value> | null> => {
  for (let tries = 1; !signal.aborted; tries += 1) {
    const done = await work();
    const passing = done.outcome !== 'refused' || done.status >= 500 || done.status === 429;
    if (done.outcome === 'ok' || !passing || tries >= most) return done;
    await backOff(pauses, tries, signal);
  }
  return null;
};

/** The menu of commands and what stands in an empty chat, in each language; Kazakh where Telegram speaks neither. */
const introduce = async (api: BotApi, pauses: BackOff, signal: AbortSignal): Promise<boolean> => {
  const commandsIn = (language: Language) =>
    menuCommands.map((command) => ({
      command,
      description: translator(language)(`telegram:commands.${command}`),
    }));
  const spoken = [
    { language: 'kk' as const, code: {} },
    ...languages.map((language) => ({ language, code: { language_code: language } })),
  ];
  for (const { language, code } of spoken) {
    const t = translator(language);
    const calls = [
      () => api.call('setMyCommands', { commands: commandsIn(language), ...code }, { signal }),
      () => api.call('setMyDescription', { description: t('telegram:description'), ...code }, { signal }),
      () =>
        api.call(
          'setMyShortDescription',
          { short_description: t('telegram:shortDescription'), ...code },
          { signal },
        ),
    ];
    for (const call of calls) {
      const done = await until<unknown>(call, pauses, signal, mostTries);
      if (done?.outcome !== 'ok') return false;
    }
  }
  return true;
};

const setWebhook = (api: BotApi, { publicBaseUrl, webhookSecret }: TelegramSettings, signal: AbortSignal) =>
  api.call(
    'setWebhook',
    {
      url: `${publicBaseUrl.replace(/\/$/, '')}${webhookPath}`,
      allowed_updates: allowedUpdates,
      ...(webhookSecret === null ? {} : { secret_token: webhookSecret }),
    },
    { signal },
  );

/**
 * What the channel does by itself once the service runs: learns the bot's name, tells Telegram the webhook (on https) or
 * asks for updates (otherwise), and puts up the menu of commands. All of it beside the service: none of it holds up or
 * breaks the start, and what fails is tried again.
 */
export const startTelegram = (options: StartOptions): StartedTelegram => {
  const { settings, log, chance, pauses: { first, longest } = { first: 500, longest: 60_000 } } = options;
  const api = createBotApi(settings);
  const stopping = new AbortController();
  const { signal } = stopping;
  const pauses: BackOff = { rest: restUntil, first, longest, chance };
  let username: string | null = null;

  const learnName = async (): Promise<void> => {
    const me = await until(() => api.call('getMe', {}, { signal }), pauses, signal);
    if (me?.outcome === 'ok') username = me.value.username;
    else if (me?.outcome === 'refused')
      log.warn({ status: me.status }, 'Telegram refuses the token of the bot');
  };
  const tellWebhook = async (): Promise<void> => {
    const set = await until(() => setWebhook(api, settings, signal), pauses, signal);
    if (set?.outcome === 'ok') log.info({}, 'Telegram brings updates to the webhook');
    else if (set?.outcome === 'refused') log.warn({ status: set.status }, 'Telegram refuses the webhook');
  };
  const putUpMenu = async (): Promise<void> => {
    if (!(await introduce(api, pauses, signal)) && !signal.aborted)
      log.warn({}, 'the menu of the bot could not be put up; it stays as it was');
  };
  const listen = settings.publicBaseUrl.startsWith('https://')
    ? tellWebhook()
    : poll({ ...options, api, botId: botIdOf(settings.token), backOff: pauses }, signal);
  const work = Promise.allSettled([listen, learnName().then(putUpMenu)]);
  return {
    username: () => username,
    stop: async () => {
      stopping.abort();
      await work;
    },
  };
};
