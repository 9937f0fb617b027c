import { distributePending } from '../../src/actions/distribute-pending.ts';
import { drainOutbox } from '../../src/actions/drain-outbox.ts';
import { deliver } from '../../src/actions/talk/deliver.ts';
import { createApp } from '../../src/app.ts';
import type { WebhookRequest } from '../../src/channels/contract.ts';
import { outletsOf, talkDeskOf } from '../../src/channels/desks.ts';
import { createSmsChannel } from '../../src/channels/sms/sms-channel.ts';
import type { Database } from '../../src/storage/database.ts';
import { type KannelEmulator, startKannel } from './kannel-emulator.ts';
import { kannelMessage, onWire, twilioRequest } from './sms-requests.ts';
import { startTwilio, type TwilioEmulator } from './twilio-emulator.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

export const publicBaseUrl = 'https://dauys.example';
export const twilioAccount = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'a token of the account',
  from: '+77270000000',
};
export const kannelAccount = {
  username: 'dauys',
  password: 'a password',
  from: '1414',
  inboundSecret: 'a secret of the gateway',
};

/** The whole service with its SMS channel, on a database of its own, with a stand-in for each provider. */
export interface SmsHouse {
  readonly world: World;
  readonly twilio: TwilioEmulator;
  readonly kannel: KannelEmulator;
  /** Asks the service; `db` puts another database in place of the house's own. */
  readonly post: (request: WebhookRequest, db?: Database) => Promise<Response>;
  /** A person's message as the provider hands it over; with its own id each, where none is given. */
  readonly message: (from: string, text: string, id?: string) => WebhookRequest;
  /** The same, taken: refused messages are mistakes of the test. */
  readonly write: (from: string, text: string, id?: string) => Promise<void>;
  /** One round of the background work: appeals are distributed, what waits is sent. */
  readonly round: () => Promise<void>;
  /** `round`, then what has been sent to a number since the last time. */
  readonly heard: (by: string) => Promise<readonly string[]>;
  readonly later: (ms: number) => void;
  readonly close: () => Promise<void>;
}

export const openSmsHouse = async (
  provider: 'twilio' | 'kannel',
  options: WorldOptions = {},
): Promise<SmsHouse> => {
  const world = await openWorld(options);
  const twilio = await startTwilio(twilioAccount);
  const kannel = await startKannel(kannelAccount);
  const sms = createSmsChannel({
    provider,
    twilio: { ...twilioAccount, apiBaseUrl: twilio.url },
    kannel: { ...kannelAccount, sendUrl: kannel.sendUrl },
    publicBaseUrl,
    now: world.now,
  });
  const appOn = (db: Database) =>
    createApp(
      { ...world, db },
      {
        assets: { url: (entry) => `/assets/${entry}` },
        demo: false,
        publicBaseUrl,
        contacts: { phone: '1414', sms: twilioAccount.from, telegram: null },
        trustedProxies: 0,
        channels: [sms],
      },
    );
  const app = appOn(world.db);
  const desk = { talk: talkDeskOf([sms], '1414'), outlets: outletsOf([sms]) };
  let messages = 0;
  const message: SmsHouse['message'] = (from, text, id = `m${++messages}`) =>
    provider === 'twilio'
      ? twilioRequest(`${publicBaseUrl}/channels/sms/twilio`, twilioAccount.authToken, {
          MessageSid: id,
          From: from,
          To: twilioAccount.from,
          Body: text,
          NumMedia: '0',
        })
      : kannelMessage(publicBaseUrl, { secret: kannelAccount.inboundSecret, from, id, text });
  const post: SmsHouse['post'] = async (request, db) =>
    (db === undefined ? app : appOn(db)).request(onWire(request));
  const round = async (): Promise<void> => {
    await distributePending(world);
    await drainOutbox(world, desk.outlets);
    while (await deliver(world, desk, 'sms'));
  };
  const read = new Map<string, number>();
  const sentTo = (number: string): readonly string[] =>
    provider === 'twilio'
      ? twilio.taken.filter(({ to }) => to === number).map(({ body }) => body)
      : kannel.taken.filter(({ to }) => to === number).map(({ text }) => text);
  const later = (ms: number): void => world.at(new Date(world.now().getTime() + ms).toISOString());
  return {
    world,
    twilio,
    kannel,
    post,
    message,
    write: async (from, text, id) => {
      const response = await post(message(from, text, id));
      if (response.status !== 200) throw new Error(`not taken: ${response.status}`);
    },
    round,
    heard: async (by) => {
      // Replies are paced by the clock of the world.
      later(1_000);
      await round();
      const all = sentTo(by);
      const since = read.get(by) ?? 0;
      read.set(by, all.length);
      return all.slice(since);
    },
    later,
    close: async () => {
      await twilio.close();
      await kannel.close();
      await world.close();
    },
  };
};
