import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AppealType } from '../domain/appeal.ts';
import type { AppealState } from '../domain/states.ts';
import type { Queryable } from './database.ts';
import type { Tables } from './tables.ts';
import { inDepartments, onlyOpen } from './visible-appeals.ts';

type Builder = ExpressionBuilder<Tables, 'appeals'>;

/** Departments whose appeals are counted; `null`: all there are, also those that no department has. */
export type CountedDepartments = readonly string[] | null;

const counted = (departments: CountedDepartments) => (builder: Builder) =>
  departments === null ? sql<SqlBool>`true` : inDepartments(builder, departments);

/** Open ones by state and type, and how many of them are overdue: figures only. */
export const openFigures = async (db: Queryable, departments: CountedDepartments, today: string) => {
  const rows = await db
    .selectFrom('appeals')
    .where(onlyOpen)
    .where(counted(departments))
    .groupBy(['state', 'type'])
    .select((builder) => [
      'state',
      'type',
      builder.fn.countAll<number>().as('count'),
      builder.fn.countAll<number>().filterWhere('due_on', '<', today).as('overdue'),
    ])
    .execute();
  const byState = new Map<AppealState, number>();
  const byType = new Map<AppealType, number>();
  let overdue = 0;
  for (const row of rows) {
    const [state, type] = [row.state as AppealState, row.type as AppealType];
    byState.set(state, (byState.get(state) ?? 0) + row.count);
    byType.set(type, (byType.get(type) ?? 0) + row.count);
    overdue += row.overdue;
  }
  return { byState, byType, overdue };
};

/** How many came in since an instant. */
export const receivedSince = async (
  db: Queryable,
  departments: CountedDepartments,
  since: Date,
): Promise<number> => {
  const { count } = await db
    .selectFrom('appeals')
    .where('received_at', '>=', since)
    .where(counted(departments))
    .select((builder) => builder.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

/** How many were answered since an instant, and how many of those by their last day. */
export const answeredSince = (
  db: Queryable,
  departments: CountedDepartments,
  since: Date,
  timeZone: string,
): Promise<{ readonly answered: number; readonly inTime: number }> =>
  db
    .selectFrom('appeals')
    .where('answered_at', '>=', since)
    .where('answered_at', 'is not', null)
    .where(counted(departments))
    .select((builder) => [
      builder.fn.countAll<number>().as('answered'),
      builder.fn
        .countAll<number>()
        .filterWhere(sql<SqlBool>`(answered_at at time zone ${timeZone})::date <= due_on`)
        .as('inTime'),
    ])
    .executeTakeFirstOrThrow();

/** What an administrator looks after. */
export const upkeepFigures = async (db: Queryable) => {
  const staff = await db
    .selectFrom('staff')
    .select((builder) => [
      builder.fn.countAll<number>().as('all'),
      builder.fn.countAll<number>().filterWhere('disabled_at', 'is not', null).as('disabled'),
    ])
    .executeTakeFirstOrThrow();
  const outbox = await db
    .selectFrom('outbox')
    .where('failed_at', 'is not', null)
    .select((builder) => builder.fn.countAll<number>().as('failed'))
    .executeTakeFirstOrThrow();
  return { staff: staff.all, disabled: staff.disabled, outboxFailed: outbox.failed };
};
