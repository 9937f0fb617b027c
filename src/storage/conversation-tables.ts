import type { ColumnType, Generated } from 'kysely';

type Stamp = ColumnType<Date, Date, Date>;
type MaybeStamp = ColumnType<Date | null, Date | null | undefined, Date | null>;

export interface ConversationsTable {
  id: string;
  channel: string;
  /** blind index of channel and thread */
  thread_blind: string;
  /** blind index of channel and address; null where the address is hidden */
  address_blind: string | null;
  /** AES-256-GCM of `{ thread, address, handle, conversation, replies }` */
  sealed: Buffer;
  language: string | null;
  opted_out: Generated<boolean>;
  /** why nothing can be sent there any more: `blocked-by-person`, `address-wrong` */
  unreachable: string | null;
  created_at: Stamp;
  updated_at: Stamp;
}
export interface InboundTable {
  id: string;
  channel: string;
  external_id: string;
  conversation_id: string | null;
  received_at: Stamp;
  /** `done`; `waiting` for another try; `poison`: for staff; `unanswered`: kept only; `settled`: staff have seen to it */
  state: 'done' | 'waiting' | 'poison' | 'unanswered' | 'settled';
  attempts: Generated<number>;
  due_at: MaybeStamp;
  error: string | null;
  /** sealed message as it came, while it is not done */
  raw: Buffer | null;
  /** sealed prompts that answered it */
  reply: Buffer | null;
  language: string | null;
  /** of a long message that came in parts: blind index of sender and message; which part */
  part_of: string | null;
  part_number: number | null;
}
export interface InboundMediaTable {
  id: string;
  channel: string;
  submission_id: string;
  appeal_id: string | null;
  message_id: string | null;
  conversation_id: string;
  /** sealed `Media` */
  sealed: Buffer;
  file_id: string | null;
  state: 'waiting' | 'kept' | 'lost';
  created_at: Stamp;
}
/** From which conversation an appeal was given: where its news go. */
export interface AppealConversationsTable {
  appeal_id: string;
  conversation_id: string;
}
export interface HandoversTable {
  code_mac: Buffer;
  /** sealed draft */
  sealed: Buffer;
  expires_at: Stamp;
  used_at: MaybeStamp;
}
/** One thing that is sent to one person, whatever the number of tries. */
export interface DeliveriesTable {
  id: string;
  outbox_id: number;
  appeal_id: string | null;
  conversation_id: string | null;
  channel: string;
  /** the outbox entry's kind */
  kind: string;
  address_blind: string | null;
  /** messages that it is made up of and that went out already */
  parts_out: Generated<number>;
  /** sealed address */
  sealed: Buffer;
  /** `sending`: begun, outcome not known yet; `moved`: another way was taken; `settled`: staff have seen to it */
  state: 'waiting' | 'sending' | 'sent' | 'delivered' | 'failed' | 'moved' | 'settled';
  provider_id: string | null;
  error: string | null;
  began_at: Stamp;
  changed_at: Stamp;
}
/** Needs that someone with this telephone has named, on whatever channel. */
export interface KnownNeedsTable {
  phone_blind: string;
  needs: string[];
  updated_at: Stamp;
}
/** When a provider may be given the next message, shared by all processes. */
export interface ChannelPaceTable {
  channel: string;
  free_at: Stamp;
}

export interface ConversationTables {
  conversations: ConversationsTable;
  inbound: InboundTable;
  inbound_media: InboundMediaTable;
  appeal_conversations: AppealConversationsTable;
  handovers: HandoversTable;
  deliveries: DeliveriesTable;
  known_needs: KnownNeedsTable;
  channel_pace: ChannelPaceTable;
}
