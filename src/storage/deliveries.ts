import { type Selectable, sql } from 'kysely';
import type { DeliveriesTable } from './conversation-tables.ts';
import type { Database, Queryable } from './database.ts';

export type DeliveryRow = Pick<
  Selectable<DeliveriesTable>,
  | 'id'
  | 'outbox_id'
  | 'state'
  | 'began_at'
  | 'provider_id'
  | 'conversation_id'
  | 'appeal_id'
  | 'channel'
  | 'parts_out'
>;

/** How many messages may be sent now, and from when on more may be if all of them are. */
export interface Reserved {
  readonly room: number;
  readonly freeAt: Date;
}

/**
 * How many messages a provider may be given now, at most `most`; they count as given. All processes share the account,
 * so all share this row.
 */
export const reserveSends = (
  db: Database,
  channel: string,
  options: { readonly now: Date; readonly perSecond: number; readonly most: number },
): Promise<Reserved> =>
  db.transaction().execute(async (trx) => {
    const { now, perSecond, most } = options;
    const second = 1_000;
    const rested = new Date(now.getTime() - second);
    await sql`insert into channel_pace (channel, free_at) values (${channel}, ${rested}) on conflict do nothing`.execute(
      trx,
    );
    const row = await trx
      .selectFrom('channel_pace')
      .select('free_at')
      .where('channel', '=', channel)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const gap = second / perSecond;
    // After a rest one second's worth may go at once; a slow account still sends one.
    const from = Math.max(row.free_at.getTime(), rested.getTime());
    const slow = row.free_at.getTime() <= now.getTime() ? 1 : 0;
    const room = Math.max(0, Math.min(most, Math.max(slow, Math.floor((now.getTime() - from) / gap))));
    const freeAt = new Date(from + Math.ceil(room * gap));
    if (room > 0) await setPace(trx, channel, freeAt);
    return { room, freeAt };
  });

/** Gives back what was reserved and not used, or holds everyone back until an instant. */
export const setPace = async (db: Queryable, channel: string, freeAt: Date): Promise<void> => {
  await db.updateTable('channel_pace').set({ free_at: freeAt }).where('channel', '=', channel).execute();
};

/** The one delivery of each of these outbox entries, at whatever try, by the entry's id. */
export const findDeliveries = async (
  db: Queryable,
  outboxIds: readonly number[],
): Promise<ReadonlyMap<number, DeliveryRow>> => {
  if (outboxIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .select([
      'id',
      'outbox_id',
      'state',
      'began_at',
      'provider_id',
      'conversation_id',
      'appeal_id',
      'channel',
      'parts_out',
    ])
    .where('outbox_id', 'in', [...outboxIds])
    .execute();
  return new Map(rows.map((row) => [row.outbox_id, row]));
};

/** A sending on its way to the provider, under the lease of its outbox entry. */
export interface BegunDelivery {
  readonly id: string;
  readonly outboxId: number;
  /** The lease's fencing token. */
  readonly attempt: number;
  readonly appealId: string | null;
  readonly conversationId: string | null;
  readonly channel: string;
  readonly kind: string;
  readonly addressBlind: string;
  readonly sealed: Buffer;
  readonly partsOut: number;
  readonly at: Date;
}

/**
 * Notes that sendings begin now, before the provider is called: should we die meanwhile, it is known that we asked. Gives
 * for each whether it may: not where the lease is another's by now, or where it has had its end.
 */
export const beginDeliveries = async (
  db: Queryable,
  deliveries: readonly BegunDelivery[],
): Promise<readonly boolean[]> => {
  const given = deliveries.map((one) => ({ ...one, sealed: `\\x${one.sealed.toString('hex')}` }));
  const { rows } = await sql<{ outbox_id: number }>`/* begin-deliveries */
insert into deliveries (id, outbox_id, appeal_id, conversation_id, channel, kind, address_blind, sealed, state, began_at, changed_at, parts_out)
select d.id, d."outboxId", d."appealId", d."conversationId", d.channel, d.kind, d."addressBlind", d.sealed, 'sending', d.at, d.at, d."partsOut"
from json_to_recordset(${JSON.stringify(given)}::json) as d(
  id uuid, "outboxId" bigint, attempt int, "appealId" uuid, "conversationId" uuid, channel text, kind text,
  "addressBlind" bigint, sealed bytea, "partsOut" int, at timestamptz)
join outbox o on o.id = d."outboxId" and o.attempts = d.attempt and o.done_at is null and o.failed_at is null
on conflict (outbox_id) do update set state = 'sending', began_at = excluded.began_at, changed_at = excluded.changed_at,
  error = null where deliveries.state in ('waiting', 'sending')
returning outbox_id`.execute(db);
  const begun = new Set(rows.map((row) => row.outbox_id));
  return deliveries.map(({ outboxId }) => begun.has(outboxId));
};

/** A sending that the provider has taken. */
export interface SentDelivery {
  readonly id: string;
  readonly outboxId: number;
  readonly attempt: number;
  readonly providerId: string | null;
  readonly at: Date;
}

/** Notes what the providers have taken, and that the outbox entries are done. */
export const noteSent = async (db: Queryable, deliveries: readonly SentDelivery[]): Promise<void> => {
  await sql`/* note-sent */
with given as materialized (
  select * from json_to_recordset(${JSON.stringify(deliveries)}::json) as g(
    id uuid, "outboxId" bigint, attempt int, "providerId" text, at timestamptz)
), told as (
  update deliveries d set state = 'sent', changed_at = g.at, error = null, provider_id = g."providerId"
  from given g where d.id = g.id
)
update outbox o set done_at = g.at, leased_until = null, error = null
from given g where o.id = g."outboxId" and o.attempts = g.attempt and o.done_at is null and o.failed_at is null`.execute(
    db,
  );
};

export const setDelivery = async (
  db: Queryable,
  id: string,
  state: DeliveriesTable['state'],
  at: Date,
  more: { readonly providerId?: string | null; readonly error?: string | null } = {},
): Promise<void> => {
  await db
    .updateTable('deliveries')
    .set({
      state,
      changed_at: at,
      error: more.error ?? null,
      ...(more.providerId === undefined ? {} : { provider_id: more.providerId }),
    })
    .where('id', '=', id)
    .execute();
};

/** How many messages of one sending are out. */
export const setPartsOut = async (db: Queryable, id: string, partsOut: number): Promise<void> => {
  await db.updateTable('deliveries').set({ parts_out: partsOut }).where('id', '=', id).execute();
};
/** The same of a sending that failed, for the one that goes on where it ended. */
export const partsOutOf = async (db: Queryable, id: string, channel: string): Promise<number> => {
  const row = await db
    .selectFrom('deliveries')
    .select('parts_out')
    .where('id', '=', id)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row?.parts_out ?? 0;
};
