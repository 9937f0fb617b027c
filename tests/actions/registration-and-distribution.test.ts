import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runBackgroundOnce } from '../../src/actions/background.ts';
import { distributePending } from '../../src/actions/distribute-pending.ts';
import { drainOutbox } from '../../src/actions/drain-outbox.ts';
import { registerDue } from '../../src/actions/register-due.ts';
import { readAppeal, readEvents } from '../../src/storage/appeal-reading.ts';
import { ledgers } from '../../src/storage/ledger.ts';
import { submitted } from '../support/appeals.ts';
import { organisations } from '../support/directory.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const visit = { region: 'KZ-75', topic: 'visits' } as const;
const stateOf = async (id: string) => (await readAppeal(world.db, id))?.state;
const waitingOf = async (appealId: string) =>
  world.db
    .selectFrom('outbox')
    .where('appeal_id', '=', appealId)
    .where('done_at', 'is', null)
    .select(['kind', 'error'])
    .execute();

test('the sweep registers what came after hours, from the start of the working day on and not before', async () => {
  world.at('2026-11-20T18:30:01+05:00');
  const late = await submitted(world, visit);
  for (const tooEarly of [
    '2026-11-20T23:00:00+05:00',
    '2026-11-22T12:00:00+05:00',
    '2026-11-23T08:59:59+05:00',
  ]) {
    world.at(tooEarly);
    await registerDue(world);
    expect(await stateOf(late.appealId)).toBe('received');
  }
  world.at('2026-11-23T09:00:00+05:00');
  const wakes = world.wakes();
  expect(await registerDue(world)).toBe(false);
  expect(world.wakes()).toBe(wakes + 1);
  await distributePending(world);
  const history = await readEvents(world.db, late.appealId);
  expect(history.map(({ verb, to, actor }) => [verb, to, actor.kind])).toEqual([
    ['receive', 'received', 'citizen'],
    ['register', 'registered', 'service'],
    ['distribute', 'distributed', 'service'],
  ]);
});

test('several processes sweeping at once register each appeal once', async () => {
  world.at('2026-11-21T12:00:00+05:00');
  const ids = await Promise.all(Array.from({ length: 30 }, async () => (await submitted(world)).appealId));
  world.at('2026-11-23T09:30:00+05:00');
  await Promise.all([1, 2, 3].map(() => registerDue(world)));
  await registerDue(world);
  const registrations = await world.db
    .selectFrom('events')
    .where('verb', '=', 'register')
    .where('appeal_id', 'in', ids)
    .select('appeal_id')
    .execute();
  expect(new Set(registrations.map((event) => event.appeal_id)).size).toBe(30);
  expect(registrations).toHaveLength(30);
});

test('a rule names the department, and its least-loaded curator has it; each one given counts for the next', async () => {
  const first = await submitted(world, visit);
  await distributePending(world);
  const ids = await Promise.all(
    Array.from({ length: 5 }, async () => (await submitted(world, visit)).appealId),
  );
  expect(await distributePending(world)).toBe(false);
  const rows = await world.db
    .selectFrom('appeals')
    .where('id', 'in', [first.appealId, ...ids])
    .select(['state', 'department_id', 'curator_id'])
    .execute();
  expect(new Set(rows.map((row) => `${row.state} ${row.department_id}`))).toEqual(
    new Set([`distributed ${organisations.centreNorth}`]),
  );
  const shares = Object.values(Object.groupBy(rows, (row) => row.curator_id ?? '')).map(
    (share) => share?.length,
  );
  expect(shares).toEqual([3, 3]);
  const [event] = (await readEvents(world.db, first.appealId)).slice(-1);
  expect(event).toMatchObject({
    verb: 'distribute',
    from: 'registered',
    to: 'distributed',
    data: { departmentId: organisations.centreNorth, routeReason: 'rule', curatorId: rows[0]?.curator_id },
  });
  expect(await waitingOf(first.appealId)).toEqual([]);
});

test('whoever is complained of never gets it: it rises to the body above', async () => {
  const { appealId } = await submitted(world, {
    ...visit,
    type: 'complaint',
    organisationId: organisations.centreNorth,
  });
  await distributePending(world);
  const row = await readAppeal(world.db, appealId);
  // The city department has no curator of its own here: its registrar decides.
  expect(row).toMatchObject({
    state: 'registered',
    department_id: organisations.department,
    curator_id: null,
  });
  expect((await readEvents(world.db, appealId)).at(-1)).toMatchObject({
    verb: 'distribute',
    to: 'registered',
    data: { routeReason: 'raised-no-curator' },
  });
});

test('what no rule decides stays in the registrar’s row, with the reason, and is not tried again', async () => {
  const { appealId } = await submitted(world, { region: null });
  await distributePending(world);
  await distributePending(world);
  const distributions = (await readEvents(world.db, appealId)).filter(({ verb }) => verb === 'distribute');
  expect(distributions.map(({ to, data }) => [to, data.routeReason])).toEqual([['registered', 'no-rule']]);
  expect(await waitingOf(appealId)).toEqual([]);
});

test('an appeal that the sweep has not reached yet comes again', async () => {
  world.at('2026-11-21T12:00:00+05:00');
  const { appealId } = await submitted(world, visit);
  world.at('2026-11-23T09:00:00+05:00');
  await distributePending(world);
  expect(await waitingOf(appealId)).toEqual([{ kind: 'distribute', error: 'not-registered-yet' }]);
  await registerDue(world);
  world.at('2026-11-23T09:00:06+05:00');
  await distributePending(world);
  expect(await stateOf(appealId)).toBe('distributed');
});

test('an applicant’s notice becomes a task for whoever has the appeal, once', async () => {
  const { appealId } = await submitted(world, {
    representation: {
      representative: { name: 'Сейітов Ерлан' },
      relation: 'child',
      authority: 'none',
      mayContactApplicant: true,
    },
  });
  await drainOutbox(world);
  await drainOutbox(world);
  const tasks = await world.db
    .selectFrom('tasks')
    .where('appeal_id', '=', appealId)
    .select(['kind', 'channel', 'done_at'])
    .execute();
  expect(tasks).toEqual([{ kind: 'send-notice', channel: 'phone', done_at: null }]);
});

test('one round of the background work registers, distributes, and seals both ledgers', async () => {
  world.at('2026-11-21T12:00:00+05:00');
  const { appealId } = await submitted(world, visit);
  world.at('2026-11-23T09:05:00+05:00');
  await runBackgroundOnce(world, { headsFile: join(world.filesFolder, 'heads.jsonl') });
  expect(await stateOf(appealId)).toBe('distributed');
  for (const ledger of ledgers) {
    const rows = await world.db.selectFrom(ledger).select('id').execute();
    const seals = await world.db.selectFrom('seals').where('ledger', '=', ledger).select('row_id').execute();
    expect(new Set(seals.map((seal) => seal.row_id))).toEqual(new Set(rows.map((row) => row.id)));
  }
});
