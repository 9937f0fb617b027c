import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildVoices } from '../../scripts/build-voices.ts';
import { distributePending } from '../../src/actions/distribute-pending.ts';
import { drainOutbox } from '../../src/actions/drain-outbox.ts';
import { deliver } from '../../src/actions/talk/deliver.ts';
import { endLostCalls } from '../../src/actions/talk/end-lost-calls.ts';
import { fetchMediaDue } from '../../src/actions/talk/fetch-media.ts';
import { createApp } from '../../src/app.ts';
import type { Channel } from '../../src/channels/contract.ts';
import { outletsOf, talkDeskOf } from '../../src/channels/desks.ts';
import { createVoiceChannel } from '../../src/channels/voice/voice-channel.ts';
import { openHost } from '../../src/host.ts';
import type { Exchange } from './caller.ts';
import { paperOutlet } from './paper-outlet.ts';
import { type Recordings, startRecordings } from './recordings.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

const publicBaseUrl = 'https://dauys.example';
export const account = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'a token of the account',
} as const;

/** The built recordings, in a folder of their own: made once for a file of tests. */
export const builtVoices = async (): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> => {
  const folder = await mkdtemp(join(tmpdir(), 'dauys-voices-'));
  await buildVoices(folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};

/** The whole service with its telephone on a port, a database of its own, and a stand-in for the provider. */
export interface VoiceHouse {
  readonly world: World;
  readonly exchange: Exchange;
  readonly recordings: Recordings;
  /** What went out by SMS. */
  readonly sms: ReturnType<typeof paperOutlet>;
  /** One round of the background work. */
  readonly round: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const openVoiceHouse = async (
  assetsFolder: string,
  options: WorldOptions & { readonly voiceRussian?: 'files' | 'say' } = {},
): Promise<VoiceHouse> => {
  const world = await openWorld(options);
  const recordings = await startRecordings(account);
  const voice = createVoiceChannel({
    twilio: { ...account, apiBaseUrl: recordings.url },
    publicBaseUrl,
    voiceRussian: options.voiceRussian ?? 'files',
  });
  const sms = paperOutlet();
  const smsChannel: Channel = {
    ...sms,
    id: 'sms',
    can: {
      choices: false,
      freeText: true,
      voiceIn: false,
      mediaIn: false,
      messageLength: 134,
      knowsAddress: true,
    },
    style: { choicesPerMessage: 3, brief: true, stopEndsNotices: true, replies: 'later', leads: false },
    webhooks: [],
    render: () => [],
  };
  const channels = [voice, smsChannel];
  const app = createApp(world, {
    assets: { url: (entry) => `/assets/${entry}` },
    demo: false,
    publicBaseUrl,
    contacts: { phone: '1414', sms: '+77270000000', telegram: null },
    trustedProxies: 0,
    channels,
  });
  const host = await openHost({ host: '127.0.0.1', port: 0, assetsFolder, fetch: app.fetch });
  const desk = { talk: talkDeskOf(channels, '1414'), outlets: outletsOf(channels) };
  return {
    world,
    recordings,
    sms,
    exchange: {
      ...account,
      publicBaseUrl,
      to: '+77270000000',
      recordings,
      request: (path, init) => fetch(`http://127.0.0.1:${host.port}${path}`, init),
    },
    round: async () => {
      await distributePending(world);
      await fetchMediaDue(world, desk.outlets);
      await endLostCalls(world, desk.talk);
      await drainOutbox(world, desk.outlets);
      while (await deliver(world, desk, 'sms'));
    },
    close: async () => {
      await host.close(100);
      await recordings.close();
      await world.close();
    },
  };
};
