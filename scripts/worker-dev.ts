import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unstable_startWorker as startWorker } from 'wrangler';
import { openDatabase, runCommand, say } from '../src/commands/parts/command.ts';
import { connect } from '../src/storage/connect.ts';
import { migrate, roleOf } from '../src/storage/migrate.ts';
import { loadReferenceData } from '../src/storage/reference-data.ts';
import { keptSecretKeys } from '../src/storage/secrets.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

/** Settings that are handed on to the worker where they are set. */
const handedOn =
  /^(FILES_URL|EDGE_PAGES|TELEGRAM_\w+|TWILIO_\w+|KANNEL_\w+|SMS_PROVIDER|VOICE_\w+|LOG_LEVEL|TEST_NOW|NODE_ENV)$/;

/**
 * `npm run worker:dev`: the edge on this machine, with no account and no network, at PORT (8787). It shares the database
 * with the service of the same settings (`npm start`), or starts the embedded one of DATA_DIR itself. Changes of the
 * sources are taken up at once, unless it is started with `--once`.
 */
await runCommand(async (config, args) => {
  const { env } = process;
  const asked = new Promise<void>((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
  });
  const before = signals.flatMap((signal) => process.listeners(signal));
  const port = Number(env.PORT ?? 8787);
  const database = await openDatabase(config);
  try {
    await migrate(database.ownerUrl, roleOf(database.url));
    const { db, close } = connect(database.url, { max: 2 });
    await loadReferenceData(db);
    await close();
    const keys = config.secretKeys ?? (await keptSecretKeys(config.dataDir));
    const settings: Record<string, string> = {
      PUBLIC_BASE_URL: env.PUBLIC_BASE_URL ?? `http://${config.host}:${port}`,
      STAFF_BASE_URL: env.STAFF_BASE_URL ?? 'http://127.0.0.1:3000',
      DEMO: config.demo ? '1' : '0',
      SECRET_KEYS: keys.join(','),
    };
    for (const [name, value] of Object.entries(env)) if (handedOn.test(name) && value) settings[name] = value;
    if (config.bucket === null)
      say(
        'Without FILES_URL uploads stay in a bucket of this worker, where the Node side does not find them.',
      );

    const state = join(config.dataDir, 'edge');
    await mkdir(state, { recursive: true });
    // No question to anybody's servers, and what it keeps for itself stays out of the home folder.
    Object.assign(env, {
      CI: '1',
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      XDG_CONFIG_HOME: join(state, 'config'),
    });
    const worker = await startWorker({
      config: 'wrangler.toml',
      env: 'dev',
      bindings: {
        HYPERDRIVE: { type: 'hyperdrive', id: 'local', localConnectionString: database.url },
        ...Object.fromEntries(
          Object.entries(settings).map(([name, value]) => [name, { type: 'secret_text', value } as const]),
        ),
      },
      dev: {
        remote: false,
        server: { hostname: config.host, port },
        inspector: false,
        watch: !args.includes('--once'),
        persist: state,
      },
    });
    await worker.ready;
    say(
      `Open http://${config.host}:${port}/kk/ — the clock: http://${config.host}:${port}/cdn-cgi/handler/scheduled`,
    );
    // The library's own listeners end the process at once, and would leave the embedded database behind.
    for (const signal of signals)
      for (const listener of process.listeners(signal))
        if (!before.includes(listener)) process.off(signal, listener);
    await asked;
    await worker.dispose();
    return 0;
  } finally {
    await database.close();
  }
});
// What the library leaves running must not hold up the end.
process.exit();
