import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { here, inScope } from '../../src/edge/scope.ts';
import { openWorld } from '../support/world.ts';

it('a request of the edge has a connection of its own, and none is left behind it', async () => {
  const world = await openWorld();
  const open = async (): Promise<number> => {
    const { rows } = await sql<{ open: number }>`select count(*)::int as open from pg_stat_activity
      where datname = current_database() and application_name = 'dauys-edge'`.execute(world.db);
    return rows[0]?.open ?? 0;
  };
  const left: Promise<unknown>[] = [];
  let during = 0;
  await inScope(
    {
      databaseUrl: world.url,
      waitUntil: (work) => left.push(work),
      afterCommit: async () => {
        await sql`select 1`.execute(here().db);
      },
      onError: () => undefined,
    },
    async () => {
      expect(await open()).toBe(0);
      await sql`select 1`.execute(here().db);
      here().wake();
      during = await open();
    },
  );
  expect(during).toBeGreaterThanOrEqual(1);
  await Promise.all(left);
  await expect.poll(open).toBe(0);
  await world.close();
});
