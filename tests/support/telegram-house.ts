import { backgroundSteps } from '../../src/actions/background.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import { createApp } from '../../src/app.ts';
import { startLoop } from '../../src/background-loop.ts';
import { outletsOf, talkDeskOf } from '../../src/channels/desks.ts';
import type { TelegramSettings } from '../../src/channels/telegram/settings.ts';
import { type StartedTelegram, startTelegram } from '../../src/channels/telegram/start.ts';
import { createTelegramChannel } from '../../src/channels/telegram/telegram-channel.ts';
import { openHost } from '../../src/host.ts';
import { takeTurn } from '../../src/storage/take-turn.ts';
import { openWorld, type World } from './world.ts';

export const botToken = '700001:a-made-up-token';
export const webhookSecret = 'a_secret_of_the_webhook';

/** The whole service with its bot, running: pages and webhook on a port, background work, polling or the webhook set. */
export interface TelegramHouse {
  readonly world: World;
  /** The world with a clock that goes on. */
  readonly ctx: ActionContext;
  readonly baseUrl: string;
  readonly telegram: StartedTelegram;
  readonly close: () => Promise<void>;
}

export interface HouseOptions {
  readonly apiRoot: string;
  /** https: the webhook is set; http: it polls. */
  readonly publicBaseUrl: string;
  /** Another house with the same database. */
  readonly beside?: TelegramHouse;
  readonly settings?: Partial<TelegramSettings>;
}

export const openTelegramHouse = async (options: HouseOptions): Promise<TelegramHouse> => {
  const world = options.beside?.world ?? (await openWorld({ max: 8 }));
  const [began, then] = [performance.now(), world.now().getTime()];
  let wake = (): void => undefined;
  const ctx: ActionContext = {
    ...world,
    now: () => new Date(then + performance.now() - began),
    wake: () => wake(),
  };
  const settings: TelegramSettings = {
    token: botToken,
    webhookSecret,
    apiRoot: options.apiRoot,
    publicBaseUrl: options.publicBaseUrl,
    now: ctx.now,
    // People of tests read faster than the pace of one chat allows.
    rest: async () => undefined,
    ...options.settings,
  };
  const channels = [createTelegramChannel(settings)];
  const talk = talkDeskOf(channels, '1414');
  const app = createApp(ctx, {
    assets: { url: (entry) => `/assets/${entry}` },
    demo: false,
    publicBaseUrl: options.publicBaseUrl,
    contacts: { phone: '1414', sms: null, telegram: null },
    trustedProxies: 0,
    channels,
  });
  const host = await openHost({
    host: '127.0.0.1',
    port: 0,
    assetsFolder: world.filesFolder,
    fetch: app.fetch,
  });
  const loop = startLoop(
    backgroundSteps(ctx, {
      headsFile: `${world.filesFolder}/heads.jsonl`,
      delivery: { talk, outlets: outletsOf(channels) },
    }),
    ctx.log,
  );
  wake = loop.wake;
  const telegram = startTelegram({
    settings,
    receive: (arriving) => receiveInbound(ctx, talk, arriving),
    takeTurn: takeTurn(world.url, 7, { everyMs: 50 }),
    now: ctx.now,
    chance: () => 0.5,
    log: ctx.log,
    pauses: { first: 20, longest: 200 },
    pollSeconds: 2,
  });
  return {
    world,
    ctx,
    baseUrl: `http://127.0.0.1:${host.port}`,
    telegram,
    close: async () => {
      await telegram.stop();
      await loop.stop();
      await host.close(1_000);
      if (options.beside === undefined) await world.close();
    },
  };
};
