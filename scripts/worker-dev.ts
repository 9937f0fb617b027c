import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, runCommand, say } from '../src/commands/parts/command.ts';
import { connect } from '../src/storage/connect.ts';
import { migrate, roleOf } from '../src/storage/migrate.ts';
import { loadReferenceData } from '../src/storage/reference-data.ts';
import { keptSecretKeys, writePrivateFile } from '../src/storage/secrets.ts';

/** Settings that are handed on to the worker where they are set. */
const handedOn =
  /^(DEMO|FILES_URL|EDGE_PAGES$|TELEGRAM_|TWILIO_|KANNEL_|SMS_PROVIDER$|VOICE_|LOG_LEVEL$|TEST_NOW$|NODE_ENV$)/;

/**
 * `npm run worker:dev`: the edge on this machine, with no account and no network, at PORT (8787). It shares the database
 * with the service of the same settings (`npm start`), or starts the embedded one of DATA_DIR itself.
 */
await runCommand(async (config) => {
  const { env } = process;
  const port = env.PORT ?? '8787';
  const host = config.host;
  const database = await openDatabase(config);
  const settingsFile = join(config.dataDir, 'secrets', 'worker-dev.env');
  try {
    await migrate(database.ownerUrl, roleOf(database.url));
    const { db, close } = connect(database.url, { max: 2 });
    await loadReferenceData(db);
    await close();
    const keys = config.secretKeys ?? (await keptSecretKeys(config.dataDir));
    const settings: Record<string, string> = {
      PUBLIC_BASE_URL: env.PUBLIC_BASE_URL ?? `http://${host}:${port}`,
      STAFF_BASE_URL: env.STAFF_BASE_URL ?? 'http://127.0.0.1:3000',
      DEMO: config.demo ? '1' : '0',
      SECRET_KEYS: keys.join(','),
    };
    for (const [name, value] of Object.entries(env))
      if (handedOn.test(name) && value !== undefined && value !== '') settings[name] ??= value;
    // In a file for the time of the run: what stands on a command line is seen by everyone on the machine.
    await mkdir(join(config.dataDir, 'secrets'), { recursive: true, mode: 0o700 });
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
    await writePrivateFile(settingsFile, lines.join(''));
    if (config.bucket === null)
      say(
        'Without FILES_URL uploads stay in a bucket of this worker, where the Node side does not find them.',
      );
    const wrangler = spawn(
      process.execPath,
      [
        fileURLToPath(new URL('../node_modules/wrangler/bin/wrangler.js', import.meta.url)),
        ...['dev', '--local', '--env', 'dev', '--ip', host, '--port', port, '--inspector-port', '0'],
        ...['--env-file', settingsFile, '--persist-to', join(config.dataDir, 'edge')],
      ],
      {
        stdio: 'inherit',
        env: {
          ...env,
          CI: '1',
          // What it keeps for itself stays out of the home folder.
          XDG_CONFIG_HOME: join(config.dataDir, 'edge', 'config'),
          WRANGLER_SEND_METRICS: 'false',
          WRANGLER_HIDE_BANNER: 'true',
          CLOUDFLARE_CF_FETCH_ENABLED: 'false',
          CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: database.url,
        },
      },
    );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => wrangler.kill('SIGTERM'));
    return await new Promise<number>((resolve, reject) => {
      wrangler.once('error', reject);
      wrangler.once('exit', (code) => resolve(code ?? 0));
    });
  } finally {
    await rm(settingsFile, { force: true });
    await database.close();
  }
});
