import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { buildAssets } from '../../scripts/build-assets.ts';
import { backgroundSteps } from '../../src/actions/background.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { createApp } from '../../src/app.ts';
import { startLoop } from '../../src/background-loop.ts';
import type { Channel } from '../../src/channels/contract.ts';
import { outletsOf, talkDeskOf } from '../../src/channels/desks.ts';
import { type ChannelSettings, createChannels } from '../../src/channels/index.ts';
import { captionOf } from '../../src/channels/voice/captions.ts';
import { openHost } from '../../src/host.ts';
import { type Lab, type OpenLab, openLab } from '../../src/lab/lab.ts';
import { labPages } from '../../src/lab/pages/lab-pages.tsx';
import { labChannelConfig } from '../../src/lab-channels.ts';
import { assetsFrom } from '../../src/web/assets.ts';
import type { Assets, WebEnv } from '../../src/web/visit.ts';
import { openWorld, type World } from './world.ts';

export const labBaseUrl = 'http://lab.example';

/** A demonstration with its lab, running: background work goes on by itself, and the clock too. */
export interface LabHouse {
  readonly world: World;
  readonly ctx: ActionContext;
  readonly app: Hono<WebEnv>;
  readonly lab: Lab;
  readonly channels: readonly Channel[];
  /** Where a browser finds it; without `browser` nobody does. */
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
}

export interface LabHouseOptions {
  /** Channels set up for the real world beside the lab's. */
  readonly real?: Pick<ChannelSettings, 'telegram' | 'twilio' | 'kannel' | 'smsProvider'>;
  /** With built styles and scripts, on a port. */
  readonly browser?: boolean;
}

/** The recording behind a sound's address, from where it is kept. */
const readSound = async (path: string): Promise<Uint8Array | null> => {
  const [, language, key] = /^\/assets\/voice\/(\w\w)\/(.+)-[0-9a-f]{10}\.wav$/.exec(path) ?? [];
  return language === undefined ? null : readFile(`locales/${language}/audio/${key}.wav`);
};

/** A lab by itself, beside nothing of the real world. */
export const openTestLab = (
  ctx: Pick<ActionContext, 'now' | 'randomBytes' | 'log'>,
  real?: LabHouseOptions['real'],
): Promise<OpenLab> => {
  const around = { publicBaseUrl: labBaseUrl, now: ctx.now, voiceRussian: 'files' } as const;
  return openLab(ctx, {
    publicBaseUrl: labBaseUrl,
    real: real ? createChannels({ ...around, ...real }) : [],
    channelsOf: (accounts) => createChannels({ ...around, ...labChannelConfig(accounts) }),
    captionOf,
    readSound,
    samplesFolder: 'reference/demo-files',
  });
};

export const openLabHouse = async (options: LabHouseOptions = {}): Promise<LabHouse> => {
  const world = await openWorld({ max: 8 });
  const [began, then] = [performance.now(), world.now().getTime()];
  let wake = (): void => undefined;
  const now = (): Date => new Date(then + performance.now() - began);
  const ctx: ActionContext = { ...world, now, wake: () => wake() };
  const opened = await openTestLab(ctx, options.real);
  const { channels, lab } = opened;
  const assetsFolder = await mkdtemp(join(tmpdir(), 'dauys-assets-'));
  const assets: Assets = options.browser
    ? assetsFrom(await buildAssets(assetsFolder))
    : { url: (entry) => `/assets/${entry}` };
  const app = createApp(ctx, {
    assets,
    demo: true,
    publicBaseUrl: labBaseUrl,
    contacts: { phone: '1414', sms: null, telegram: null },
    trustedProxies: 0,
    channels,
    lab: labPages(lab),
  });
  opened.connect((request) => app.fetch(request));
  const loop = startLoop(
    backgroundSteps(ctx, {
      headsFile: `${world.filesFolder}/heads.jsonl`,
      delivery: { talk: talkDeskOf(channels, '1414'), outlets: outletsOf(channels) },
    }),
    ctx.log,
  );
  wake = loop.wake;
  const host = options.browser
    ? await openHost({ host: '127.0.0.1', port: 0, assetsFolder, fetch: app.fetch })
    : null;
  return {
    world,
    ctx,
    app,
    lab,
    channels,
    baseUrl: host ? `http://127.0.0.1:${host.port}` : '',
    close: async () => {
      await loop.stop();
      await host?.close(1_000);
      await opened.close();
      await rm(assetsFolder, { recursive: true, force: true });
      await world.close();
    },
  };
};
