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
  await sql`/* hold-threads */ select pg_advisory_xact_lock(b) from unnest(${ordered}::bigint[]) b`.execute(
    trx,
  );
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

/** What the database knows before a message is taken. */
export interface KnownBefore {
  /** The same message, if it has come before. */
  readonly seen: StoredInbound | undefined;
  readonly conversation: ConversationRow | undefined;
  /** Needs known under the sender's telephone. */
  readonly needs: readonly string[];
}

type BeforeRow = Omit<ConversationRow, 'id' | 'language'> & {
  readonly place: number;
  readonly conversation_id: string | null;
  readonly conversation_language: string | null;
  readonly seen_id: string | null;
  readonly external_id: string;
  readonly seen_channel: string;
  readonly state: StoredInbound['state'];
  readonly reply: Buffer | null;
  readonly seen_language: string | null;
  readonly attempts: number;
  readonly needs: string[] | null;
};

/**
 * Of each message, in order: whether it has come before, its conversation, and the needs known of its sender. One
 * statement for all: at hundreds of messages a second the ways to the database and back are what counts. `threads` and
 * `phones` are blind indexes, under each key of the ring.
 */
export const readBefore = async (
  trx: Queryable,
  messages: readonly {
    readonly channel: string;
    readonly externalId: string;
    readonly threads: readonly string[];
    readonly phones: readonly string[];
  }[],
): Promise<readonly KnownBefore[]> => {
  const asked = messages.map((message, place) => ({ ...message, place }));
  const { rows } = await sql<BeforeRow>`/* read-before */
select m.place, i.id as seen_id, i.channel as seen_channel, i.external_id, i.state, i.reply, i.language as seen_language, i.attempts,
  c.id as conversation_id, c.channel, c.thread_blind::text as thread_blind, c.address_blind::text as address_blind, c.sealed,
  c.language as conversation_language, c.opted_out, c.unreachable, c.created_at, c.updated_at, n.needs
from json_to_recordset(${JSON.stringify(asked)}::json) as m(
  place int, channel text, "externalId" text, threads bigint[], phones bigint[])
left join lateral (select * from inbound where channel = m.channel and external_id = m."externalId" limit 1) i on true
left join lateral (select * from conversations where thread_blind = any (m.threads) limit 1) c on true
left join lateral (select needs from known_needs where phone_blind = any (m.phones) limit 1) n on true`.execute(
    trx,
  );
  const known = messages.map((): KnownBefore => ({ seen: undefined, conversation: undefined, needs: [] }));
  for (const row of rows) {
    const { place, seen_id, conversation_id, seen_channel, seen_language, conversation_language, needs } =
      row;
    known[place] = {
      seen:
        seen_id === null
          ? undefined
          : { ...row, id: seen_id, channel: seen_channel, language: seen_language },
      conversation:
        conversation_id === null
          ? undefined
          : { ...row, id: conversation_id, language: conversation_language },
      needs: needs ?? [],
    };
  }
  return known;
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
