import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { findBinaries, findRunAs } from '../../src/storage/postgres-binaries.ts';
import {
  giveFolder,
  initialise,
  type PostgresServer,
  type ServerOptions,
  startServer,
} from '../../src/storage/postgres-server.ts';
import { type Line, openLine } from '../support/cut-off.ts';
import { testPassword, testRoles, urlOf } from '../support/postgres.ts';
import { openProviderSide, type ProviderSide, type Text } from '../support/provider-side.ts';

let home: string;
let options: ServerOptions;
let server: PostgresServer;
let line: Line;
let side: ProviderSide;
beforeAll(async () => {
  const runAs = await findRunAs();
  home = await mkdtemp(join(tmpdir(), 'dauys-cut-off-'));
  await giveFolder(home, runAs);
  // A server of its own, with everything on that keeps what was committed.
  options = {
    binaries: await findBinaries(runAs, () => undefined),
    runAs,
    folder: join(home, 'postgres'),
    logFile: join(home, 'postgres.log'),
    password: testPassword,
    settings: { max_connections: 60, timezone: 'UTC' },
  };
  await initialise(options);
  server = await startServer(options);
  const client = new pg.Client({ connectionString: urlOf(server.port, 'postgres', 'postgres') });
  await client.connect();
  for (const role of Object.values(testRoles))
    await client.query(`create role ${role} login password '${testPassword}'`);
  await client.query(`create database dauys owner ${testRoles.owner}`);
  await client.end();
  line = await openLine(server.port);
  side = await openProviderSide(
    {
      url: urlOf(line.port, testRoles.app, 'dauys'),
      ownerUrl: urlOf(line.port, testRoles.owner, 'dauys'),
    },
    1,
  );
});
afterAll(async () => {
  await side.close();
  await line.close();
  await server.stop(2_000);
  await rm(home, { recursive: true, force: true });
});

const patience = 2_000;

it('the database stopped, and then silent: 503 within 2 s; when it is back the provider’s retry succeeds, nothing lost, nothing doubled', {
  timeout: 240_000,
}, async () => {
  const [service] = side.services;
  if (service === undefined) throw new Error('no service');
  const given: { readonly text: Text; status: number }[] = [];
  const late: number[] = [];
  const strange: number[] = [];
  const give = async (one: { readonly text: Text; status: number }): Promise<void> => {
    const { status, ms } = await side.give(service, one.text);
    one.status = status;
    if (ms > patience) late.push(ms);
    if (status !== 200 && status !== 503) strange.push(status);
  };
  let over = false;
  const person = async (first: number): Promise<void> => {
    for (let n = first; !over; n += 8) {
      const id = `SM${String(n).padStart(32, '0')}`;
      const one = {
        text: {
          id,
          from: `+7702${String(n).padStart(7, '0')}`,
          text: 'Маған әлеуметтік қызметкер келмейді.',
        },
        status: 0,
      };
      given.push(one);
      await give(one);
    }
  };
  const everyone = Promise.all(Array.from({ length: 8 }, (_, n) => person(n)));
  const taken = (): number => given.filter(({ status }) => status === 200).length;
  const refused = (): number => given.filter(({ status }) => status === 503).length;
  const until = async (what: () => boolean): Promise<void> =>
    vi.waitFor(() => expect(what()).toBe(true), { timeout: 30_000, interval: 20 });

  await until(() => taken() >= 40);
  // Immediate shutdown: what was under way breaks off in the middle, as when the machine loses its power.
  await server.stop(0);
  await until(() => refused() >= 24);
  server = await startServer(options);
  line.leadTo(server.port);
  const back = taken();
  await until(() => taken() >= back + 40);

  const before = refused();
  line.silence(true);
  await until(() => refused() >= before + 16);
  line.silence(false);
  const again = taken();
  await until(() => taken() >= again + 40);
  over = true;
  await everyone;

  // The provider sends again what was not taken, the same id each time, until it is.
  for (let round = 0; round < 20; round += 1) {
    const waiting = given.filter(({ status }) => status !== 200);
    if (waiting.length === 0) break;
    for (const one of waiting) await give(one);
  }
  expect(given.every(({ status }) => status === 200)).toBe(true);
  expect(late).toEqual([]);
  expect(strange).toEqual([]);
  const all = given.length;
  // One that met the end of the database in the middle may have been kept, to be tried again by the service itself.
  await vi.waitFor(
    async () => {
      const [row] = await side.rows(`
        select (select count(*)::int from appeals) as appeals, (select count(*)::int from inbound) as messages,
          (select count(distinct conversation_id)::int from inbound where state = 'done') as people,
          (select count(*)::int from events where verb = 'receive') as received`);
      expect(row).toEqual({ appeals: all, messages: all, people: all, received: all });
    },
    { timeout: 30_000, interval: 500 },
  );
  // A reply whose lease was given at the very moment of the end, and never told, waits until the lease is over. Nobody
  // is at work on it by then, so its two minutes may as well pass at once.
  const everyReply = (timeout: number): Promise<void> =>
    vi.waitFor(() => expect(side.twilio.taken.length).toBeGreaterThanOrEqual(all), {
      timeout,
      interval: 200,
    });
  await everyReply(10_000).catch(async () => {
    await side.rows(
      "update outbox set leased_until = leased_until - interval '2 minutes' where done_at is null",
    );
    await everyReply(40_000);
  });
  const heard = new Map<string, number>();
  for (const { to } of side.twilio.taken) heard.set(to, (heard.get(to) ?? 0) + 1);
  expect([...heard.values()].filter((times) => times !== 1)).toEqual([]);
  expect(heard.size).toBe(all);
});
