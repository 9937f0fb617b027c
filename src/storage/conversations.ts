import { type Insertable, type Selectable, sql } from 'kysely';
import type { ConversationsTable, InboundTable } from './conversation-tables.ts';
import type { Queryable } from './database.ts';

export type ConversationRow = Selectable<ConversationsTable>;
export type StoredInbound = Pick<
  Selectable<InboundTable>,
  'id' | 'channel' | 'external_id' | 'state' | 'reply' | 'language' | 'attempts'
>;

/**
 * Holds the conversations of these threads until the transaction ends, whether they have a row yet or not: one message
 * of a person after the other. Always in the order of the numbers, so that two groups never wait for each other.
 */
export const holdThreads = async (trx: Queryable, blinds: readonly string[]): Promise<void> => {
  const ordered = [...new Set(blinds)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  await sql`select pg_advisory_xact_lock(b) from unnest(${ordered}::bigint[]) b`.execute(trx);
};

/** Blind indexes use all 64 bits: as numbers they would not be themselves any more. */
const asText = (column: 'thread_blind' | 'address_blind') => sql<string>`${sql.ref(column)}::text`.as(column);

export const readConversations = (trx: Queryable, blinds: readonly string[]): Promise<ConversationRow[]> =>
  trx
    .selectFrom('conversations')
    .select(['id', 'channel', 'sealed', 'language', 'opted_out', 'unreachable', 'created_at', 'updated_at'])
    .select([asText('thread_blind'), asText('address_blind')])
    .where('thread_blind', 'in', [...blinds])
    .execute();

/** Messages that have come before, by the provider's ids. */
export const readSeen = async (
  trx: Queryable,
  messages: readonly { readonly channel: string; readonly externalId: string }[],
): Promise<readonly StoredInbound[]> => {
  const { rows } = await sql<StoredInbound>`
    select i.id, i.channel, i.external_id, i.state, i.reply, i.language, i.attempts
    from unnest(${messages.map(({ channel }) => channel)}::text[], ${messages.map(({ externalId }) => externalId)}::text[])
      as m(channel, external_id)
    join inbound i on i.channel = m.channel and i.external_id = m.external_id`.execute(trx);
  return rows;
};

/** Needs known under telephones, by their blind index. */
export const readKnownNeeds = async (
  trx: Queryable,
  blinds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (blinds.length === 0) return new Map();
  const { rows } = await sql<{ phone_blind: string; needs: string[] }>`
    select phone_blind::text as phone_blind, needs from known_needs where phone_blind = any(${[...blinds]}::bigint[])`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.phone_blind, row.needs]));
};

/** What one message leaves behind. */
export interface TurnRows {
  readonly conversation: Insertable<ConversationsTable>;
  readonly inbound: Insertable<InboundTable>;
  readonly outbox: readonly {
    readonly kind: string;
    readonly channel: string;
    readonly payload: string;
    readonly due_at: Date;
  }[];
  readonly media: readonly {
    readonly id: string;
    readonly channel: string;
    readonly submission_id: string;
    readonly appeal_id: string | null;
    readonly message_id: string | null;
    readonly conversation_id: string;
    readonly sealed: Buffer;
    readonly created_at: Date;
  }[];
  /** Appeals given in this turn. */
  readonly appeals: readonly string[];
}

/** Rows travel as one JSON text: bytes in PostgreSQL's hex form, instants in ISO. */
const asJson = (rows: readonly object[]): string =>
  JSON.stringify(
    rows.map((row) => {
      const plain: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(row))
        plain[name] = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
      return plain;
    }),
  );

/** Thrown where another process has stored the same message meanwhile; the caller tries again and finds it. */
export class StoredMeanwhile extends Error {}

/** Writes what a number of messages, of one person each, leave behind: with one statement. */
export const writeTurns = async (trx: Queryable, turns: readonly TurnRows[]): Promise<void> => {
  const { rows } = await sql<{ id: string }>`/* write-turns */
with people as (
  insert into conversations (id, channel, thread_blind, address_blind, sealed, language, opted_out, unreachable, created_at, updated_at)
  select id, channel, thread_blind, address_blind, sealed, language, opted_out, unreachable, created_at, updated_at
  from json_to_recordset(${asJson(turns.map(({ conversation }) => conversation))}::json) as c(
    id uuid, channel text, thread_blind bigint, address_blind bigint, sealed bytea, language text, opted_out boolean,
    unreachable text, created_at timestamptz, updated_at timestamptz)
  on conflict (id) do update set sealed = excluded.sealed, language = excluded.language, opted_out = excluded.opted_out,
    unreachable = excluded.unreachable, address_blind = excluded.address_blind, thread_blind = excluded.thread_blind,
    updated_at = excluded.updated_at
), messages as (
  insert into inbound (id, channel, external_id, conversation_id, received_at, state, reply, raw, language)
  select id, channel, external_id, conversation_id, received_at, state, reply, raw, language
  from json_to_recordset(${asJson(turns.map(({ inbound }) => inbound))}::json) as m(
    id uuid, channel text, external_id text, conversation_id uuid, received_at timestamptz, state text, reply bytea,
    raw bytea, language text)
  on conflict (channel, external_id) do update set state = excluded.state, reply = excluded.reply, raw = excluded.raw,
    language = excluded.language, conversation_id = excluded.conversation_id, due_at = null, error = null
    where inbound.state in ('waiting', 'poison') and inbound.id = excluded.id
  returning id
), files as (
  insert into inbound_media (id, channel, submission_id, appeal_id, message_id, conversation_id, sealed, state, created_at)
  select id, channel, submission_id, appeal_id, message_id, conversation_id, sealed, 'waiting', created_at
  from json_to_recordset(${asJson(turns.flatMap(({ media }) => media))}::json) as f(
    id uuid, channel text, submission_id uuid, appeal_id uuid, message_id uuid, conversation_id uuid, sealed bytea,
    created_at timestamptz)
), given as (
  insert into appeal_conversations (appeal_id, conversation_id)
  select appeal_id, conversation_id from json_to_recordset(${asJson(
    turns.flatMap(({ appeals, conversation }) =>
      appeals.map((appeal) => ({ appeal_id: appeal, conversation_id: conversation.id })),
    ),
  )}::json) as g(appeal_id uuid, conversation_id uuid)
  on conflict (appeal_id) do nothing
), queued as (
  insert into outbox (kind, appeal_id, channel, payload, due_at)
  select kind, null, channel, payload::jsonb, due_at
  from json_to_recordset(${asJson(turns.flatMap(({ outbox }) => outbox))}::json) as q(
    kind text, channel text, payload text, due_at timestamptz)
)
select id from messages`.execute(trx);
  if (rows.length < turns.length) throw new StoredMeanwhile('stored-meanwhile');
};

/** Files of a submission that has become an appeal are the appeal's, those still to come among them. */
export const giveMediaToAppeal = async (
  trx: Queryable,
  submissionId: string,
  appealId: string,
): Promise<void> => {
  await trx
    .updateTable('inbound_media')
    .set({ appeal_id: appealId })
    .where('submission_id', '=', submissionId)
    .execute();
  await trx
    .updateTable('files')
    .set({ appeal_id: appealId })
    .where('draft_submission_id', '=', submissionId)
    .where('appeal_id', 'is', null)
    .execute();
};
