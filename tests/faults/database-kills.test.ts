import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/storage/connect.ts';
import type { Database, Queryable } from '../../src/storage/database.ts';
import { enqueue } from '../../src/storage/outbox.ts';
import { openWorld, type World } from '../support/world.ts';

const writers = 16;
const leastKills = 200;
const rowsOfOne = 4;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Four statements that belong together, as when an appeal is answered. */
const writeAll = async (db: Queryable, mark: string): Promise<void> => {
  for (let part = 0; part < rowsOfOne; part += 1)
    await enqueue(db, { kind: mark, payload: { part }, dueAt: new Date() });
};

interface Tally {
  readonly acknowledged: string[];
  rejected: number;
  hung: number;
  kills: number;
  recovery: number;
}

/** Writes from 16 sides while a superuser ends the service's backends one after the other, at random. */
const underKills = async (
  url: string,
  write: (db: Database, mark: string) => Promise<void>,
  prefix: string,
  kills: number,
): Promise<Tally> => {
  const { db, close } = connect(url, { max: writers, applicationName: `victim-${prefix}` });
  const killer = new pg.Client({ connectionString: world.superuserUrl });
  await killer.connect();
  const tally: Tally = { acknowledged: [], rejected: 0, hung: 0, kills: 0, recovery: 0 };
  let over = false;
  const attempt = async (mark: string): Promise<'done' | 'rejected' | 'hung'> => {
    const giveUp = new AbortController();
    const result = await Promise.race([
      write(db, mark).then(
        () => 'done' as const,
        () => 'rejected' as const,
      ),
      pause(8_000, 'hung' as const, { signal: giveUp.signal }).catch(() => 'hung' as const),
    ]);
    giveUp.abort();
    return result;
  };
  const writer = async (): Promise<void> => {
    while (!over) {
      const mark = `${prefix}-${randomUUID()}`;
      const result = await attempt(mark);
      if (result === 'done') tally.acknowledged.push(mark);
      else tally[result] += 1;
    }
  };
  const writing = Array.from({ length: writers }, writer);
  while (tally.kills < kills) {
    const { rows } = await killer.query<{ killed: boolean }>(
      `select pg_terminate_backend(pid) as killed from pg_stat_activity
       where application_name = $1 order by random() limit 1`,
      [`victim-${prefix}`],
    );
    if (rows[0]?.killed) tally.kills += 1;
    await pause(5 + Math.random() * 20);
  }
  const calmSince = performance.now();
  over = true;
  await Promise.all(writing);
  await Promise.all(Array.from({ length: writers }, (_, n) => write(db, `${prefix}-after-${n}`)));
  tally.recovery = performance.now() - calmSince;
  await killer.end();
  await close();
  return tally;
};

/** Marks of which only a part is there, and acknowledged ones that are not there whole. */
const incomplete = async (prefix: string, acknowledged: readonly string[]) => {
  const { rows } = await sql<{ kind: string; parts: number }>`
    select kind, count(*)::int as parts from outbox where kind like ${`${prefix}-%`} group by kind`.execute(
    world.db,
  );
  const whole = new Set(rows.filter(({ parts }) => parts === rowsOfOne).map(({ kind }) => kind));
  return {
    partial: rows.filter(({ parts }) => parts !== rowsOfOne).length,
    lost: acknowledged.filter((mark) => !whole.has(mark)).length,
  };
};

test('200 killed backends under 16 writers: none hung, none partial, none lost, normal within 2 s', async () => {
  const inTransaction = (db: Database, mark: string): Promise<void> =>
    db.transaction().execute((trx) => writeAll(trx, mark));
  const tally = await underKills(world.url, inTransaction, 'whole', leastKills);
  console.log(
    `${tally.kills} kills: ${tally.acknowledged.length} acknowledged, ${tally.rejected} rejected, ${tally.hung} hung, normal after ${Math.round(tally.recovery)} ms`,
  );
  expect(tally.kills).toBeGreaterThanOrEqual(leastKills);
  expect(tally.rejected).toBeGreaterThan(0);
  expect(tally.hung).toBe(0);
  expect(tally.recovery).toBeLessThan(2_000);
  expect(await incomplete('whole', tally.acknowledged)).toEqual({ partial: 0, lost: 0 });
});

test('the same check sees what is left half-written where there is no transaction', async () => {
  const tally = await underKills(world.url, writeAll, 'half', 50);
  expect((await incomplete('half', tally.acknowledged)).partial).toBeGreaterThan(0);
});
