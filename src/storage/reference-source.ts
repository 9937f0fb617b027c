import type { WorkingCalendar } from '../domain/calendar.ts';
import type { TermPolicy } from '../domain/policy.ts';
import type { RoutingRule } from '../domain/routing.ts';
import type { Database } from './database.ts';
import type { ListItem, ListName, Organisation, ReferenceData, ReferenceSource } from './reference.ts';

const loadCalendar = async (db: Database): Promise<WorkingCalendar> => {
  const [setting, years, days] = await Promise.all([
    db.selectFrom('settings').select('value').where('key', '=', 'calendar').executeTakeFirstOrThrow(),
    db.selectFrom('calendar_years').select('year').execute(),
    db.selectFrom('calendar_days').selectAll().execute(),
  ]);
  const { timeZone, workingHours } = setting.value as Pick<WorkingCalendar, 'timeZone' | 'workingHours'>;
  return {
    timeZone,
    workingHours,
    daysOff: new Map(days.filter(({ kind }) => kind === 'off').map(({ day, kk, ru }) => [day, { kk, ru }])),
    workingWeekendDays: new Set(days.filter(({ kind }) => kind === 'working').map(({ day }) => day)),
    knownYears: new Set(years.map(({ year }) => year)),
  };
};

const loadLists = async (db: Database): Promise<ReferenceData['lists']> => {
  const rows = await db
    .selectFrom('list_items')
    .selectAll()
    .where('active', '=', true)
    .orderBy('position')
    .execute();
  const items = (list: ListName): readonly ListItem[] =>
    rows.filter((row) => row.list === list).map(({ code, kk, ru }) => ({ code, name: { kk, ru } }));
  return {
    forms: items('forms'),
    categories: items('categories'),
    topics: items('topics'),
    regions: items('regions'),
    services: items('services'),
  };
};

const loadOrganisations = async (db: Database): Promise<readonly Organisation[]> => {
  const rows = await db
    .selectFrom('organisations')
    .selectAll()
    .where('active', '=', true)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    parentId: row.parent_id,
    kind: row.kind,
    region: row.region,
    name: { kk: row.kk, ru: row.ru },
    address:
      row.address_kk === null && row.address_ru === null
        ? null
        : { kk: row.address_kk ?? row.address_ru ?? '', ru: row.address_ru ?? row.address_kk ?? '' },
    phone: row.phone,
    handlesAppeals: row.handles_appeals,
    rated: row.rated,
    indicators: row.indicators,
    ratingCode: row.rating_code,
    search: row.search,
  }));
};

const loadRules = async (db: Database): Promise<readonly RoutingRule[]> => {
  const rows = await db
    .selectFrom('routing_rules')
    .selectAll()
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    conditions: row.conditions as RoutingRule['conditions'],
    departmentId: row.department_id,
  }));
};

/** Reads everything that administrators edit. Throws where the reference data was never loaded. */
export const loadReference = async (db: Database): Promise<ReferenceData> => {
  const [calendar, policy, lists, organisations, rules] = await Promise.all([
    loadCalendar(db),
    db.selectFrom('settings').select('value').where('key', '=', 'policy').executeTakeFirstOrThrow(),
    loadLists(db),
    loadOrganisations(db),
    loadRules(db),
  ]);
  return {
    calendar,
    policy: policy.value as TermPolicy,
    lists,
    organisations,
    organisationById: new Map(organisations.map((organisation) => [organisation.id, organisation])),
    rules,
  };
};

/**
 * Reference data in memory, read once here and again behind the back of the first reader who finds it older than
 * `refreshMs`; nobody waits, and while the database is away the last known data serve. After `stop` it reads no more.
 */
export const createReferenceSource = async (
  db: Database,
  { refreshMs = 5_000 }: { readonly refreshMs?: number } = {},
): Promise<ReferenceSource & { readonly stop: () => void }> => {
  let data = await loadReference(db);
  let readAt = performance.now();
  let reading = false;
  let stopped = false;
  const refresh = async (): Promise<void> => {
    data = await loadReference(db);
    readAt = performance.now();
  };
  const refreshBehind = (): void => {
    reading = true;
    refresh()
      .catch(() => {
        readAt = performance.now();
      })
      .finally(() => {
        reading = false;
      });
  };
  return {
    current: () => {
      if (!reading && !stopped && performance.now() - readAt > refreshMs) refreshBehind();
      return data;
    },
    refresh,
    stop: () => {
      stopped = true;
    },
  };
};
