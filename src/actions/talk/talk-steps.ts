import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import type { BackgroundStep } from '../background-step.ts';
import type { ActionContext } from '../context.ts';
import { showDeadLetters } from './dead-letters.ts';
import { type DeliveryDesk, deliver } from './deliver.ts';
import { endLostCalls } from './end-lost-calls.ts';
import { fetchMediaDue } from './fetch-media.ts';
import { retryInbound } from './retry-inbound.ts';

const day = 86_400_000;

/** Sending, one step for each channel that can. */
export const deliverySteps = (ctx: ActionContext, desk: DeliveryDesk): readonly BackgroundStep[] => {
  const channels: readonly TalkChannel[] = [...desk.outlets.keys()];
  return channels
    .filter((channel) => desk.outlets.get(channel)?.send != null)
    .map((channel) => ({
      name: `deliver-${channel}`,
      everyMs: 1_000,
      onWake: true,
      run: () => deliver(ctx, desk, channel),
    }));
};

/** What goes on beside the webhooks: sending, fetching files, messages that failed. */
export const talkSteps = (ctx: ActionContext, desk: DeliveryDesk): readonly BackgroundStep[] => [
  ...deliverySteps(ctx, desk),
  { name: 'fetch-media', everyMs: 5_000, onWake: true, run: () => fetchMediaDue(ctx, desk.outlets) },
  { name: 'end-lost-calls', everyMs: 60_000, onWake: false, run: () => endLostCalls(ctx, desk.talk) },
  { name: 'dead-letters', everyMs: 60_000, onWake: false, run: () => showDeadLetters(ctx) },
  { name: 'retry-inbound', everyMs: 5_000, onWake: false, run: () => retryInbound(ctx, desk.talk) },
];

/** Forgets codes that are over, and what was answered to messages of more than 30 days ago. */
export const cleanTalk = async (ctx: ActionContext): Promise<void> => {
  const ago = (days: number): Date => new Date(ctx.now().getTime() - days * day);
  await ctx.db.deleteFrom('handovers').where('expires_at', '<', ago(1)).execute();
  await ctx.db
    .updateTable('inbound')
    .set({ reply: null, raw: null })
    .where('received_at', '<', ago(30))
    .where('state', 'in', ['done', 'unanswered', 'settled'])
    .where((where) => where.or([where('reply', 'is not', null), where('raw', 'is not', null)]))
    .execute();
};
