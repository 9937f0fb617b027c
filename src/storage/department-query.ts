import { type SqlBool, sql } from 'kysely';
import type { OrganisationTree } from '../domain/organisations.ts';
import type { Official } from '../domain/people.ts';
import { type AppealLineRow, appealLines } from './appeal-lines.ts';
import type { Queryable } from './database.ts';
import { inDepartments, onlyOpen, withoutConflict } from './visible-appeals.ts';

export interface CuratorCounts {
  readonly curatorId: string;
  readonly open: number;
  readonly overdue: number;
  readonly answered: number;
  readonly answeredInTime: number;
}

export interface DepartmentScope {
  readonly official: Official;
  readonly tree: OrganisationTree;
  readonly departments: readonly string[];
}

/** The curators of departments, and those named (who still have appeals of theirs), by name. */
export const departmentStaff = (db: Queryable, departments: readonly string[], others: readonly string[]) =>
  db
    .selectFrom('staff')
    .where((builder) =>
      builder.or([
        builder.and([
          builder('staff.role', '=', 'curator'),
          builder('staff.organisation_id', 'in', departments),
          builder('staff.disabled_at', 'is', null),
        ]),
        ...(others.length === 0 ? [] : [builder('staff.id', 'in', others)]),
      ]),
    )
    .select(['staff.id', 'staff.name', 'staff.organisation_id', 'staff.disabled_at'])
    .orderBy('staff.name')
    .orderBy('staff.id')
    .execute();

/** Open and overdue by curator; under `null` those that nobody has. */
export const openByCurator = (db: Queryable, scope: DepartmentScope, today: string) =>
  db
    .selectFrom('appeals')
    .where((builder) =>
      builder.and([
        onlyOpen,
        inDepartments(builder, scope.departments),
        withoutConflict(builder, scope.official, scope.tree),
      ]),
    )
    .groupBy('appeals.curator_id')
    .select((builder) => [
      'appeals.curator_id',
      builder.fn.countAll<number>().as('open'),
      builder.fn.countAll<number>().filterWhere('appeals.due_on', '<', today).as('overdue'),
    ])
    .execute();

/** Answered since an instant, and of those by their last day, by curator. */
export const answeredByCurator = (db: Queryable, scope: DepartmentScope, since: Date, timeZone: string) =>
  db
    .selectFrom('appeals')
    .where((builder) =>
      builder.and([
        inDepartments(builder, scope.departments),
        builder('appeals.answered_at', 'is not', null),
        builder('appeals.answered_at', '>=', since),
        builder('appeals.curator_id', 'is not', null),
      ]),
    )
    .groupBy('appeals.curator_id')
    .select((builder) => [
      'appeals.curator_id',
      builder.fn.countAll<number>().as('answered'),
      builder.fn
        .countAll<number>()
        .filterWhere(sql<SqlBool>`(appeals.answered_at at time zone ${timeZone})::date <= appeals.due_on`)
        .as('in_time'),
    ])
    .execute();

/** Reopened ones that wait for the head, or overdue ones; the most pressing first. */
export const pressing = (
  db: Queryable,
  scope: DepartmentScope,
  which: { readonly reopened: true } | { readonly overdueOn: string },
  most: number,
): Promise<AppealLineRow[]> =>
  appealLines(db)
    .where((builder) =>
      builder.and([
        onlyOpen,
        inDepartments(builder, scope.departments),
        withoutConflict(builder, scope.official, scope.tree),
        'reopened' in which
          ? builder('appeals.state', '=', 'reopened')
          : builder('appeals.due_on', '<', which.overdueOn),
      ]),
    )
    .orderBy('appeals.due_on')
    .orderBy('appeals.id')
    .limit(most)
    .execute();
