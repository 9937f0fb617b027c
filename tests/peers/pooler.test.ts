import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { edgeSteps, runSteps } from '../../src/actions/edge-steps.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import { talkDeskOf } from '../../src/channels/desks.ts';
import { edgeReference } from '../../src/edge/reference.ts';
import { here, inScope } from '../../src/edge/scope.ts';
import { connect } from '../../src/storage/connect.ts';
import { submitted } from '../support/appeals.ts';
import { testPassword, testRoles } from '../support/postgres.ts';
import { openWorld, type World } from '../support/world.ts';
import { type Pooler, startPooler } from './pooler.ts';

let world: World;
let pooler: Pooler;
let ctx: ActionContext;
const left: Promise<unknown>[] = [];

beforeAll(async () => {
  world = await openWorld();
  // Fewer real connections than requests: each of them gets whichever is free for its next transaction.
  pooler = await startPooler({
    port: inject('postgres').port,
    user: testRoles.app,
    password: testPassword,
    size: 3,
  });
  ctx = {
    ...world,
    get db() {
      return here().db;
    },
    reference: edgeReference(() => 0),
    wake: () => here().wake(),
  };
});
afterAll(async () => {
  await pooler?.close();
  await world?.close();
});

const desk = talkDeskOf([], '1414');
const request = <Value>(work: () => Promise<Value>): Promise<Value> =>
  inScope(
    {
      databaseUrl: pooler.through(world.url),
      waitUntil: (task) => left.push(task),
      afterCommit: () => runSteps(ctx, edgeSteps(ctx, { talk: desk, outlets: new Map() }).afterCommit),
      onError: () => undefined,
    },
    async () => {
      await (ctx.reference as ReturnType<typeof edgeReference>).prepare();
      return work();
    },
  );

it('a connection that would set up its session is refused by the pooler, one of the edge is not', async () => {
  const setting = connect(pooler.through(world.url), { max: 1 });
  await expect(sql`select 1`.execute(setting.db)).rejects.toThrow(/unsupported startup parameter/);
  await setting.close();
  await request(() => sql`select 1`.execute(here().db));
});

it('thirty appeals at once over three connections: each once, numbered, distributed', async () => {
  const receipts = await Promise.all(
    Array.from({ length: 30 }, () => request(() => submitted(ctx, { region: 'KZ-75', topic: 'visits' }))),
  );
  expect(new Set(receipts.map(({ serial }) => serial)).size).toBe(30);
  await Promise.all(left.splice(0));
  const rows = await world.db.selectFrom('appeals').select(['state', 'curator_id']).execute();
  expect(rows).toHaveLength(30);
  expect(rows.filter(({ curator_id }) => curator_id === null)).toEqual([]);
});

it('the same message thirty times at once is one appeal: the lock of a person ends with the transaction', async () => {
  const message = (n: number) =>
    request(() =>
      receiveInbound(ctx, desk, {
        inbound: {
          channel: 'telegram',
          externalId: 'bot:1',
          thread: '42',
          address: '42',
          answerable: true,
          languageHint: 'kk',
          what: { kind: 'text', text: 'Көмек көрсететін адам келмей кетті, не істеймін?' },
        },
        raw: `${n}`,
      }),
    );
  const replies = await Promise.all(Array.from({ length: 30 }, (_, n) => message(n)));
  expect(replies.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
  expect(replies.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(29);
  await Promise.all(left.splice(0));
  const given = await world.db.selectFrom('appeals').select('id').where('channel', '=', 'telegram').execute();
  expect(given).toHaveLength(1);
  const { rows } = await sql<{
    held: number;
  }>`select count(*)::int as held from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`.execute(world.db);
  expect(rows[0]?.held).toBe(0);
});
