import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { ConversationTables } from './conversation-tables.ts';
import type { RatingPeopleTable, RatingRollupsTable, RatingsTable } from './rating-tables.ts';

/** `date` columns are read and written as `YYYY-MM-DD` strings, `int8` as numbers, `timestamptz` as `Date`. */
type Stamp = ColumnType<Date, Date, Date>;
type Json = ColumnType<unknown, string, string>;

export interface SettingsTable {
  key: string;
  value: Json;
  changed_at: Generated<Date>;
}
export interface CalendarYearsTable {
  year: number;
  status: string;
  confirmed: Generated<boolean>;
}
export interface CalendarDaysTable {
  day: string;
  kind: 'off' | 'working';
  kk: string;
  ru: string;
}
export interface ListItemsTable {
  /** `forms`, `categories`, `topics`, `regions`, `services` */
  list: string;
  code: string;
  kk: string;
  ru: string;
  position: number;
  active: Generated<boolean>;
}
export interface OrganisationsTable {
  id: string;
  code: string;
  parent_id: string | null;
  kind:
    | 'ministry'
    | 'department'
    | 'division'
    | 'centre'
    | 'home'
    | 'rehabilitation'
    | 'village'
    | 'supplier'
    | 'other';
  region: string | null;
  kk: string;
  ru: string;
  address_kk: string | null;
  address_ru: string | null;
  phone: string | null;
  email: string | null;
  handles_appeals: Generated<boolean>;
  rated: Generated<boolean>;
  indicators: Generated<number[]>;
  active: Generated<boolean>;
  /** folded names, for a search that forgives missing Kazakh letters */
  search: Generated<string>;
  /** number on its rating poster, typed on any keypad */
  rating_code: Generated<number>;
}
export interface StaffTable {
  id: string;
  email: string;
  name: string;
  role: string;
  organisation_id: string;
  language: Generated<string>;
  password_hash: string;
  must_change_password: Generated<boolean>;
  disabled_at: Date | null;
  created_at: Generated<Date>;
  sign_in_count: Generated<number>;
}
export interface SessionsTable {
  token_hash: Buffer;
  staff_id: string;
  created_at: Stamp;
  last_seen_at: Stamp;
  csrf: string;
}
export interface ThrottleTable {
  key: Buffer;
  window_start: Stamp;
  count: number;
}
export interface RoutingRulesTable {
  id: string;
  position: number;
  conditions: Json;
  department_id: string;
  active: Generated<boolean>;
}
export interface DraftsTable {
  token_hash: Buffer;
  submission_id: string;
  journey: string;
  language: string;
  sealed: Buffer;
  created_at: Stamp;
  updated_at: Stamp;
}
export interface AppealsTable {
  id: string;
  serial: number;
  submission_id: string;
  entry_number: string | null;
  form: string;
  received_at: Stamp;
  correspondent: string | null;
  department_id: string | null;
  category: string | null;
  topic: string | null;
  curator_id: string | null;
  language: string;
  channel: string;
  type: string;
  urgent: Generated<boolean>;
  anonymous: boolean;
  statement: string;
  region: string | null;
  organisation_id: string | null;
  state: string;
  identity: string;
  relation: string | null;
  authority: string | null;
  may_contact_applicant: boolean | null;
  needs: Generated<string[]>;
  answer_channel: string;
  hide_name: Generated<boolean>;
  consent_version: string;
  registered_on: string;
  due_on: string;
  due_provisional: Generated<boolean>;
  /** AES-256-GCM of `{ applicant, representative, code }` */
  sealed: Buffer;
  /** blind indexes (keyed hashes cut to 64 bits) as strings of int8 */
  blind: Generated<string[]>;
  file_count: Generated<number>;
  answered_at: Date | null;
  closed_at: Date | null;
  /** officials who must never get it: the ones complained of, the ones recused */
  excluded_staff: Generated<string[]>;
}
export interface EventsTable {
  id: string;
  position: GeneratedAlways<number>;
  appeal_id: string;
  at: Stamp;
  actor_kind: string;
  actor_id: string | null;
  verb: string;
  from_state: string | null;
  to_state: string;
  reason: string | null;
  data: Json;
  mac: Buffer;
}
export interface MessagesTable {
  id: string;
  appeal_id: string;
  at: Stamp;
  kind: 'addition' | 'question' | 'answer' | 'notice' | 'note';
  author_kind: string;
  author_id: string | null;
  language: string;
  text: string;
  position: GeneratedAlways<number>;
}
export interface FilesTable {
  id: string;
  /** the draft it was uploaded to, until an appeal takes it over */
  draft_submission_id: string | null;
  appeal_id: string | null;
  message_id: string | null;
  kind: 'picture' | 'document' | 'sound' | 'video';
  media_type: string;
  bytes: number;
  sha256: Buffer;
  sealed_name: Buffer;
  created_at: Stamp;
  storage_name: string;
  /** `waiting`: not examined yet, shown to nobody; `refused`: examined and of no use, its content is gone */
  state: Generated<'ready' | 'waiting' | 'refused'>;
  /** why it was refused: a code of `UploadError` */
  problem: Generated<string | null>;
}
/** What an official must do by hand, because the service has no such channel yet. */
export interface TasksTable {
  id: string;
  appeal_id: string;
  kind: 'send-answer' | 'send-question' | 'send-notice' | 'send-papers';
  channel: string;
  /** `writer`: the representative where there is one */
  recipient: 'writer' | 'applicant' | 'organisation';
  /** what is to be said, where it is neither answer nor question: a code */
  notice: string | null;
  since: Stamp;
  done_at: Date | null;
  done_by: string | null;
}
export interface OutboxTable {
  id: GeneratedAlways<number>;
  kind: string;
  appeal_id: string | null;
  channel: string | null;
  payload: Json;
  due_at: Stamp;
  attempts: Generated<number>;
  leased_until: Date | null;
  done_at: Date | null;
  failed_at: Date | null;
  error: string | null;
}
export interface AuditTable {
  id: string;
  position: GeneratedAlways<number>;
  at: Stamp;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  detail: Json;
  mac: Buffer;
}
export interface SealsTable {
  ledger: 'events' | 'audit';
  /** place in the chain: 1, 2, 3, … without gaps */
  position: number;
  row_id: string;
  row_position: number;
  row_mac: Buffer;
  mac: Buffer;
  sealed_at: Stamp;
}
export interface Tables extends ConversationTables {
  settings: SettingsTable;
  calendar_years: CalendarYearsTable;
  calendar_days: CalendarDaysTable;
  list_items: ListItemsTable;
  organisations: OrganisationsTable;
  staff: StaffTable;
  sessions: SessionsTable;
  throttle: ThrottleTable;
  routing_rules: RoutingRulesTable;
  drafts: DraftsTable;
  appeals: AppealsTable;
  events: EventsTable;
  messages: MessagesTable;
  files: FilesTable;
  tasks: TasksTable;
  outbox: OutboxTable;
  audit: AuditTable;
  seals: SealsTable;
  ratings: RatingsTable;
  rating_people: RatingPeopleTable;
  rating_rollups: RatingRollupsTable;
}
