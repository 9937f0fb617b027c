import calendar from '../../reference/calendar.kz.json' with { type: 'json' };
import lists from '../../reference/lists.kz.json' with { type: 'json' };
import policy from '../../reference/policy.kz.json' with { type: 'json' };
import regions from '../../reference/regions.kz.json' with { type: 'json' };
import services from '../../reference/services.kz.json' with { type: 'json' };
import type { Database, Queryable } from './database.ts';
import type { ListName } from './reference.ts';
import type { CalendarDaysTable } from './tables.ts';

interface NamedCode {
  readonly code: string;
  readonly kk: string;
  readonly ru: string;
}
const shippedLists: Readonly<Record<ListName, readonly NamedCode[]>> = {
  forms: lists.forms,
  categories: lists.categories,
  topics: lists.topics,
  regions: regions.regions,
  services: services.services,
};

interface ShippedYear {
  readonly status: string;
  /** False where the official calendar has not appeared yet. */
  readonly confirmed: boolean;
  readonly daysOff: readonly { readonly date: string; readonly kk: string; readonly ru: string }[];
  readonly workingWeekendDays?: readonly string[];
}

const daysOf = (year: ShippedYear): CalendarDaysTable[] => [
  ...year.daysOff.map(({ date, kk, ru }) => ({ day: date, kind: 'off' as const, kk, ru })),
  ...(year.workingWeekendDays ?? []).map((day) => ({ day, kind: 'working' as const, kk: '', ru: '' })),
];

/** A year is loaded whole or not at all: one that is there may have been edited by an administrator. */
const loadYear = async (db: Queryable, year: number, shipped: ShippedYear): Promise<void> => {
  const added = await db
    .insertInto('calendar_years')
    .values({ year, status: shipped.status, confirmed: shipped.confirmed })
    .onConflict((conflict) => conflict.column('year').doNothing())
    .returning('year')
    .executeTakeFirst();
  const days = daysOf(shipped);
  if (added !== undefined && days.length > 0)
    await db
      .insertInto('calendar_days')
      .values(days)
      .onConflict((conflict) => conflict.column('day').doNothing())
      .execute();
};

const loadSetting = async (db: Queryable, key: string, value: unknown): Promise<void> => {
  await db
    .insertInto('settings')
    .values({ key, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
};

/**
 * Loads what the service ships with (calendar, lists, terms) where it is not there yet. May run at every start and in
 * several processes at once; what an administrator has changed or switched off stays as it is.
 */
export const loadReferenceData = (db: Database): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { timeZone, workingHours } = calendar;
    await loadSetting(trx, 'calendar', {
      timeZone,
      workingHours: { from: workingHours.from, to: workingHours.to },
    });
    await loadSetting(trx, 'policy', policy.policy);
    for (const [year, shipped] of Object.entries(calendar.years)) await loadYear(trx, Number(year), shipped);
    for (const [list, items] of Object.entries(shippedLists))
      await trx
        .insertInto('list_items')
        .values(items.map(({ code, kk, ru }, position) => ({ list, code, kk, ru, position })))
        .onConflict((conflict) => conflict.columns(['list', 'code']).doNothing())
        .execute();
  });
