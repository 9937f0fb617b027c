import { type AnswerChannel, answerChannels } from '../domain/people.ts';
import type { ActionContext } from './context.ts';
import { type Receipt, receiptOf } from './receipt.ts';

/** A receipt with what its page says besides. */
export interface ShownReceipt extends Receipt {
  readonly anonymous: boolean;
  readonly urgent: boolean;
  readonly answerChannel: AnswerChannel;
}

/** The receipt of an appeal that this device may open; null where there is none. It holds nothing of the person. */
export const showReceipt = async (ctx: ActionContext, appealId: string): Promise<ShownReceipt | null> => {
  const row = await ctx.db
    .selectFrom('appeals')
    .where('id', '=', appealId)
    .select(['id', 'serial', 'sealed', 'received_at', 'anonymous', 'urgent', 'answer_channel'])
    .executeTakeFirst();
  if (!row) return null;
  const receipt = receiptOf(ctx, {
    id: row.id,
    serial: row.serial,
    sealed: row.sealed,
    receivedAt: row.received_at,
    repeated: true,
  });
  const answerChannel = answerChannels.find((channel) => channel === row.answer_channel) ?? 'site';
  return { ...receipt, anonymous: row.anonymous, urgent: row.urgent, answerChannel };
};
