import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Outgoing } from '../../domain/conversation/prompt.ts';
import { type Lease, pauseAfter } from '../../storage/outbox.ts';
import type { ActionContext } from '../context.ts';
import type { Letter } from './letter.ts';
import type { Outlet } from './outlet.ts';
import type { TalkDesk } from './talk-desk.ts';
import type { Outlets } from './ways.ts';

/** What sending needs besides the context of every action. */
export interface DeliveryDesk {
  readonly talk: TalkDesk;
  readonly outlets: Outlets;
  /**
   * Milliseconds that one round waits for its sendings; those that take longer go on beside the next round. Where it is
   * not said, a round waits for all of them: where nothing lives on after it.
   */
  readonly patience?: number;
}

/** One letter on its way out. */
export interface Sending {
  readonly entry: Lease;
  readonly channel: TalkChannel;
  readonly outlet: Outlet;
  readonly letter: Letter;
  readonly deliveryId: string;
}

/**
 * What a try came to, for whatever is to go to the same person after it: `through`; `waits` for another try, and they
 * with it; `ended`: this way is at its end, and they are looked at anew.
 */
export type Tried = 'through' | 'waits' | 'ended';

export const outgoingOf = ({ deliveryId, channel, letter }: Sending): Outgoing => ({
  deliveryId,
  channel,
  address: letter.address,
  language: letter.language,
  prompts: letter.prompts,
});

/** Half to one and a half times the pause, so that what failed together is not tried again together. */
export const jittered = (ctx: ActionContext, attempt: number): Date => {
  const share = 0.5 + ctx.randomBytes(2).readUInt16BE(0) / 65_536;
  return new Date(ctx.now().getTime() + Math.round(pauseAfter(attempt) * share));
};
