import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AppealType, Channel } from '../domain/appeal.ts';
import type { Dueness } from '../domain/deadline.ts';
import type { OrganisationTree } from '../domain/organisations.ts';
import type { AccessNeed, Official } from '../domain/people.ts';
import type { AppealState } from '../domain/states.ts';
import { type AppealLineRow, appealLines } from './appeal-lines.ts';
import type { Queryable } from './database.ts';
import type { Tables } from './tables.ts';
import { inDepartments, onlyOpen, withoutConflict } from './visible-appeals.ts';

/** Open appeals of one official, or of departments. */
export interface InboxQuery {
  readonly official: Official;
  readonly tree: OrganisationTree;
  /** `null`: only those of which the official is the curator. */
  readonly departments: readonly string[] | null;
  readonly state?: AppealState | undefined;
  readonly type?: AppealType | undefined;
  readonly topic?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly region?: string | undefined;
  readonly need?: AccessNeed | undefined;
}
/** The days that part the groups: up to `soonUntil` an appeal is due soon. */
export interface DueDays {
  readonly today: string;
  readonly soonUntil: string;
}
export interface InboxPlace {
  readonly dueOn: string;
  readonly id: string;
}

type Builder = ExpressionBuilder<Tables, 'appeals'>;

const matching = (query: InboxQuery) => (builder: Builder) =>
  builder.and([
    onlyOpen,
    query.departments === null
      ? builder('appeals.curator_id', '=', query.official.id)
      : inDepartments(builder, query.departments),
    withoutConflict(builder, query.official, query.tree),
    ...(query.state === undefined ? [] : [builder('appeals.state', '=', query.state)]),
    ...(query.type === undefined ? [] : [builder('appeals.type', '=', query.type)]),
    ...(query.topic === undefined ? [] : [builder('appeals.topic', '=', query.topic)]),
    ...(query.channel === undefined ? [] : [builder('appeals.channel', '=', query.channel)]),
    ...(query.region === undefined ? [] : [builder('appeals.region', '=', query.region)]),
    ...(query.need === undefined ? [] : [sql<SqlBool>`${query.need} = any(appeals.needs)`]),
  ]);

const dueWithin = (builder: Builder, dueness: Dueness, days: DueDays) => {
  switch (dueness) {
    case 'overdue':
      return builder('appeals.due_on', '<', days.today);
    case 'today':
      return builder('appeals.due_on', '=', days.today);
    case 'soon':
      return builder.and([
        builder('appeals.due_on', '>', days.today),
        builder('appeals.due_on', '<=', days.soonUntil),
      ]);
    case 'later':
      return builder('appeals.due_on', '>', days.soonUntil);
  }
};

/** One page in order of the last day; `after` is the last line of the page before. Never OFFSET. */
export const inboxPage = (
  db: Queryable,
  query: InboxQuery,
  page: {
    readonly size: number;
    readonly after: InboxPlace | null;
    readonly dueness: Dueness | undefined;
    readonly days: DueDays;
  },
): Promise<AppealLineRow[]> => {
  const { after, dueness } = page;
  let lines = appealLines(db).where(matching(query));
  if (dueness !== undefined) lines = lines.where((builder) => dueWithin(builder, dueness, page.days));
  if (after !== null)
    lines = lines.where(
      sql<SqlBool>`(appeals.due_on, appeals.id) > (${after.dueOn}::date, ${after.id}::uuid)`,
    );
  return lines.orderBy('appeals.due_on').orderBy('appeals.id').limit(page.size).execute();
};

/** How many there are in each group, whatever page is shown. */
export const inboxCounts = async (
  db: Queryable,
  query: InboxQuery,
  days: DueDays,
): Promise<Readonly<Record<Dueness, number>>> => {
  const counted = (dueness: Dueness) => (builder: Builder) =>
    builder.fn
      .countAll<number>()
      .filterWhere(dueWithin(builder, dueness, days))
      .as(dueness);
  return db
    .selectFrom('appeals')
    .where(matching(query))
    .select([
      (builder) => counted('overdue')(builder),
      (builder) => counted('today')(builder),
      (builder) => counted('soon')(builder),
      (builder) => counted('later')(builder),
    ])
    .executeTakeFirstOrThrow();
};
