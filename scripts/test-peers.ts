import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Tests against programs of others (`tests/peers`): each peer is a Debian package, installed where that may be done,
 * and said to be skipped where it may not. The last line is `N passed, N failed` (and `, N skipped`).
 */
interface Peer {
  readonly name: string;
  readonly package: string;
  readonly programs: readonly string[];
  readonly tests: string;
}
const peers: readonly Peer[] = [
  {
    name: 'Kannel',
    package: 'kannel',
    programs: ['bearerbox', 'smsbox'],
    tests: 'tests/peers/kannel.test.ts',
  },
  {
    name: 'PgBouncer',
    package: 'pgbouncer',
    programs: ['pgbouncer'],
    tests: 'tests/peers/pooler.test.ts',
  },
];

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
process.env.PATH = [...new Set(folders)].join(delimiter);
const isThere = (program: string): boolean => folders.some((folder) => existsSync(join(folder, program)));
const missing = (peer: Peer): string | undefined => peer.programs.find((program) => !isThere(program));

/** Installs a package, without what it recommends and without starting anything; why not, where it can't be done. */
const install = (name: string): string | null => {
  if (!isThere('apt-get')) return 'there is no apt-get';
  if (process.getuid?.() !== 0) return 'only root may install packages';
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...options: string[]): boolean =>
    spawnSync('apt-get', ['-q', '-y', ...options], { stdio: 'inherit', env, timeout: 120_000 }).status === 0;
  const options = ['install', '--no-install-recommends', name];
  // Lists of packages may be old or not there at all; asked for only then.
  return apt(...options) || (apt('update') && apt(...options)) ? null : 'apt-get could not install it';
};

const run = (command: string, options: readonly string[]): boolean =>
  spawnSync(command, options, { stdio: 'inherit' }).status === 0;

const skipped: string[] = [];
const ready = peers.filter((peer) => {
  if (missing(peer) === undefined) return true;
  const why = install(peer.package);
  const program = missing(peer);
  if (program === undefined) return true;
  skipped.push(`${peer.name}: ${program} is missing; ${why ?? 'its package does not bring it'}`);
  return false;
});

let passed = 0;
let failed = 0;
if (ready.length > 0) {
  // The service under test is the built one.
  const built = run('npm', ['run', '--silent', 'build']);
  const folder = mkdtempSync(join(tmpdir(), 'peers-'));
  const file = join(folder, 'results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const went =
    built &&
    run('vitest', [
      'run',
      '--config',
      'vitest.peers.config.ts',
      ...reporters,
      ...ready.map(({ tests }) => tests),
    ]);
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  rmSync(folder, { recursive: true, force: true });
  passed = Number(results?.numPassedTests ?? 0);
  const failures = Number(results?.numFailedTests ?? 0);
  failed = went ? failures : Math.max(1, failures);
}
for (const line of skipped) console.log(`skipped: ${line}`);
console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
