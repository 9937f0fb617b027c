import { type Deadline, reckonDeadline } from '../domain/deadline.ts';
import type { AppealState } from '../domain/states.ts';
import type { TakenIn } from '../storage/appeal-intake.ts';
import { openSealedAppeal } from '../storage/sealed-appeal.ts';
import type { ActionContext } from './context.ts';
import { firstState } from './draw-intake.ts';

/** What the person gets, and gets again, unchanged, however often the same form arrives. */
export interface Receipt {
  readonly appealId: string;
  /** Formatted and grouped by `receipt-number.ts`. */
  readonly serial: number;
  /** 6 digits; with the number it opens the appeal from any device. */
  readonly code: string;
  readonly receivedAt: Date;
  readonly deadline: Deadline;
  /** As it came in: `registered`, or `received` outside working hours. */
  readonly state: AppealState;
}

/** Draws the receipt from what stands in the database. */
export const receiptOf = (ctx: ActionContext, taken: TakenIn): Receipt => {
  const { calendar, policy } = ctx.reference.current();
  const deadline = reckonDeadline(taken.receivedAt, policy, calendar);
  return {
    appealId: taken.id,
    serial: taken.serial,
    code: openSealedAppeal(ctx.keys, taken.id, taken.sealed).code,
    receivedAt: taken.receivedAt,
    deadline,
    state: firstState(deadline),
  };
};
