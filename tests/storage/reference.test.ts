import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadReferenceData } from '../../src/storage/reference-data.ts';
import { createReferenceSource } from '../../src/storage/reference-source.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const count = async (table: 'list_items' | 'calendar_days' | 'settings'): Promise<number> => {
  const { n } = await world.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
};

describe('loading what the service ships with', () => {
  test('again and at once from several processes changes nothing', async () => {
    const before = [await count('list_items'), await count('calendar_days'), await count('settings')];
    await Promise.all(Array.from({ length: 4 }, () => loadReferenceData(world.db)));
    expect([await count('list_items'), await count('calendar_days'), await count('settings')]).toEqual(
      before,
    );
  });

  test('leaves alone what an administrator has changed, switched off or removed', async () => {
    const { db } = world;
    await db.updateTable('list_items').set({ kk: 'өзгерді' }).where('code', '=', 'sms').execute();
    await db.updateTable('list_items').set({ active: false }).where('code', '=', 'sanatorium').execute();
    await db.deleteFrom('calendar_days').where('day', '=', '2026-12-16').execute();
    await db
      .updateTable('settings')
      .set({ value: '{"answerWorkingDays": 20}' })
      .where('key', '=', 'policy')
      .execute();
    await loadReferenceData(db);
    await world.reference.refresh();
    const { lists, calendar, policy } = world.reference.current();
    expect(lists.forms.find(({ code }) => code === 'sms')?.name.kk).toBe('өзгерді');
    expect([...lists.topics, ...lists.services].filter(({ code }) => code === 'sanatorium')).toEqual([]);
    expect(calendar.daysOff.has('2026-12-16')).toBe(false);
    expect(policy.answerWorkingDays).toBe(20);
  });

  test('adds a year that is missing, whole', async () => {
    const { db } = world;
    await db.deleteFrom('calendar_days').where('day', '>=', '2027-01-01').execute();
    await db.deleteFrom('calendar_years').where('year', '=', 2027).execute();
    await loadReferenceData(db);
    await world.reference.refresh();
    const { calendar } = world.reference.current();
    expect(calendar.knownYears.has(2027)).toBe(true);
    expect(calendar.daysOff.has('2027-01-07')).toBe(true);
    const year = await db
      .selectFrom('calendar_years')
      .selectAll()
      .where('year', '=', 2027)
      .executeTakeFirst();
    expect(year?.confirmed).toBe(false);
  });
});

describe('reference data in memory', () => {
  const rename = (name: string) =>
    world.db.updateTable('list_items').set({ ru: name }).where('code', '=', 'sms').execute();
  const nameNow = (source: { current: World['reference']['current'] }) =>
    source.current().lists.forms.find(({ code }) => code === 'sms')?.name.ru;

  test('are read again by themselves when they are old, and nobody waits', async () => {
    const source = await createReferenceSource(world.db, { refreshMs: 0 });
    await rename('новое');
    await expect.poll(() => nameNow(source)).toBe('новое');
    source.stop();
  });

  test('stay as they are while they are fresh', async () => {
    const source = await createReferenceSource(world.db, { refreshMs: 60_000 });
    await rename('новое');
    expect(nameNow(source)).toBe('SMS');
    await source.refresh();
    expect(nameNow(source)).toBe('новое');
  });
});
