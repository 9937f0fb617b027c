import { randomUUID } from 'node:crypto';
import type { ActionContext } from './actions/context.ts';
import { edgeSteps, runSteps } from './actions/edge-steps.ts';
import { createApp } from './app.ts';
import { smsNumber } from './channel-config.ts';
import { outletsOf, talkDeskOf } from './channels/desks.ts';
import { createChannels } from './channels/index.ts';
import { createClock } from './clock.ts';
import { ConfigError } from './config.ts';
import { type Bindings, type EdgeSettings, readBindings } from './edge/bindings.ts';
import { edgeBotName } from './edge/bot-name.ts';
import { edgeLog } from './edge/log.ts';
import { leadElsewhere } from './edge/public-only.ts';
import { edgeReference } from './edge/reference.ts';
import { here, inScope } from './edge/scope.ts';
import { noBucket } from './storage/bucket/bucket.ts';
import { createBucketFileStore } from './storage/bucket/bucket-file-store.ts';
import { createKeyRing } from './storage/key-ring.ts';
import { pooledRandomBytes } from './storage/random-pool.ts';
import { type AssetManifest, assetsFrom } from './web/assets.ts';

/** What the runtime hands in with each event. */
interface Execution {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

const manifestPlace = 'https://assets/assets/manifest.json';

/** Everything that outlives a request: plain values and functions, no connection. */
const openEdge = (settings: EdgeSettings, manifest: AssetManifest) => {
  const { config, secretKeys, databaseUrl, publicOnly } = settings;
  const log = edgeLog(config.logLevel);
  const now = createClock(config.testNow);
  const reference = edgeReference(() => Date.now());
  const ctx: ActionContext = {
    get db() {
      return here().db;
    },
    keys: createKeyRing(secretKeys),
    files: createBucketFileStore(settings.bucket ?? noBucket),
    // Neither library nor disk for it here: files wait for the Node side.
    redraw: null,
    virusScanner: null,
    reference,
    now,
    uuid: randomUUID,
    randomBytes: pooledRandomBytes,
    log,
    wake: () => here().wake(),
  };
  const { publicBaseUrl } = config;
  const { telegram } = config.channels;
  const around = { publicBaseUrl, now, aside: (work: Promise<unknown>) => here().later(work) };
  const channels = createChannels({ ...config.channels, ...around });
  const botName = edgeBotName(telegram === null ? null : { ...telegram, ...around });
  const contacts = {
    phone: '1414',
    sms: smsNumber(config.channels),
    get telegram() {
      return botName.current();
    },
  };
  const app = createApp(ctx, {
    assets: assetsFrom(manifest),
    demo: config.demo,
    publicBaseUrl,
    contacts,
    trustedProxies: 0,
    channels,
    staff: { at: config.staffBaseUrl },
    // The network around the worker does both.
    compress: false,
    peerAddress: (request) => request.headers.get('cf-connecting-ip') ?? 'unknown',
  });
  const steps = edgeSteps(ctx, {
    talk: talkDeskOf(channels, contacts.phone),
    outlets: outletsOf(channels),
  });
  const within = <Value>(execution: Execution, work: () => Promise<Value>): Promise<Value> =>
    inScope(
      {
        databaseUrl,
        waitUntil: (task) => execution.waitUntil(task),
        afterCommit: () => runSteps(ctx, steps.afterCommit),
        onError: (code) => log.warn({ code }, 'a database connection was lost'),
      },
      work,
    );
  return {
    fetch: async (request: Request, execution: Execution): Promise<Response> => {
      const elsewhere = publicOnly === null ? null : leadElsewhere(request, publicOnly);
      if (elsewhere !== null) return elsewhere;
      return within(execution, async () => {
        // Pages that need none are shown all the same; the others say that the database is away.
        await reference.prepare().catch((error: unknown) => log.warn({ error }, 'no reference data'));
        botName.ask();
        return app.fetch(request);
      });
    },
    tick: async (execution: Execution): Promise<void> => {
      if (publicOnly !== null) return;
      await within(execution, async () => {
        await reference.prepare();
        await runSteps(ctx, steps.byClock);
      });
    },
  };
};

let edge: ReturnType<typeof openEdge> | null = null;

const edgeOf = async (bindings: Bindings): Promise<ReturnType<typeof openEdge>> => {
  if (edge !== null) return edge;
  const settings = readBindings(bindings);
  const found = await bindings.ASSETS.fetch(new Request(manifestPlace));
  edge = openEdge(settings, await found.json());
  return edge;
};

const notSetUp = (error: unknown): never => {
  if (error instanceof ConfigError) console.error(`Setting ${error.message}`);
  throw error;
};

/** The citizens' pages and the webhooks on Cloudflare Workers; `wrangler.toml` says what is bound. */
export default {
  fetch: async (request: Request, bindings: Bindings, execution: Execution): Promise<Response> =>
    (await edgeOf(bindings).catch(notSetUp)).fetch(request, execution),
  scheduled: async (_event: unknown, bindings: Bindings, execution: Execution): Promise<void> =>
    (await edgeOf(bindings).catch(notSetUp)).tick(execution),
};
