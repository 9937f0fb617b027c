import { reckonDeadline } from '../domain/deadline.ts';
import { longestStatement } from '../domain/journeys/appeal.ts';
import { tidyText } from '../domain/journeys/check-answer.ts';
import type { Language } from '../domain/language.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type AppealState, transition } from '../domain/states.ts';
import { isUuid } from '../domain/uuid.ts';
import { lockAppeal } from '../storage/appeal-reading.ts';
import { headOf } from '../storage/department-head.ts';
import type { ActionContext } from './context.ts';
import { addOwnMessage, recordOwnChange } from './record-own-change.ts';

/**
 * "It did not help": reopens the appeal, gives it a term anew and puts it before the head of the department, not
 * before the one who answered. `reason` may be ''. A second click finds it reopened and is ok.
 */
export const sayNotHelped = async (
  ctx: ActionContext,
  input: { readonly appealId: string; readonly language: Language; readonly reason: string },
): Promise<Result<null, 'no-such-appeal' | 'not-in-this-state' | 'too-long'>> => {
  const { appealId, language } = input;
  const text = tidyText(input.reason);
  if (!isUuid(appealId)) return fail('no-such-appeal');
  if ([...text].length > longestStatement) return fail('too-long');
  return ctx.db.transaction().execute(async (trx) => {
    const appeal = await lockAppeal(trx, appealId);
    if (appeal === undefined) return fail('no-such-appeal');
    const from = appeal.state as AppealState;
    if (from === 'reopened') return ok(null);
    const next = transition(from, 'reopen');
    if (!next.ok) return next;

    const { calendar, policy, organisationById } = ctx.reference.current();
    const { dueOn, provisional } = reckonDeadline(ctx.now(), policy, calendar);
    const curatorId = await headOf(trx, appeal, organisationById);
    const messageId = ctx.uuid();
    if (text !== '') await addOwnMessage(ctx, trx, { id: messageId, appealId, language, text });
    await trx
      .updateTable('appeals')
      .set({
        state: next.value,
        curator_id: curatorId,
        due_on: dueOn,
        due_provisional: provisional,
        answered_at: null,
        closed_at: null,
      })
      .where('id', '=', appealId)
      .execute();
    await recordOwnChange(ctx, trx, {
      appealId,
      verb: 'reopen',
      from,
      to: next.value,
      data: { dueOn, provisional, curatorId, ...(text === '' ? {} : { messageId }) },
    });
    return ok(null);
  });
};
