/**
 * The first schema, frozen: a migration imports nothing live, so that history stays as it was.
 * `app_role` is granted what the application may do; events, audit and seals can only be inserted into.
 */
export const foundation = `
create table settings (key text primary key, value jsonb not null, changed_at timestamptz not null default now());

create table calendar_years (year int primary key, status text not null, confirmed boolean not null default true);
create table calendar_days (
  day date primary key, kind text not null check (kind in ('off', 'working')), kk text not null, ru text not null);

create table list_items (
  list text not null, code text not null, kk text not null, ru text not null, position int not null,
  active boolean not null default true, primary key (list, code));

create table organisations (
  id uuid primary key, code text not null unique, parent_id uuid references organisations,
  kind text not null check (kind in ('ministry', 'department', 'division', 'centre', 'home', 'rehabilitation', 'village', 'supplier', 'other')),
  region text, kk text not null, ru text not null, address_kk text, address_ru text, phone text, email text,
  handles_appeals boolean not null default false, rated boolean not null default false,
  indicators smallint[] not null default '{1,2,3,4,5,6,7,8,9,10}', active boolean not null default true,
  search text not null default '');
create index organisations_parent on organisations (parent_id);

create table staff (
  id uuid primary key, email text not null unique, name text not null, role text not null,
  organisation_id uuid not null references organisations, language text not null default 'kk',
  password_hash text not null, must_change_password boolean not null default true,
  disabled_at timestamptz, created_at timestamptz not null default now(), sign_in_count int not null default 0);
create index staff_organisation on staff (organisation_id);

create table sessions (
  token_hash bytea primary key, staff_id uuid not null references staff on delete cascade,
  created_at timestamptz not null, last_seen_at timestamptz not null, csrf text not null);
create index sessions_staff on sessions (staff_id);

create table throttle (key bytea not null, window_start timestamptz not null, count int not null, primary key (key, window_start));

create table routing_rules (
  id uuid primary key, position int not null, conditions jsonb not null default '{}',
  department_id uuid not null references organisations, active boolean not null default true);

create table drafts (
  token_hash bytea primary key, submission_id uuid not null unique, journey text not null, language text not null,
  sealed bytea not null, created_at timestamptz not null, updated_at timestamptz not null);
create index drafts_updated on drafts (updated_at);

create table appeals (
  id uuid primary key, serial int not null unique, submission_id uuid not null unique,
  entry_number text, form text not null, received_at timestamptz not null, correspondent text,
  department_id uuid references organisations, category text, topic text, curator_id uuid references staff,
  language text not null, channel text not null, type text not null, urgent boolean not null default false,
  anonymous boolean not null, statement text not null, region text, organisation_id uuid references organisations,
  state text not null, identity text not null, relation text, authority text, may_contact_applicant boolean,
  needs text[] not null default '{}', answer_channel text not null, hide_name boolean not null default false,
  consent_version text not null, registered_on date not null, due_on date not null,
  due_provisional boolean not null default false, sealed bytea not null, blind bigint[] not null default '{}',
  file_count int not null default 0, answered_at timestamptz, closed_at timestamptz,
  excluded_staff uuid[] not null default '{}');
create index appeals_open_department on appeals (department_id, due_on, id)
  where state not in ('answered', 'closed', 'forwarded', 'merged', 'withdrawn');
create index appeals_open_curator on appeals (curator_id, due_on, id)
  where state not in ('answered', 'closed', 'forwarded', 'merged', 'withdrawn');
create index appeals_registrar_row on appeals ((not urgent), received_at, id)
  where state in ('received', 'registered', 'returned')
    or (state = 'distributed' and (curator_id is null or topic is null or region is null));
create index appeals_answered on appeals (department_id, answered_at) where answered_at is not null;
create index appeals_received on appeals using brin (received_at);
create index appeals_to_register on appeals (registered_on, id) where state = 'received';
create index appeals_blind on appeals using gin (blind);

do $$ begin
  for yy in 24..60 loop
    execute format('create sequence appeal_serial_%s minvalue 1 maxvalue 9999999', yy);
  end loop;
end $$;

create table events (
  id uuid primary key, position bigint generated always as identity, appeal_id uuid not null references appeals,
  at timestamptz not null, actor_kind text not null, actor_id uuid, verb text not null, from_state text,
  to_state text not null, reason text, data jsonb not null default '{}', mac bytea not null);
create index events_appeal on events (appeal_id, position);
create index events_position on events (position);

create table messages (
  id uuid primary key, appeal_id uuid not null references appeals, at timestamptz not null,
  kind text not null check (kind in ('addition', 'question', 'answer', 'notice', 'note')),
  author_kind text not null, author_id uuid, language text not null, text text not null, position bigint generated always as identity);
create index messages_appeal on messages (appeal_id, position);

create table files (
  id uuid primary key, draft_submission_id uuid, appeal_id uuid references appeals, message_id uuid,
  kind text not null check (kind in ('picture', 'document', 'sound', 'video')), media_type text not null,
  bytes bigint not null, sha256 bytea not null, sealed_name bytea not null, created_at timestamptz not null,
  storage_name text not null);
create index files_appeal on files (appeal_id);
create index files_draft on files (draft_submission_id) where appeal_id is null;

create table tasks (
  id uuid primary key, appeal_id uuid not null references appeals,
  kind text not null check (kind in ('send-answer', 'send-question', 'send-notice', 'send-papers')), channel text not null,
  recipient text not null check (recipient in ('writer', 'applicant', 'organisation')), notice text,
  since timestamptz not null, done_at timestamptz, done_by uuid references staff);
create index tasks_waiting on tasks (appeal_id) where done_at is null;

create table outbox (
  id bigint generated always as identity primary key, kind text not null, appeal_id uuid, channel text,
  payload jsonb not null default '{}', due_at timestamptz not null, attempts int not null default 0,
  leased_until timestamptz, done_at timestamptz, failed_at timestamptz, error text);
create index outbox_waiting on outbox (kind, due_at, id) where done_at is null and failed_at is null;

create table audit (
  id uuid primary key, position bigint generated always as identity, at timestamptz not null,
  actor_kind text not null, actor_id uuid, action text not null, subject_kind text not null, subject_id uuid,
  detail jsonb not null default '{}', mac bytea not null);
create index audit_subject on audit (subject_id, position);
create index audit_position on audit (position);

create table seals (
  ledger text not null check (ledger in ('events', 'audit')), position bigint not null, row_id uuid not null,
  row_position bigint not null, row_mac bytea not null, mac bytea not null, sealed_at timestamptz not null, primary key (ledger, position));
create unique index seals_row on seals (ledger, row_id);

create table ratings (
  id uuid primary key, position bigint generated always as identity,
  submission_id uuid not null unique, institution_id uuid not null references organisations,
  rated_at timestamptz not null, year int not null, quarter int not null, service text, service_when text,
  score smallint not null check (score between 1 and 10), indicators smallint[] not null,
  reason text, channel text not null, language text not null, person_key bytea not null,
  known_person boolean not null, another_person boolean not null default false, visit_id uuid unique);
create unique index ratings_known_once on ratings (institution_id, year, quarter, person_key)
  where known_person and visit_id is null;
create index ratings_institution on ratings (institution_id, year, position);
create index ratings_person on ratings (person_key, institution_id);

create table rating_people (
  institution_id uuid not null, year int not null, person_key bytea not null, steps int[] not null,
  primary key (institution_id, year, person_key));

create table rating_rollups (
  institution_id uuid not null references organisations, year int not null,
  people int[] not null, counts int[] not null, sums int[] not null, squares int[] not null,
  public_people int[] not null, public_counts int[] not null, public_sums int[] not null, public_squares int[] not null,
  waiting int[] not null, steps int[] not null, rated_at timestamptz, published_at timestamptz,
  primary key (institution_id, year));
create index rating_rollups_year on rating_rollups (year);

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'append-only: %', tg_table_name using errcode = '42501'; end $$;
create trigger events_append_only before update or delete on events for each row execute function refuse_change();
create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();
create trigger seals_append_only before update or delete on seals for each row execute function refuse_change();
create trigger events_no_truncate before truncate on events for each statement execute function refuse_change();
create trigger audit_no_truncate before truncate on audit for each statement execute function refuse_change();
create trigger seals_no_truncate before truncate on seals for each statement execute function refuse_change();
`;
