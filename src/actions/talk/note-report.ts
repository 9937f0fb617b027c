import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import { setDelivery } from '../../storage/deliveries.ts';
import type { ActionContext } from '../context.ts';
import { reachOtherwise } from './reach-otherwise.ts';
import type { Outlets } from './ways.ts';

/** What a provider tells afterwards of something that it took. */
export interface Report {
  readonly channel: TalkChannel;
  readonly providerId: string;
  readonly outcome: 'delivered' | 'never' | 'blocked-by-person' | 'address-wrong';
}

/** Takes a delivery report: a failure after the fact leads on to the next way, like one at once. Repeats change nothing. */
export const noteReport = (ctx: ActionContext, outlets: Outlets, report: Report): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('deliveries')
      .select(['id', 'outbox_id', 'conversation_id', 'state'])
      .where('channel', '=', report.channel)
      .where('provider_id', '=', report.providerId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.state !== 'sent') return;
    if (report.outcome === 'delivered') {
      await setDelivery(trx, row.id, 'delivered', ctx.now());
      return;
    }
    if (report.outcome !== 'never' && row.conversation_id !== null)
      await trx
        .updateTable('conversations')
        .set({ unreachable: report.outcome })
        .where('id', '=', row.conversation_id)
        .execute();
    const entry = await trx
      .selectFrom('outbox')
      .select(['appeal_id', 'payload'])
      .where('id', '=', row.outbox_id)
      .executeTakeFirst();
    const payload = (entry?.payload ?? {}) as Readonly<Record<string, unknown>>;
    const moved =
      entry !== undefined &&
      (await reachOtherwise(ctx, trx, outlets, report.channel, { appealId: entry.appeal_id, payload }));
    await setDelivery(trx, row.id, moved ? 'moved' : 'failed', ctx.now(), {
      error: `report:${report.outcome}`,
    });
  });
