import { execFileSync } from 'node:child_process';
import { inbox } from './inbox.ts';
import { intake } from './intake.ts';
import { type Figure, isMet, report } from './report.ts';
import { webhooks } from './webhooks.ts';

/** `npm run bench` runs them all, `npm run bench -- NAME` one of them. */
const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = { intake, inbox, webhooks };

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
// What is measured is the service as it is shipped.
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
let met = true;
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const figures = await bench();
  report(name, figures);
  met &&= figures.every(isMet);
}
process.exitCode = met ? 0 : 1;
