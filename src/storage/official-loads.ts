import { sql } from 'kysely';
import type { Official, StaffRole } from '../domain/people.ts';
import type { Queryable } from './database.ts';
import { onlyOpen } from './visible-appeals.ts';

export interface LoadedOfficial extends Pick<Official, 'id' | 'role' | 'organisationId'> {
  readonly name: string;
  readonly openAppeals: number;
}

/** Curators who may get appeals (not disabled) with how many open ones each has; all of them, or of some departments. */
export const curatorLoads = async (
  db: Queryable,
  departments?: readonly string[],
): Promise<readonly LoadedOfficial[]> => {
  if (departments?.length === 0) return [];
  let officials = db
    .selectFrom('staff')
    .where('staff.role', '=', 'curator')
    .where('staff.disabled_at', 'is', null)
    .select((builder) => [
      'staff.id',
      'staff.name',
      'staff.role',
      'staff.organisation_id',
      builder
        .selectFrom('appeals')
        .whereRef('appeals.curator_id', '=', 'staff.id')
        .where(onlyOpen)
        .select(sql<number>`count(*)`.as('open'))
        .as('open'),
    ])
    .orderBy('staff.name')
    .orderBy('staff.id');
  if (departments !== undefined) officials = officials.where('staff.organisation_id', 'in', departments);
  const rows = await officials.execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role as StaffRole,
    organisationId: row.organisation_id,
    openAppeals: Number(row.open ?? 0),
  }));
};
