import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backgroundSteps } from './actions/background.ts';
import type { ActionContext } from './actions/context.ts';
import { loadDemonstration } from './actions/demonstration/load-demonstration.ts';
import { createApp } from './app.ts';
import { startLoop } from './background-loop.ts';
import { smsNumber } from './channel-config.ts';
import type { Channel } from './channels/contract.ts';
import { outletsOf, talkDeskOf } from './channels/desks.ts';
import { createChannels } from './channels/index.ts';
import { captionOf } from './channels/voice/captions.ts';
import { createClock } from './clock.ts';
import type { Config } from './config.ts';
import { openHost } from './host.ts';
import { type OpenLab, openLab } from './lab/lab.ts';
import { labPages } from './lab/pages/lab-pages.tsx';
import { labChannelConfig } from './lab-channels.ts';
import { listenToTelegram } from './listen-to-telegram.ts';
import { createLog } from './log.ts';
import { openFiles, proveFiles } from './open-files.ts';
import { assetReader } from './read-asset.ts';
import { connect } from './storage/connect.ts';
import { startEmbedded } from './storage/embedded.ts';
import { createKeyRing } from './storage/key-ring.ts';
import { migrate, roleOf } from './storage/migrate.ts';
import { redrawPicture } from './storage/picture.ts';
import { pooledRandomBytes } from './storage/random-pool.ts';
import { loadReferenceData } from './storage/reference-data.ts';
import { createReferenceSource } from './storage/reference-source.ts';
import { keptSecretKeys, writePrivateFile } from './storage/secrets.ts';
import { createVirusScanner } from './storage/virus-scan.ts';
import { type AssetManifest, assetsFrom } from './web/assets.ts';

/** Milliseconds that requests under way get when the service is asked to stop. */
const grace = 5_000;

/** The line at which people answer. */
const helpPhone = '1414';

/** Sounds, pictures and videos of the demonstration. */
const demoFiles = fileURLToPath(new URL('../reference/demo-files', import.meta.url));

const say = (line: string): void => console.log(line);

/** Built files lie beside the bundle (`dist/assets`), or are found from the sources in development. */
const assetsFolder = (): string => {
  const beside = fileURLToPath(new URL('./assets', import.meta.url));
  return import.meta.url.includes('/src/')
    ? fileURLToPath(new URL('../dist/assets', import.meta.url))
    : beside;
};

const openDatabase = async (config: Config) => {
  if (config.database.kind === 'address') {
    const { url, ownerUrl } = config.database;
    return { url, ownerUrl, stop: async () => undefined, ended: new Promise<void>(() => undefined) };
  }
  return startEmbedded(config.dataDir, say);
};

/**
 * Runs the service until it is asked to stop (SIGTERM, SIGINT): database, migrations, reference data, pages,
 * background work. Stops in the opposite order, and exits with 0.
 */
export const runService = async (config: Config): Promise<void> => {
  const stopSignal = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
  const log = createLog(config.logLevel);
  await mkdir(config.dataDir, { recursive: true });
  await proveFiles(config, log);
  const database = await openDatabase(config);
  const closing: (() => Promise<void>)[] = [database.stop];
  const stopAll = async (): Promise<void> => {
    for (const close of closing.reverse()) await close();
  };

  try {
    const keys = createKeyRing(config.secretKeys ?? (await keptSecretKeys(config.dataDir)));
    const applied = await migrate(database.ownerUrl, roleOf(database.url));
    if (applied.length > 0) log.info({ migrations: applied }, 'migrated');
    const connection = connect(database.url, {
      max: 20,
      applicationName: 'dauys',
      onError: (code) => log.warn({ code }, 'a database connection was lost'),
    });
    closing.push(connection.close);
    await loadReferenceData(connection.db);
    const reference = await createReferenceSource(connection.db, { refreshMs: 5_000 });

    let wake: () => void = () => undefined;
    const ctx: ActionContext = {
      db: connection.db,
      keys,
      files: openFiles(config),
      redraw: redrawPicture,
      virusScanner: config.clamd ? createVirusScanner(config.clamd) : null,
      reference,
      now: createClock(config.testNow),
      uuid: randomUUID,
      randomBytes: pooledRandomBytes,
      log,
      wake: () => wake(),
    };
    if (config.demo) await openDemonstration(ctx, config);

    const manifest: AssetManifest = JSON.parse(await readFile(join(assetsFolder(), 'manifest.json'), 'utf8'));
    const { publicBaseUrl } = config;
    const around = { publicBaseUrl, now: ctx.now };
    const real = createChannels({ ...config.channels, ...around });
    const opened = config.demo ? await openDemoLab(ctx, publicBaseUrl, real) : null;
    if (opened) closing.push(opened.close);
    const channels = opened?.channels ?? real;
    const talk = talkDeskOf(channels, helpPhone);
    const telegram = listenToTelegram(ctx, talk, config, database.url);
    if (telegram) closing.push(telegram.stop);
    const contacts = {
      phone: helpPhone,
      sms: smsNumber(config.channels),
      // Known once Telegram has told it; nothing waits for that.
      get telegram() {
        return telegram?.username() ?? null;
      },
    };
    const app = createApp(ctx, {
      assets: assetsFrom(manifest),
      demo: config.demo,
      publicBaseUrl: config.publicBaseUrl,
      contacts,
      trustedProxies: config.trustedProxies,
      channels,
      lab: opened === null ? null : labPages(opened.lab),
    });
    opened?.connect((request) => app.fetch(request));
    const loop = startLoop(
      backgroundSteps(ctx, {
        headsFile: join(config.dataDir, 'audit-heads.jsonl'),
        delivery: { talk, outlets: outletsOf(channels), patience: 2_000 },
      }),
      log,
    );
    wake = loop.wake;
    closing.push(loop.stop);
    const host = await openHost({
      host: config.host,
      port: config.port,
      assetsFolder: assetsFolder(),
      fetch: app.fetch,
    });
    closing.push(() => host.close(grace));

    say(
      `Open ${config.publicBaseUrl}/kk/ or ${config.publicBaseUrl}/ru/ — officials: ${config.publicBaseUrl}/staff/sign-in`,
    );
    log.info({ port: host.port, demo: config.demo }, 'ready');
    const reason = await Promise.race([stopSignal, database.ended.then(() => 'the database ended')]);
    log.info({ reason }, 'stopping');
    await stopAll();
    log.flush();
    process.exit(reason.startsWith('SIG') ? 0 : 1);
  } catch (error) {
    await stopAll().catch(() => undefined);
    throw error;
  }
};

/** The lab of the demonstration: its own instance of each channel, beside the real ones. */
const openDemoLab = (ctx: ActionContext, publicBaseUrl: string, real: readonly Channel[]): Promise<OpenLab> =>
  openLab(ctx, {
    publicBaseUrl,
    real,
    channelsOf: (accounts) => createChannels({ ...labChannelConfig(accounts), publicBaseUrl, now: ctx.now }),
    captionOf,
    readSound: assetReader(assetsFolder()),
    samplesFolder: demoFiles,
  });

const openDemonstration = async (ctx: ActionContext, config: Config): Promise<void> => {
  const file = join(config.dataDir, 'demo-accounts.json');
  const accounts = await loadDemonstration(ctx, {
    filesFolder: demoFiles,
    keepAccounts: (drawn) => writePrivateFile(file, `${JSON.stringify(drawn, null, 2)}\n`),
  });
  if (!accounts) return;
  say(`This is a demonstration: invented data, marked as such on every page. Accounts (also in ${file}):`);
  for (const { role, email, password, organisation } of accounts) {
    say(`  ${role.padEnd(13)} ${email.padEnd(34)} ${password}  ${organisation}`);
  }
};
