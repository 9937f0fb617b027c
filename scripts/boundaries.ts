import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/**
 * Checks who imports whom. The tool reads nothing at all when it can't parse the sources, and still succeeds, so
 * the number of modules that it read is held against the files there are.
 */
interface Report {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const run = (): string => {
  const command = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  try {
    return execFileSync('depcruise', command, {
      encoding: 'utf8',
      maxBuffer: 64e6,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    // Violations make it exit with their number; the report is on standard output all the same.
    if (error instanceof Error && 'stdout' in error && String(error.stdout).startsWith('{'))
      return String(error.stdout);
    throw error;
  }
};

const report: Report = JSON.parse(run());
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => `src/${name}`);
const read = new Set(report.modules.map((module) => module.source));
const unread = sources.filter((name) => !read.has(name));

for (const { from, to, rule } of report.summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
for (const name of unread) console.error(`not read: ${name}`);
if (report.summary.violations.length > 0 || unread.length > 0) process.exit(1);
console.log(`boundaries: ${sources.length} files, no violation`);
