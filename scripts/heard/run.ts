import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatReceipt } from '../../src/domain/receipt-number.ts';
import { connect } from '../../src/storage/connect.ts';
import { createKeyRing } from '../../src/storage/key-ring.ts';
import { openSealedAppeal } from '../../src/storage/sealed-appeal.ts';
import { keptSecretKeys } from '../../src/storage/secrets.ts';
import { startService, temporaryDataDir } from '../../tests/support/service.ts';
import { type Known, type Scenario, scenarios } from './scenarios.ts';

/**
 * Writes down what the screen reader Orca says on the main journeys: `npm run heard`, or with the beginning of a
 * scenario's name. The service runs on a fixed day, so that a transcript changes only when the pages do.
 */
const programs = [
  'orca',
  'firefox-esr',
  'Xvfb',
  'openbox',
  'xdotool',
  'dbus-run-session',
  'dbus-send',
] as const;
const packages =
  'xvfb dbus dbus-x11 at-spi2-core libatk-adaptor orca firefox-esr xdotool openbox locales gir1.2-wnck-3.0 python3-pyatspi';

const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;
const absent: string[] = programs.filter((program) => !isThere(program));
if (!spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout?.includes('ru_RU.utf8'))
  absent.push('locale ru_RU.UTF-8');
if (absent.length > 0) {
  console.log(`Nothing heard: missing here: ${absent.join(', ')}.`);
  console.log(`On Debian: apt-get install -y --no-install-recommends ${packages}`);
  console.log('and: localedef -i ru_RU -f UTF-8 ru_RU.UTF-8');
  process.exit(0);
}

/** An answered appeal of the demonstration, and an account; read from the service's own folder. */
const knownFrom = async (dataDir: string): Promise<Known> => {
  const accounts: { role: string; email: string; password: string }[] = JSON.parse(
    readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8'),
  );
  const curator = accounts.find(({ role }) => role === 'curator');
  const { url }: { url: string } = JSON.parse(readFileSync(join(dataDir, 'secrets/running.json'), 'utf8'));
  const { db, close } = connect(url, { max: 1 });
  const answered = await db
    .selectFrom('appeals')
    .select(['id', 'serial', 'sealed'])
    .where('state', '=', 'answered')
    .orderBy('serial')
    .executeTakeFirstOrThrow();
  await close();
  if (!curator) throw new Error('the demonstration has no curator');
  const { code } = openSealedAppeal(
    createKeyRing(await keptSecretKeys(dataDir)),
    answered.id,
    answered.sealed,
  );
  return { number: formatReceipt(answered.serial), code, curator };
};

/** Codes are drawn anew each time, the load differs by what Firefox does first. */
const settle = (heard: string, base: string): string =>
  heard
    .replaceAll(base, 'http://dauys')
    .replace(/\b\d{6}\b/g, '······')
    .split('\n')
    .filter((line) => !/Mozilla Firefox|посещённ|Подождите|Завершение загрузки|Openbox/.test(line))
    .join('\n');

const listen = (base: string, scenario: Scenario): void => {
  const heard = execFileSync(
    'bash',
    ['scripts/heard/listen.sh', `${base}${scenario.path}`, scenario.title, ...scenario.keys],
    {
      encoding: 'utf8',
      maxBuffer: 16e6,
    },
  );
  const file = join('docs/heard', `${scenario.name}.txt`);
  writeFileSync(file, settle(heard, base));
  console.log(`${file}: ${heard.split('\n').length} lines`);
};

const wanted = process.argv[2] ?? '';
const dataDir = await temporaryDataDir();
const service = await startService({
  DATA_DIR: dataDir.path,
  NODE_ENV: 'test',
  TEST_NOW: '2026-11-24T11:00:00+05:00',
});
try {
  mkdirSync('docs/heard', { recursive: true });
  const known = await knownFrom(dataDir.path);
  for (const scenario of scenarios(known))
    if (scenario.name.startsWith(wanted)) listen(service.url, scenario);
} finally {
  service.kill('SIGTERM');
  await service.ended;
  await dataDir.remove();
}
