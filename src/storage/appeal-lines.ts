import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** Characters of the statement that a list gives. */
export const beginningLength = 160;

/** Appeals joined with their curators' names, with the columns that a list shows; the caller says which and how many. */
export const appealLines = (db: Queryable) =>
  db
    .selectFrom('appeals')
    .leftJoin('staff', 'staff.id', 'appeals.curator_id')
    .select([
      'appeals.id',
      'appeals.serial',
      'appeals.received_at',
      'appeals.due_on',
      'appeals.due_provisional',
      'appeals.state',
      'appeals.type',
      'appeals.topic',
      'appeals.category',
      'appeals.channel',
      'appeals.region',
      'appeals.organisation_id',
      'appeals.department_id',
      'appeals.curator_id',
      'staff.name as curator_name',
      'appeals.needs',
      'appeals.language',
      'appeals.urgent',
      'appeals.anonymous',
      'appeals.hide_name',
      'appeals.excluded_staff',
      'appeals.file_count',
      sql<string>`left(appeals.statement, ${sql.lit(beginningLength)})`.as('beginning'),
    ]);

export type AppealLineRow = Awaited<ReturnType<ReturnType<typeof appealLines>['execute']>>[number];
