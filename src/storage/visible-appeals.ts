import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { lineage, type OrganisationTree, withinOf } from '../domain/organisations.ts';
import type { Official } from '../domain/people.ts';
import type { Tables } from './tables.ts';

type Builder = ExpressionBuilder<Tables, 'appeals'>;
type Condition = Expression<SqlBool>;

/** Written as in the partial indexes of open appeals, word for word: only then are they used. */
export const onlyOpen = sql<SqlBool>`appeals.state not in ('answered', 'closed', 'forwarded', 'merged', 'withdrawn')`;
/** The same for the registrar's row. */
export const onlyRow = sql<SqlBool>`(appeals.state in ('received', 'registered', 'returned')
  or (appeals.state = 'distributed' and (appeals.curator_id is null or appeals.topic is null or appeals.region is null)))`;

/** `= x` for one organisation, so that an index gives the order too; `in (…)` for more. */
export const inDepartments = (builder: Builder, ids: readonly string[]): Condition => {
  const [only] = ids;
  if (only === undefined) return sql<SqlBool>`false`;
  return ids.length === 1
    ? builder('appeals.department_id', '=', only)
    : builder('appeals.department_id', 'in', ids);
};

/**
 * Neither the official herself is excluded, nor does the appeal complain of (or hide the name from) her organisation
 * or one above it: `isInConflict` of the domain, said in SQL.
 */
export const withoutConflict = (builder: Builder, official: Official, tree: OrganisationTree): Condition => {
  const above = lineage(official.organisationId, tree).map((node) => node.id);
  const against = builder.or([
    builder('appeals.type', 'in', ['complaint', 'message']),
    builder('appeals.hide_name', '=', true),
  ]);
  return builder.and([
    sql<SqlBool>`not (${official.id}::uuid = any(appeals.excluded_staff))`,
    builder.not(
      builder.and([
        against,
        builder('appeals.organisation_id', 'is not', null),
        builder('appeals.organisation_id', 'in', above.length > 0 ? above : [official.organisationId]),
      ]),
    ),
  ]);
};

/** What lies in a registrar's or head's organisation or below it, or with no department within her sight. */
export const inScope = (builder: Builder, official: Official, tree: OrganisationTree): Condition => {
  const own = tree.get(official.organisationId);
  if (own === undefined) return sql<SqlBool>`false`;
  const departments = inDepartments(builder, withinOf(own.id, tree));
  const nobodys = builder('appeals.department_id', 'is', null);
  if (official.role === 'head')
    return own.parentId === null ? builder.or([departments, nobodys]) : departments;
  if (own.region === null) return builder.or([departments, nobodys]);
  return builder.or([
    departments,
    builder.and([
      nobodys,
      builder.or([builder('appeals.region', 'is', null), builder('appeals.region', '=', own.region)]),
    ]),
  ]);
};
