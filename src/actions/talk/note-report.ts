import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { Queryable } from '../../storage/database.ts';
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

/** Pauses in ms before a report is looked at again that came before its sending had been noted; below what a webhook may take. */
const pauses = [100, 300, 700] as const;

/** The delivery that a report is about: by the provider's id, or by our own where we gave it that one. */
const reportedOn = async (trx: Queryable, { channel, providerId }: Report) => {
  const found = trx
    .selectFrom('deliveries')
    .select(['id', 'outbox_id', 'conversation_id', 'state', 'error'])
    .where('channel', '=', channel)
    .forUpdate();
  const byProvider = await found.where('provider_id', '=', providerId).executeTakeFirst();
  if (byProvider !== undefined || !isUuid(providerId)) return byProvider;
  return found.where('id', '=', providerId).executeTakeFirst();
};

/**
 * Takes a delivery report: a failure after the fact leads on to the next way, like one at once. Repeats change nothing.
 * One that comes faster than its sending could be noted is looked at again within a second.
 */
export const noteReport = async (ctx: ActionContext, outlets: Outlets, report: Report): Promise<void> => {
  for (const pause of [0, ...pauses]) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    if ((await noteNow(ctx, outlets, report)) === 'noted') return;
  }
};

const noteNow = (ctx: ActionContext, outlets: Outlets, report: Report): Promise<'noted' | 'too-early'> =>
  ctx.db.transaction().execute(async (trx) => {
    const row = await reportedOn(trx, report);
    if (row === undefined || row.state === 'sending' || row.state === 'waiting') return 'too-early';
    if (report.outcome === 'delivered') {
      // Nobody knew whether it had gone out: now it is known, and need not be sent again.
      const unknown = row.state === 'failed' && row.error === 'outcome-unknown';
      if (row.state === 'sent' || unknown) await setDelivery(trx, row.id, 'delivered', ctx.now());
      return 'noted';
    }
    if (row.state !== 'sent') return 'noted';
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
    return 'noted';
  });
