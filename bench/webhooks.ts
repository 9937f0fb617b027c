import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../tests/support/service.ts';
import { openCeiling } from './pgbench.ts';
import type { Figure } from './report.ts';
import { openServiceUnderTest, type ServiceUnderTest } from './service-under-test.ts';
import { account } from './sms-forms.ts';

const run = promisify(execFile);
const clients = 32;
const seconds = 10;
/** The design peak: an SMS campaign to 743,000 people, answered by 30 % of them within ten minutes. */
const peak = 371;
const peakSeconds = 60;

interface Load {
  readonly perSecond: number;
  readonly sent: number;
  readonly takenInAll: number;
  readonly median: number;
  readonly p99: number;
  readonly slowest: number;
  /** Messages that the service gave to the provider meanwhile. */
  readonly replies: number;
  readonly refused: Readonly<Record<string, number>>;
}

const sendTexts = async (
  target: ServiceUnderTest,
  providerPort: number,
  mode: 'clients' | 'paced',
  amount: number,
  warmUp: number,
  time: number,
): Promise<Load> => {
  const file = fileURLToPath(new URL('./webhook-load.ts', import.meta.url));
  const given = [target.port, providerPort, mode, amount, warmUp, time].map(String);
  const { stdout } = await run(process.execPath, [file, ...given]);
  return JSON.parse(stdout);
};

/**
 * Everything that was acknowledged must stand in the database, once, with the reply that belongs to it; and nothing else
 * but what was answered 503 because it took too long (a provider sends that again, and it is recognised).
 */
const checkTaken = async (target: ServiceUnderTest, acknowledged: number, refused: number): Promise<void> => {
  const client = new pg.Client({ connectionString: target.ownerUrl });
  await client.connect();
  const { rows } = await client.query(`
    select (select count(*) from appeals)::int as appeals, (select count(distinct serial) from appeals)::int as numbers,
      (select count(*) from events where verb = 'receive')::int as received,
      (select count(*) from audit where action = 'submit')::int as audited,
      (select count(*) from inbound where state = 'done' and reply is not null)::int as messages,
      (select count(*) from appeal_conversations)::int as conversations,
      (select count(distinct payload->>'inboundId') from outbox where payload->>'what' = 'reply')::int as replies`);
  await client.end();
  const counts = Object.values<number>(rows[0]);
  const most = acknowledged + refused;
  if (new Set(counts).size !== 1 || counts.some((count) => count < acknowledged || count > most))
    throw new Error(
      `${acknowledged} were acknowledged and ${refused} refused, but there are ${JSON.stringify(rows[0])}`,
    );
};

const failuresIn = ({ service }: ServiceUnderTest): string =>
  service
    .output()
    .split('\n')
    .filter((line) => line.includes('"msg":"a webhook failed"'))
    .slice(0, 20)
    .join('\n');

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Appeals by SMS through the signed webhook of the provider, from its request to its answer after the commit, beside
 * what the same server does of four-INSERT transactions (ceiling, texts, ceiling, texts, ceiling: a busy machine slows
 * both alike); then the design peak for a minute, at its own pace. Replies go out meanwhile to a provider that takes
 * them at once.
 */
export const webhooks = async (): Promise<readonly Figure[]> => {
  const providerPort = await freePort();
  const target = await openServiceUnderTest({
    ...account,
    TWILIO_API_BASE_URL: `http://127.0.0.1:${providerPort}`,
  });
  try {
    const ceiling = await openCeiling(target.ownerUrl);
    if (ceiling === null)
      console.log('pgbench is missing (Debian: apt-get install postgresql-contrib); no ratio without it.');
    const ceilings: number[] = [];
    const loads: Load[] = [];
    for (const round of [0, 1]) {
      if (ceiling) ceilings.push(await ceiling.measure(seconds, clients));
      loads.push(await sendTexts(target, providerPort, 'clients', clients, round === 0 ? 3 : 1, seconds));
    }
    if (ceiling) ceilings.push(await ceiling.measure(seconds, clients));
    const held = await sendTexts(target, providerPort, 'paced', peak, 2, peakSeconds);
    const memory = await target.memory();
    await ceiling?.close();
    const all = [...loads, held];
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const refused = sum(all.flatMap((load) => Object.values(load.refused)));
    // Why: what the service wrote of it, a line for each.
    if (refused > 0) console.log(`${JSON.stringify(all.map((load) => load.refused))}\n${failuresIn(target)}`);
    await checkTaken(target, sum(all.map((load) => load.takenInAll)), refused);

    const perSecond = mean(loads.map((load) => load.perSecond));
    const figures: Figure[] = [
      { name: 'appeals by SMS through the signed webhook, 32 clients', value: perSecond, unit: '/s' },
      { name: 'from request to answer, median', value: mean(loads.map((load) => load.median)), unit: 'ms' },
      { name: 'from request to answer, p99', value: mean(loads.map((load) => load.p99)), unit: 'ms' },
    ];
    if (ceiling)
      figures.push(
        { name: 'pgbench, four INSERTs a transaction, 32 clients', value: mean(ceilings), unit: '/s' },
        { name: 'ratio', value: perSecond / mean(ceilings), unit: '', required: { least: 0.25 } },
      );
    return [
      ...figures,
      {
        name: `${peak} a second for ${peakSeconds} s: taken`,
        value: held.perSecond,
        unit: '/s',
        required: { least: peak * 0.99 },
      },
      { name: 'at that pace, median', value: held.median, unit: 'ms' },
      { name: 'at that pace, p99', value: held.p99, unit: 'ms', required: { most: 1_000 } },
      { name: 'at that pace, the slowest', value: held.slowest, unit: 'ms' },
      {
        name: 'at that pace, replies given to the provider',
        value: held.replies / (peakSeconds + 2),
        unit: '/s',
      },
      {
        name: 'refused in all rounds, to be sent again',
        value: refused,
        unit: '',
        required: { most: 0 },
      },
      { name: 'memory of the service after the load', value: memory, unit: 'MB', required: { most: 250 } },
    ];
  } finally {
    await target.stop();
  }
};
