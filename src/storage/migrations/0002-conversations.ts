/**
 * Conversations on channels that have no pages: what came in, where each person is in a journey, what is being fetched,
 * handed over and sent. Frozen like every migration. What every message writes has no foreign keys: its rows are written by
 * one statement together, and each check would be a look-up of its own at hundreds of messages a second.
 */
export const conversations = `
create table conversations (
  id uuid primary key, channel text not null, thread_blind bigint not null unique, address_blind bigint,
  sealed bytea not null, language text, opted_out boolean not null default false, unreachable text,
  created_at timestamptz not null, updated_at timestamptz not null);
create index conversations_address on conversations (address_blind) where address_blind is not null;

create table inbound (
  id uuid primary key, channel text not null, external_id text not null, conversation_id uuid,
  received_at timestamptz not null, state text not null check (state in ('done', 'waiting', 'poison', 'unanswered', 'settled')),
  attempts int not null default 0, due_at timestamptz, error text, raw bytea, reply bytea, language text,
  unique (channel, external_id));
create index inbound_waiting on inbound (due_at) where state = 'waiting';
create index inbound_poison on inbound (received_at) where state = 'poison';
create index inbound_received on inbound using brin (received_at);

create table inbound_media (
  id uuid primary key, channel text not null, submission_id uuid not null, appeal_id uuid references appeals, message_id uuid,
  conversation_id uuid not null references conversations, sealed bytea not null, file_id uuid,
  state text not null check (state in ('waiting', 'kept', 'lost')), created_at timestamptz not null);
create index inbound_media_submission on inbound_media (submission_id);

create table appeal_conversations (
  appeal_id uuid primary key, conversation_id uuid not null);
create index appeal_conversations_conversation on appeal_conversations (conversation_id);

create table handovers (
  code_mac bytea primary key, sealed bytea not null, expires_at timestamptz not null, used_at timestamptz);
create index handovers_expire on handovers (expires_at);

create table deliveries (
  id uuid primary key, outbox_id bigint not null unique, appeal_id uuid references appeals, conversation_id uuid references conversations,
  channel text not null, kind text not null, address_blind bigint, sealed bytea not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'delivered', 'failed', 'moved', 'settled')),
  provider_id text, error text, began_at timestamptz not null, changed_at timestamptz not null);
create index deliveries_provider on deliveries (channel, provider_id) where provider_id is not null;
create index deliveries_failed on deliveries (changed_at) where state = 'failed';
create index deliveries_appeal on deliveries (appeal_id);

create table known_needs (phone_blind bigint primary key, needs text[] not null, updated_at timestamptz not null);

create table channel_pace (channel text primary key, free_at timestamptz not null);

create sequence organisation_rating_code minvalue 1001;
alter table organisations add column rating_code int not null unique default nextval('organisation_rating_code');
`;
