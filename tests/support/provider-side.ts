import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type RunningService, startService, temporaryDataDir } from './service.ts';
import { twilioAccount } from './sms-house.ts';
import { onWire, twilioRequest } from './sms-requests.ts';
import { startTwilio, type TwilioEmulator } from './twilio-emulator.ts';

/** What one webhook was answered with, and how long that took. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

export interface Text {
  readonly id: string;
  readonly from: string;
  readonly text: string;
}

/** Processes of the built service on one database, as the provider of its SMS sees them. */
export interface ProviderSide {
  readonly twilio: TwilioEmulator;
  readonly services: readonly RunningService[];
  /** Starts one more process; `more`: further settings of it. */
  readonly start: (more?: Readonly<Record<string, string>>) => Promise<RunningService>;
  /** Hands a text over to a process, rightly signed; `token`: with another one's signature. */
  readonly give: (service: RunningService, text: Text, token?: string) => Promise<Answered>;
  readonly rows: (query: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Texts that reached a number. */
  readonly heardBy: (number: string) => readonly string[];
  readonly close: () => Promise<void>;
}

export const openProviderSide = async (
  database: { readonly url: string; readonly ownerUrl: string; readonly directUrl?: string },
  count: number,
): Promise<ProviderSide> => {
  const twilio = await startTwilio(twilioAccount);
  const dataDir = await temporaryDataDir();
  const secretKeys = randomBytes(32).toString('base64');
  const services: RunningService[] = [];
  const start: ProviderSide['start'] = async (more = {}) => {
    const service = await startService({
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      DATA_DIR: dataDir.path,
      DEMO: '0',
      SECRET_KEYS: secretKeys,
      NODE_ENV: 'test',
      TWILIO_ACCOUNT_SID: twilioAccount.accountSid,
      TWILIO_AUTH_TOKEN: twilioAccount.authToken,
      TWILIO_FROM: twilioAccount.from,
      TWILIO_API_BASE_URL: twilio.url,
      ...more,
    });
    services.push(service);
    return service;
  };
  for (let n = 0; n < count; n += 1) await start();
  return {
    twilio,
    services,
    start,
    give: async (service, { id, from, text }, token = twilioAccount.authToken) => {
      const form = { MessageSid: id, From: from, To: twilioAccount.from, Body: text, NumMedia: '0' };
      const began = performance.now();
      const answer = await fetch(onWire(twilioRequest(`${service.url}/channels/sms/twilio`, token, form)));
      return { status: answer.status, body: await answer.text(), ms: performance.now() - began };
    },
    rows: async (query) => {
      const client = new pg.Client({ connectionString: database.directUrl ?? database.ownerUrl });
      await client.connect();
      try {
        return (await client.query(query)).rows;
      } finally {
        await client.end();
      }
    },
    heardBy: (number) => twilio.taken.filter(({ to }) => to === number).map(({ body }) => body),
    close: async () => {
      for (const service of services) service.kill('SIGKILL');
      for (const { ended } of services) await ended;
      await twilio.close();
      await dataDir.remove();
    },
  };
};
