import { type Selectable, sql } from 'kysely';
import type { DeliveriesTable } from './conversation-tables.ts';
import type { Database, Queryable } from './database.ts';

export type DeliveryRow = Pick<
  Selectable<DeliveriesTable>,
  'id' | 'state' | 'began_at' | 'provider_id' | 'conversation_id' | 'appeal_id' | 'channel' | 'parts_out'
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

/** The one delivery of an outbox entry, at whatever try. */
export const findDelivery = (db: Queryable, outboxId: number): Promise<DeliveryRow | undefined> =>
  db
    .selectFrom('deliveries')
    .select([
      'id',
      'state',
      'began_at',
      'provider_id',
      'conversation_id',
      'appeal_id',
      'channel',
      'parts_out',
    ])
    .where('outbox_id', '=', outboxId)
    .executeTakeFirst();

/** Notes that a sending begins now, before the provider is called: should we die meanwhile, it is known that we asked. */
export const beginDelivery = async (
  db: Queryable,
  delivery: {
    readonly id: string;
    readonly outboxId: number;
    readonly appealId: string | null;
    readonly conversationId: string | null;
    readonly channel: string;
    readonly kind: string;
    readonly addressBlind: string;
    readonly sealed: Buffer;
    readonly partsOut: number;
    readonly now: Date;
  },
): Promise<void> => {
  const { now } = delivery;
  await db
    .insertInto('deliveries')
    .values({
      id: delivery.id,
      outbox_id: delivery.outboxId,
      appeal_id: delivery.appealId,
      conversation_id: delivery.conversationId,
      channel: delivery.channel,
      kind: delivery.kind,
      address_blind: delivery.addressBlind,
      sealed: delivery.sealed,
      state: 'sending',
      provider_id: null,
      error: null,
      began_at: now,
      changed_at: now,
      parts_out: delivery.partsOut,
    })
    .onConflict((conflict) =>
      conflict
        .column('outbox_id')
        .doUpdateSet({ state: 'sending', began_at: now, changed_at: now, error: null }),
    )
    .execute();
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
