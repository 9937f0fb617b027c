import type { ActionContext } from '../context.ts';

const batchSize = 100;

/**
 * Letters that were given up before the provider was ever called (they could not be drafted, their process died each
 * time) have no sending that staff could see: they get one, so that nothing is given up in silence.
 */
export const showDeadLetters = async (ctx: ActionContext): Promise<boolean> => {
  const dead = await ctx.db
    .selectFrom('outbox as o')
    .leftJoin('deliveries as d', 'd.outbox_id', 'o.id')
    .select(['o.id', 'o.kind', 'o.channel', 'o.appeal_id', 'o.error'])
    .where('o.kind', 'like', 'send:%')
    .where('o.failed_at', 'is not', null)
    .where('d.id', 'is', null)
    .limit(batchSize)
    .execute();
  for (const { id: outboxId, kind, channel, appeal_id, error } of dead) {
    const id = ctx.uuid();
    const now = ctx.now();
    await ctx.db
      .insertInto('deliveries')
      .values({
        id,
        outbox_id: outboxId,
        appeal_id,
        conversation_id: null,
        channel: channel ?? kind.slice('send:'.length),
        kind,
        address_blind: null,
        sealed: ctx.keys.seal('', `deliveries:${id}`),
        state: 'failed',
        provider_id: null,
        error: error ?? 'given-up',
        began_at: now,
        changed_at: now,
      })
      .onConflict((conflict) => conflict.column('outbox_id').doNothing())
      .execute();
  }
  return dead.length === batchSize;
};
