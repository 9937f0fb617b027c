import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisations } from '../support/directory.ts';
import { openWorld, type World } from '../support/world.ts';

describe('a migrated database with reference data', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test('reference data are read', () => {
    const { calendar, lists, policy, organisationById, rules } = world.reference.current();
    expect(calendar.timeZone).toBe('Asia/Almaty');
    expect(calendar.workingHours.to).toBe('18:30');
    expect(calendar.daysOff.get('2026-12-16')?.kk).toBeTruthy();
    expect(calendar.knownYears.has(2026)).toBe(true);
    expect(policy.answerWorkingDays).toBe(15);
    expect(lists.regions).toHaveLength(20);
    expect(lists.forms[0]?.code).toBe('electronic');
    expect(organisationById.get(organisations.centreNorth)?.parentId).toBe(organisations.department);
    expect(rules.map((rule) => rule.position)).toEqual([1, 2]);
  });

  test('values come back in the types that the tables name', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select date '2026-01-31' as day, 5000000000::int8 as big, array[9223372036854775807, -1]::int8[] as blind,
        '{}'::int8[] as none, array[1, 2]::smallint[] as small, array['а б', 'ә"']::text[] as words,
        timestamptz '2026-01-31 00:00:00+05' as at, array['0c000000-0000-4000-8000-000000000001']::uuid[] as ids
    `.execute(world.db);
    expect(rows[0]).toEqual({
      day: '2026-01-31',
      big: 5_000_000_000,
      blind: ['9223372036854775807', '-1'],
      none: [],
      small: [1, 2],
      words: ['а б', 'ә"'],
      at: new Date('2026-01-30T19:00:00Z'),
      ids: ['0c000000-0000-4000-8000-000000000001'],
    });
  });
});
