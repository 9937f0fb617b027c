import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The whole test run: format and lint, types, boundaries, the build, then every test. Each of the first counts as
 * one. The last line is always `N passed, N failed` (and `, N skipped` where any was).
 */
const steps: readonly (readonly [string, readonly string[]])[] = [
  ['biome', ['check', '.']],
  ['tsc', ['--noEmit']],
  ['tsx', ['scripts/boundaries.ts']],
  ['npm', ['run', '--silent', 'build']],
];

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

const run = (command: string, options: readonly string[]): boolean => {
  const started = Date.now();
  console.log(`\n— ${command} ${options.join(' ')}`);
  const { status } = spawnSync(command, options, { stdio: 'inherit' });
  console.log(`— ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return status === 0;
};

const outcomes = steps.map(([command, options]) => run(command, options));
const folder = mkdtempSync(join(tmpdir(), 'results-'));
const file = join(folder, 'results.json');
const testsPassed = run('vitest', [
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${file}`,
  ...process.argv.slice(2),
]);

const read = (): Results | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
const results = read();
rmSync(folder, { recursive: true, force: true });

const passedSteps = outcomes.filter(Boolean).length;
const passed = passedSteps + (results?.numPassedTests ?? 0);
// A run that ended badly without one failed test (a file that can't be loaded, say) is a failure too.
const failedTests = results?.numFailedTests ?? 0;
const failed = outcomes.length - passedSteps + (testsPassed ? failedTests : Math.max(1, failedTests));
const skipped = (results?.numPendingTests ?? 0) + (results?.numTodoTests ?? 0);
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
