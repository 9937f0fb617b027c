import { type Deadline, reckonDeadline } from '../domain/deadline.ts';
import type { AppealEvent } from '../domain/events.ts';
import type { AppealRow } from '../storage/appeal-reading.ts';
import type { ActionContext } from './context.ts';

/**
 * The reckoning behind the present last day: of the receipt, or of the reopening that began a new term; null where
 * the day was set otherwise (an extension, a calendar changed since).
 */
export const reckoningOf = (
  ctx: ActionContext,
  appeal: Pick<AppealRow, 'received_at' | 'due_on'>,
  events: readonly AppealEvent[],
): Deadline | null => {
  const { calendar, policy } = ctx.reference.current();
  const began = events.findLast(({ verb }) => verb === 'reopen' || verb === 'receive');
  const reckoned = reckonDeadline(began?.at ?? appeal.received_at, policy, calendar);
  return reckoned.dueOn === appeal.due_on ? reckoned : null;
};
