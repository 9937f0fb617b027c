import { sql } from 'kysely';
import type { AppealType } from '../domain/appeal.ts';
import type { Language } from '../domain/language.ts';
import type { AccessNeed } from '../domain/people.ts';
import type { RoutableAppeal, Route } from '../domain/routing.ts';
import type { AppealState } from '../domain/states.ts';
import type { Queryable } from './database.ts';
import type { Lease } from './outbox.ts';

/** Any number, the same in every process: loads are counted and given out by one of them at a time. */
const distributionLock = 7_203_114_022;

export type WaitingAppeal = RoutableAppeal & {
  readonly id: string;
  readonly state: AppealState;
};

/** Locks the appeals and tells of them what routing asks; waits until no other process is distributing. */
export const lockForRouting = async (
  db: Queryable,
  ids: readonly string[],
): Promise<readonly WaitingAppeal[]> => {
  await sql`select pg_advisory_xact_lock(${distributionLock})`.execute(db);
  const rows = await db
    .selectFrom('appeals')
    .where('id', 'in', ids)
    .select(['id', 'state', 'type', 'organisation_id', 'hide_name', 'excluded_staff', 'region', 'topic'])
    .select(['language', 'needs'])
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state as AppealState,
    type: row.type as AppealType,
    organisationId: row.organisation_id,
    hideName: row.hide_name,
    excludedStaff: row.excluded_staff,
    region: row.region,
    topic: row.topic,
    language: row.language as Language,
    needs: row.needs as AccessNeed[],
  }));
};

export interface RoutedAppeal {
  readonly id: string;
  readonly state: AppealState;
  readonly route: Pick<Route, 'departmentId' | 'curatorId'>;
}

/** Writes where the appeals went, all with one statement. */
export const setRoutes = async (db: Queryable, routed: readonly RoutedAppeal[]): Promise<void> => {
  await sql`
    update appeals a set state = r.state, department_id = r.department_id, curator_id = r.curator_id
    from unnest(
      ${routed.map(({ id }) => id)}::uuid[], ${routed.map(({ state }) => state)}::text[],
      ${routed.map(({ route }) => route.departmentId)}::uuid[], ${routed.map(({ route }) => route.curatorId)}::uuid[]
    ) as r(id, state, department_id, curator_id)
    where a.id = r.id`.execute(db);
};

/** Marks leases as done with one statement; false where one of them was lost to a later claim: then undo everything. */
export const finishAll = async (db: Queryable, leases: readonly Lease[], now: Date): Promise<boolean> => {
  const { rows } = await sql`
    update outbox o set done_at = ${now}, leased_until = null, error = null
    from unnest(${leases.map(({ id }) => id)}::int8[], ${leases.map(({ attempt }) => attempt)}::int4[]) as l(id, attempts)
    where o.id = l.id and o.attempts = l.attempts and o.done_at is null and o.failed_at is null
    returning o.id`.execute(db);
  return rows.length === leases.length;
};
