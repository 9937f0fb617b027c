import { type Insertable, sql } from 'kysely';
import type { KnownNeedsTable } from './conversation-tables.ts';
import type { Queryable } from './database.ts';
import type { AppealsTable, AuditTable, EventsTable, OutboxTable } from './tables.ts';

/** Everything one appeal writes as it comes in. */
export interface Intake {
  /** Two digits of the year it was received in, which choose the sequence of the running number. */
  readonly year: number;
  readonly appeal: Omit<Insertable<AppealsTable>, 'serial'>;
  readonly events: readonly Insertable<EventsTable>[];
  readonly audit: Insertable<AuditTable>;
  readonly outbox: readonly Pick<Insertable<OutboxTable>, 'kind' | 'channel' | 'payload' | 'due_at'>[];
  /** Ids of uploads of the same submission. */
  readonly files: readonly string[];
  /** What someone with this telephone needs, on every channel; the latest word counts. */
  readonly knownNeeds: Pick<Insertable<KnownNeedsTable>, 'phone_blind' | 'needs' | 'updated_at'> | null;
}

/** What stands in the database for a submission, whether this statement or an earlier one put it there. */
export interface TakenIn {
  readonly id: string;
  readonly serial: number;
  readonly sealed: Buffer;
  readonly receivedAt: Date;
  /** An earlier sending of the same form had done it. */
  readonly repeated: boolean;
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
/** Rows travel as JSON: bytes in PostgreSQL's hex form, instants in ISO. */
const json = (rows: readonly object[]): string => JSON.stringify(rows);
const withMac = <Row extends { readonly mac: Buffer }>(row: Row) => ({ ...row, mac: hex(row.mac) });

const statement = (intakes: readonly Intake[]) => sql<{ id: string; serial: number }>`/* take-in */
with arriving as materialized (
  select * from json_to_recordset(${json(intakes.map(({ appeal, year, files }) => ({ ...appeal, year, files, sealed: hex(appeal.sealed) })))}::json) as a(
    year int, files uuid[], id uuid, submission_id uuid, form text, received_at timestamptz, category text, topic text,
    language text, channel text, type text, urgent boolean, anonymous boolean, statement text, region text,
    organisation_id uuid, state text, identity text, relation text, authority text, may_contact_applicant boolean,
    needs text[], answer_channel text, hide_name boolean, consent_version text, registered_on date, due_on date,
    due_provisional boolean, sealed bytea, blind bigint[], file_count int)
), taken as (
  insert into appeals (
    id, serial, submission_id, form, received_at, category, topic, language, channel, type, urgent, anonymous,
    statement, region, organisation_id, state, identity, relation, authority, may_contact_applicant, needs,
    answer_channel, hide_name, consent_version, registered_on, due_on, due_provisional, sealed, blind, file_count)
  select
    id, year * 10000000 + nextval(('appeal_serial_' || year)::regclass), submission_id, form, received_at, category,
    topic, language, channel, type, urgent, anonymous, statement, region, organisation_id, state, identity, relation,
    authority, may_contact_applicant, needs, answer_channel, hide_name, consent_version, registered_on, due_on,
    due_provisional, sealed, blind, file_count
  from arriving
  on conflict (submission_id) do nothing
  returning id, serial, submission_id
), told as (
  insert into events (id, appeal_id, at, actor_kind, actor_id, verb, from_state, to_state, reason, data, mac)
  select e.id, e.appeal_id, e.at, e.actor_kind, e.actor_id, e.verb, e.from_state, e.to_state, e.reason, e.data::jsonb, e.mac
  from rows from (json_to_recordset(${json(intakes.flatMap((intake) => intake.events.map(withMac)))}::json) as (
    id uuid, appeal_id uuid, at timestamptz, actor_kind text, actor_id uuid, verb text, from_state text, to_state text,
    reason text, data text, mac bytea)) with ordinality as e(
    id, appeal_id, at, actor_kind, actor_id, verb, from_state, to_state, reason, data, mac, place)
  where e.appeal_id in (select id from taken)
  order by e.place
), watched as (
  insert into audit (id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, mac)
  select id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail::jsonb, mac
  from json_to_recordset(${json(intakes.map((intake) => withMac(intake.audit)))}::json) as w(
    id uuid, at timestamptz, actor_kind text, actor_id uuid, action text, subject_kind text, subject_id uuid,
    detail text, mac bytea)
  where subject_id in (select id from taken)
), queued as (
  insert into outbox (kind, appeal_id, channel, payload, due_at)
  select kind, appeal_id, channel, payload::jsonb, due_at
  from json_to_recordset(${json(
    intakes.flatMap((intake) => intake.outbox.map((row) => ({ ...row, appeal_id: intake.appeal.id }))),
  )}::json) as q(kind text, appeal_id uuid, channel text, payload text, due_at timestamptz)
  where appeal_id in (select id from taken)
), claimed as (
  update files set appeal_id = a.id
  from arriving a
  where cardinality(a.files) > 0 and files.draft_submission_id = a.submission_id and files.appeal_id is null
    and files.id = any (a.files) and a.id in (select id from taken)
), remembered as (
  insert into known_needs (phone_blind, needs, updated_at)
  select distinct on (phone_blind) phone_blind, needs, updated_at
  from json_to_recordset(${json(
    intakes.flatMap(({ knownNeeds, appeal }) =>
      knownNeeds ? [{ ...knownNeeds, appeal_id: appeal.id }] : [],
    ),
  )}::json) as k(phone_blind bigint, needs text[], updated_at timestamptz, appeal_id uuid)
  where appeal_id in (select id from taken)
  order by phone_blind, updated_at desc
  on conflict (phone_blind) do update set needs = excluded.needs, updated_at = excluded.updated_at
), forgotten as (
  delete from drafts where submission_id in (select submission_id from taken)
)
select id, serial from taken`;

const standing = async (
  db: Queryable,
  submissions: readonly string[],
): Promise<ReadonlyMap<string, TakenIn>> => {
  if (submissions.length === 0) return new Map();
  const rows = await db
    .selectFrom('appeals')
    .where('submission_id', 'in', submissions)
    .select(['id', 'serial', 'submission_id', 'sealed', 'received_at'])
    .execute();
  return new Map(
    rows.map(({ id, serial, submission_id, sealed, received_at }) => [
      submission_id,
      { id, serial, sealed, receivedAt: received_at, repeated: true },
    ]),
  );
};

/** What an earlier sending of a form put into the database. */
export const findTakenIn = async (db: Queryable, submissionId: string): Promise<TakenIn | undefined> =>
  (await standing(db, [submissionId])).get(submissionId);

/**
 * Takes appeals in with one statement, and so in one transaction: the appeals with their running numbers, events,
 * audit and outbox rows; their uploads become theirs and their drafts are forgotten. A submission that is there
 * already writes nothing and gets what stands. Outcomes are in the order given.
 */
export const takeIn = async (db: Queryable, intakes: readonly Intake[]): Promise<readonly TakenIn[]> => {
  const { rows } = await statement(intakes).execute(db);
  const serials = new Map(rows.map((row) => [row.id, row.serial]));
  // A second statement, since the first one's snapshot may be older than the commit it ran into.
  const earlier = await standing(
    db,
    intakes.filter(({ appeal }) => !serials.has(appeal.id)).map(({ appeal }) => appeal.submission_id),
  );
  return intakes.map(({ appeal: { id, submission_id, received_at, sealed } }) => {
    const serial = serials.get(id);
    if (serial !== undefined) return { id, serial, sealed, receivedAt: received_at, repeated: false };
    const before = earlier.get(submission_id);
    if (before === undefined) throw new Error('intake: neither taken in nor there before');
    return before;
  });
};
