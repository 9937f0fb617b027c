import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { OrganisationTree } from '../domain/organisations.ts';
import type { Official } from '../domain/people.ts';
import { type AppealLineRow, appealLines } from './appeal-lines.ts';
import type { Queryable } from './database.ts';
import type { Tables } from './tables.ts';
import { inScope, onlyRow, withoutConflict } from './visible-appeals.ts';

export interface RowPlace {
  readonly urgent: boolean;
  readonly receivedAt: Date;
  readonly id: string;
}

const matching =
  (official: Official, tree: OrganisationTree) => (builder: ExpressionBuilder<Tables, 'appeals'>) =>
    builder.and([onlyRow, inScope(builder, official, tree), withoutConflict(builder, official, tree)]);

/** The row in its order: urgent ones first, then who has waited longest. `after` is the last line of the page before. */
export const registrarPage = (
  db: Queryable,
  official: Official,
  tree: OrganisationTree,
  page: { readonly size: number; readonly after: RowPlace | null },
): Promise<(AppealLineRow & { sealed: Buffer; answer_channel: string })[]> => {
  const { after } = page;
  let lines = appealLines(db)
    .select(['appeals.sealed', 'appeals.answer_channel'])
    .where(matching(official, tree));
  if (after !== null)
    lines = lines.where(
      sql<SqlBool>`((not appeals.urgent), appeals.received_at, appeals.id) > (${!after.urgent}::boolean, ${after.receivedAt}::timestamptz, ${after.id}::uuid)`,
    );
  return lines
    .orderBy(sql`(not appeals.urgent)`)
    .orderBy('appeals.received_at')
    .orderBy('appeals.id')
    .limit(page.size)
    .execute();
};

/** How many wait in it. */
export const registrarCount = async (
  db: Queryable,
  official: Official,
  tree: OrganisationTree,
): Promise<number> => {
  const { count } = await db
    .selectFrom('appeals')
    .where(matching(official, tree))
    .select((builder) => builder.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};
