import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeOf } from '../../src/actions/staff/appeal-scope.ts';
import { curatorInbox } from '../../src/actions/staff/curator-inbox.ts';
import { departmentOverview } from '../../src/actions/staff/department-overview.ts';
import { openAppeal } from '../../src/actions/staff/open-appeal.ts';
import type { InboxFilters } from '../../src/actions/staff/read-models.ts';
import { registrarRow } from '../../src/actions/staff/registrar-row.ts';
import { staffSummary } from '../../src/actions/staff/staff-summary.ts';
import { type AppealScope, mayDo } from '../../src/domain/authorisation.ts';
import type { Official } from '../../src/domain/people.ts';
import type { AppealState } from '../../src/domain/states.ts';
import { addTask } from '../../src/storage/tasks.ts';
import { officials, organisations } from '../support/directory.ts';
import { appealAt } from '../support/staff-appeals.ts';
import { openWorld, type World } from '../support/world.ts';

const { registrar, curatorNorth, curatorNorthTwo, curatorSouth, head, headNorth } = officials;

/** A world of its own for each group: lists count everything there is. */
const ownWorld = () => {
  const held: { world?: World } = {};
  beforeAll(async () => {
    held.world = await openWorld({ now: '2026-11-18T10:00:00+05:00' });
  });
  afterAll(() => held.world?.close());
  return (): World => {
    if (held.world === undefined) throw new Error('no world yet');
    return held.world;
  };
};
const inbox = async (world: World, official: Official, filters: InboxFilters, page = {}) => {
  const found = await curatorInbox(world, official, filters, page);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

describe('inbox', () => {
  const world = ownWorld();
  const mine = { department_id: organisations.centreNorth, curator_id: curatorNorth.id, state: 'in-work' };
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    const days = {
      overdue: '2026-11-17',
      today: '2026-11-18',
      soon: '2026-11-23',
      later: '2026-11-24',
    };
    for (const [group, due_on] of Object.entries(days))
      ids[group] = await appealAt(world(), { ...mine, due_on });
    ids.colleagues = await appealAt(
      world(),
      { ...mine, due_on: '2026-11-18', curator_id: curatorNorthTwo.id, region: 'KZ-75', topic: 'visits' },
      { type: 'complaint', needs: ['audio'], language: 'ru' },
    );
    ids.nobodys = await appealAt(world(), {
      ...mine,
      due_on: '2026-12-01',
      curator_id: null,
      state: 'distributed',
    });
    await appealAt(world(), { ...mine, state: 'answered', due_on: '2026-11-18' });
    await appealAt(world(), {
      ...mine,
      department_id: organisations.centreSouth,
      curator_id: curatorSouth.id,
    });
    // Complains of the centre that has it: nobody there sees it, not even in a list.
    await appealAt(world(), { ...mine, type: 'complaint', organisation_id: organisations.centreNorth });
  });

  test('mine, in order of the last day, with the group of each and the counts', async () => {
    const found = await inbox(world(), curatorNorth, { whose: 'mine' });
    expect(found.lines.map(({ id, dueness }) => [id, dueness])).toEqual([
      [ids.overdue, 'overdue'],
      [ids.today, 'today'],
      [ids.soon, 'soon'],
      [ids.later, 'later'],
    ]);
    expect(found.counts).toEqual({ overdue: 1, today: 1, soon: 1, later: 1 });
    expect([found.total, found.next]).toEqual([4, null]);
    expect(found.lines[0]).toMatchObject({
      receipt: expect.stringMatching(/^26\d{8}$/),
      beginning: 'Маған үш аптадан бері әлеуметтік қызметкер келген жоқ.',
      department: { name: { ru: 'Центр северного района' } },
      curator: { name: 'Куратор Айгүл' },
    });
    expect(JSON.stringify(found.lines)).not.toContain('Сейітова');
  });

  test("the department's has the colleagues' and nobody's too, and what lies below for its registrar and head", async () => {
    const names = async (official: Official) =>
      (await inbox(world(), official, { whose: 'department' })).lines.length;
    expect(await names(curatorNorth)).toBe(6);
    expect(await names(headNorth)).toBe(6);
    expect(await names(curatorSouth)).toBe(1);
    expect(await names(head)).toBe(8);
    expect(await names(registrar)).toBe(8);
  });

  test.each<[string, Partial<InboxFilters>, readonly string[]]>([
    ['state', { state: 'distributed' }, ['nobodys']],
    ['type', { type: 'complaint' }, ['colleagues']],
    ['topic', { topic: 'visits' }, ['colleagues']],
    ['region', { region: 'KZ-75' }, ['colleagues']],
    ['needs', { need: 'audio' }, ['colleagues']],
    ['channel', { channel: 'sms' }, []],
    ['group', { dueness: 'today' }, ['today', 'colleagues']],
    ['several', { dueness: 'today', need: 'audio', state: 'in-work' }, ['colleagues']],
  ])('by %s', async (_name, filters, expected) => {
    const found = await inbox(world(), curatorNorth, { whose: 'department', ...filters });
    expect(found.lines.map(({ id }) => id).sort()).toEqual(expected.map((name) => ids[name]).sort());
    // A group narrows the lines, not the counts that lead to the other groups.
    if (filters.dueness === undefined) expect(found.total).toBe(expected.length);
  });

  test('page by page it is the same list, nothing twice, nothing left out', async () => {
    const whole = await inbox(world(), head, { whose: 'department' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await inbox(world(), head, { whose: 'department' }, { size: 1, cursor });
      seen.push(...page.lines.map(({ id }) => id));
      expect(page.total).toBe(whole.total);
      cursor = page.next;
    }
    expect(seen).toEqual(whole.lines.map(({ id }) => id));
  });

  test('a damaged link leads to the first page', async () => {
    for (const cursor of ['x', 'W10', 'WyJhIiwiYiJd'])
      expect((await inbox(world(), curatorNorth, { whose: 'mine' }, { cursor })).lines).toHaveLength(4);
  });

  test('what is to be done by hand stands beside it, mine alone', async () => {
    const answered = await appealAt(world(), { ...mine, state: 'answered' });
    const task = { appealId: answered, kind: 'send-answer', channel: 'post', recipient: 'writer' } as const;
    await addTask(world().db, { ...task, id: world().uuid(), notice: null, since: world().now() });
    expect((await inbox(world(), curatorNorth, { whose: 'department' })).tasks).toMatchObject([
      { appealId: answered, channel: 'post' },
    ]);
    expect((await inbox(world(), curatorNorthTwo, { whose: 'department' })).tasks).toEqual([]);
  });

  test('a page is one look in the audit log, with what stood on it', async () => {
    const { lines } = await inbox(world(), curatorNorth, { whose: 'mine' });
    const last = await world()
      .db.selectFrom('audit')
      .selectAll()
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(last).toMatchObject({
      actor_id: curatorNorth.id,
      action: 'look-list',
      detail: { list: 'inbox', appeals: lines.map(({ id }) => id) },
    });
  });

  test.each(['worker', 'council', 'ministry', 'administrator'] as const)('%s has none', async (role) => {
    expect(await curatorInbox(world(), officials[role], { whose: 'department' }, {})).toEqual({
      ok: false,
      error: 'not-allowed',
    });
  });
});

describe('registrar’s row', () => {
  const world = ownWorld();
  const row = async (official: Official, page = {}) => {
    const found = await registrarRow(world(), official, page);
    if (!found.ok) throw new Error(found.error);
    return found.value;
  };
  const ids: Record<string, string> = {};
  const north = { department_id: organisations.centreNorth };
  beforeAll(async () => {
    const whole = { region: 'KZ-75', topic: 'visits' };
    world().at('2026-11-18T10:00:00+05:00');
    ids.noRule = await appealAt(world(), { state: 'registered' });
    world().at('2026-11-18T10:01:00+05:00');
    ids.returned = await appealAt(world(), {
      state: 'returned',
      ...north,
      curator_id: curatorNorth.id,
      ...whole,
    });
    world().at('2026-11-18T10:02:00+05:00');
    ids.received = await appealAt(world(), { state: 'received' }, whole);
    ids.noCurator = await appealAt(world(), { state: 'distributed', ...north, ...whole });
    world().at('2026-11-18T10:03:00+05:00');
    ids.lacks = await appealAt(world(), { state: 'distributed', ...north, curator_id: curatorNorth.id });
    world().at('2026-11-18T10:04:00+05:00');
    ids.urgent = await appealAt(
      world(),
      { state: 'registered' },
      { urgent: true, region: 'KZ-75', topic: 'visits' },
    );
    const others = [
      { state: 'distributed', ...north, curator_id: curatorNorth.id, ...whole },
      { state: 'in-work', ...north, curator_id: curatorNorth.id },
      { state: 'registered', region: 'KZ-19' },
      { state: 'registered', type: 'complaint', organisation_id: organisations.department },
    ];
    for (const place of others) await appealAt(world(), place);
  });

  test('urgent ones first, then who has waited longest; each says why it waits', async () => {
    const { lines, total } = await row(registrar);
    expect(lines.map(({ id, why }) => [id, why])).toEqual([
      [ids.urgent, 'not-distributed'],
      [ids.noRule, 'not-distributed'],
      [ids.returned, 'returned'],
      ...[ids.received, ids.noCurator]
        .sort()
        .map((id) => [id, id === ids.received ? 'not-registered' : 'no-curator']),
      [ids.lacks, 'lacks-something'],
    ]);
    expect(total).toBe(6);
  });

  test('says what is missing and where the rules would send it', async () => {
    const { lines } = await row(registrar);
    const by = new Map(lines.map((line) => [line.id, line]));
    expect(by.get(ids.noRule ?? '')).toMatchObject({
      missing: ['region', 'topic', 'organisation'],
      suggestion: { department: null, curator: null, reason: 'no-rule' },
    });
    // The less loaded of the two curators of the northern centre.
    expect(by.get(ids.urgent ?? '')).toMatchObject({
      missing: ['organisation'],
      suggestion: {
        department: { code: organisations.centreNorth },
        curator: { id: curatorNorthTwo.id },
        reason: 'rule',
      },
    });
  });

  test('page by page it is the same', async () => {
    const whole = await row(registrar);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await row(registrar, { size: 1, cursor });
      seen.push(...page.lines.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual(whole.lines.map(({ id }) => id));
  });

  test('everything in it can be opened, and nothing that can’t', async () => {
    for (const official of [registrar, headNorth, head])
      for (const { id } of (await row(official)).lines)
        expect((await openAppeal(world(), official, id)).ok).toBe(true);
    expect((await row(headNorth)).lines.map(({ id }) => id).sort()).toEqual(
      [ids.returned, ids.noCurator, ids.lacks].sort(),
    );
  });

  test('curators have none', async () => {
    expect(await registrarRow(world(), curatorNorth, {})).toEqual({ ok: false, error: 'not-allowed' });
  });
});

test('lists show exactly what the rules let an official look at, whoever it is and whatever the appeal', async () => {
  const world = await openWorld();
  try {
    const all: { id: string; scope: AppealScope; state: AppealState }[] = [];
    const departments = [organisations.department, organisations.centreNorth, organisations.village, null];
    const about = [organisations.department, organisations.centreNorth, organisations.homeElders, null];
    const types = ['complaint', 'message', 'request'] as const;
    const excluded = [[], [], [curatorNorth.id, registrar.id]];
    const regions = ['KZ-75', 'KZ-19', null];
    for (let index = 0; index < 144; index += 1) {
      const pick = <Item>(items: readonly Item[], every: number): Item =>
        items[Math.floor(index / every) % items.length] as Item;
      const [department_id, organisation_id] = [pick(departments, 1), pick(about, 4)];
      const [type, hide_name, region] = [pick(types, 16), pick([false, true], 48), pick(regions, 5)];
      const excluded_staff = [...pick(excluded, 7)];
      const curator_id =
        department_id === null ? null : pick([null, curatorNorth.id, officials.curatorVillage.id], 3);
      const state: AppealState =
        department_id === null ? 'registered' : pick(['in-work', 'returned', 'distributed'], 2);
      const facts = { department_id, organisation_id, type, hide_name, region, excluded_staff, curator_id };
      const id = await appealAt(world, { ...facts, state });
      all.push({ id, scope: scopeOf(facts), state });
    }
    const tree = world.reference.current().organisationById;
    const seenBy = (official: Official, which: (each: (typeof all)[number]) => boolean) =>
      all
        .filter((each) => which(each) && mayDo(official, 'look', each.scope, tree))
        .map(({ id }) => id)
        .sort();

    for (const official of Object.values(officials)) {
      const mine = await curatorInbox(world, official, { whose: 'mine' }, { size: 100 });
      const department = await curatorInbox(world, official, { whose: 'department' }, { size: 100 });
      const row = await registrarRow(world, official, { size: 100 });
      if (mine.ok)
        expect(mine.value.lines.map(({ id }) => id).sort()).toEqual(
          seenBy(official, ({ scope }) => scope.curatorId === official.id),
        );
      if (department.ok) {
        const within = ({ scope }: (typeof all)[number]) =>
          scope.departmentId !== null &&
          (official.role !== 'curator' || scope.departmentId === official.organisationId);
        expect(department.value.lines.map(({ id }) => id).sort()).toEqual(seenBy(official, within));
      }
      if (row.ok)
        expect(row.value.lines.map(({ id }) => id).sort()).toEqual(
          // None of them names a topic: whatever is distributed lacks something.
          seenBy(official, ({ state }) => state !== 'in-work'),
        );
    }
  } finally {
    await world.close();
  }
});

describe('department', () => {
  const world = ownWorld();
  test('by curator: open, overdue, answered and in time; what was reopened waits for the head', async () => {
    const north = { department_id: organisations.centreNorth, curator_id: curatorNorth.id };
    await appealAt(world(), { ...north, state: 'in-work', due_on: '2026-11-17' });
    await appealAt(world(), { ...north, state: 'distributed' });
    await appealAt(world(), { ...north, state: 'distributed', curator_id: null });
    // In time until midnight of the last day in Almaty; a minute later it is not.
    const last = { ...north, state: 'closed', due_on: '2026-11-10' };
    await appealAt(world(), { ...last, answered_at: new Date('2026-11-10T23:59:59+05:00') });
    await appealAt(world(), { ...last, answered_at: new Date('2026-11-11T00:00:00+05:00') });
    await appealAt(world(), { ...last, answered_at: new Date('2026-08-01T10:00:00+05:00') });
    const reopened = await appealAt(world(), { ...north, curator_id: headNorth.id, state: 'reopened' });

    const overview = await departmentOverview(world(), headNorth);
    if (!overview.ok) throw new Error(overview.error);
    const figures = overview.value.curators.map((each) => [
      each.curator.name,
      each.open,
      each.overdue,
      each.answered,
      each.answeredInTime,
    ]);
    expect(figures).toEqual([
      ['Басшы Нұрлан', 1, 0, 0, 0],
      ['Куратор Айгүл', 2, 1, 2, 1],
      ['Куратор Болат', 0, 0, 0, 0],
    ]);
    expect(overview.value.unassigned).toBe(1);
    expect(overview.value.reopened.map(({ id }) => id)).toEqual([reopened]);
    expect(overview.value.overdue).toHaveLength(1);
    expect(await departmentOverview(world(), curatorNorth)).toEqual({ ok: false, error: 'not-allowed' });
  });

  test('the first pages of the others: figures of their own, and no person', async () => {
    const ministry = await staffSummary(world(), officials.ministry);
    expect(ministry).toMatchObject({
      organisation: null,
      open: 4,
      overdue: 1,
      receivedLast30Days: 7,
      answeredLast90Days: 2,
      answeredInTimeLast90Days: 1,
      byType: [{ type: 'request', count: 4 }],
      upkeep: null,
    });
    expect((await staffSummary(world(), officials.headHome)).open).toBe(0);
    expect((await staffSummary(world(), officials.worker)).organisation?.code).toBe(
      organisations.centreNorth,
    );
    const administrator = await staffSummary(world(), officials.administrator);
    expect(administrator.upkeep).toMatchObject({ staff: 12, staffDisabled: 0, outboxFailed: 0 });
    expect(JSON.stringify(administrator)).not.toContain('Сейітова');
  });
});
