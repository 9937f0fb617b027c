import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { openCeiling } from './pgbench.ts';
import type { Figure } from './report.ts';
import { openServiceUnderTest, type ServiceUnderTest } from './service-under-test.ts';

const run = promisify(execFile);
const clients = 32;
const seconds = 10;

interface Load {
  readonly perSecond: number;
  readonly takenInAll: number;
  readonly median: number;
  readonly p95: number;
  readonly refused: Readonly<Record<string, number>>;
}

const sendForms = async (port: number, warmUp: number): Promise<Load> => {
  const file = fileURLToPath(new URL('./intake-load.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [file, ...[port, clients, warmUp, seconds].map(String)]);
  return JSON.parse(stdout);
};

/** Everything that was acknowledged must stand in the database, once, with all that belongs to it. */
const checkTaken = async (target: ServiceUnderTest, acknowledged: number): Promise<void> => {
  const client = new pg.Client({ connectionString: target.ownerUrl });
  await client.connect();
  const { rows } = await client.query(`
    select (select count(*) from appeals)::int as appeals, (select count(distinct serial) from appeals)::int as numbers,
      (select count(*) from events where verb = 'receive')::int as received,
      (select count(*) from audit where action = 'submit')::int as audited,
      (select count(*) from outbox where kind = 'distribute')::int as queued`);
  await client.end();
  const wrong = Object.entries(rows[0]).filter(([, count]) => count !== acknowledged);
  if (wrong.length > 0)
    throw new Error(
      `${acknowledged} were acknowledged, but there are ${JSON.stringify(Object.fromEntries(wrong))}`,
    );
};

/**
 * Durable appeals a second over HTTP, from the form's body to the committed number, beside what the same server does
 * of four-INSERT transactions. Ceiling, intake, ceiling, intake, ceiling: a busy machine slows both alike.
 */
export const intake = async (): Promise<readonly Figure[]> => {
  const target = await openServiceUnderTest();
  try {
    const ceiling = await openCeiling(target.ownerUrl);
    if (ceiling === null)
      console.log('pgbench is missing (Debian: apt-get install postgresql-contrib); no ratio without it.');
    const ceilings: number[] = [];
    const loads: Load[] = [];
    for (const round of [0, 1]) {
      if (ceiling) ceilings.push(await ceiling.measure(seconds, clients));
      loads.push(await sendForms(target.port, round === 0 ? 3 : 1));
    }
    if (ceiling) ceilings.push(await ceiling.measure(seconds, clients));
    const memory = await target.memory();
    await ceiling?.close();
    const refused = Object.assign({}, ...loads.map((load) => load.refused));
    if (Object.keys(refused).length > 0) throw new Error(`not taken: ${JSON.stringify(refused)}`);
    await checkTaken(
      target,
      loads.reduce((sum, load) => sum + load.takenInAll, 0),
    );

    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const perSecond = mean(loads.map((load) => load.perSecond));
    const figures: Figure[] = [
      {
        name: 'durable appeals over HTTP, 32 clients',
        value: perSecond,
        unit: '/s',
        required: { least: 371 },
      },
      { name: 'from form to number, median', value: mean(loads.map((load) => load.median)), unit: 'ms' },
      { name: 'from form to number, p95', value: mean(loads.map((load) => load.p95)), unit: 'ms' },
    ];
    if (ceiling)
      figures.push(
        { name: 'pgbench, four INSERTs a transaction, 32 clients', value: mean(ceilings), unit: '/s' },
        { name: 'ratio', value: perSecond / mean(ceilings), unit: '', required: { least: 0.4 } },
      );
    return [
      ...figures,
      { name: 'memory of the service after the load', value: memory, unit: 'MB', required: { most: 250 } },
      {
        name: 'start to ready with an existing database',
        value: target.startMs / 1_000,
        unit: 's',
        required: { most: 5 },
      },
    ];
  } finally {
    await target.stop();
  }
};
