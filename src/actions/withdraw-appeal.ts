import { longestStatement } from '../domain/journeys/appeal.ts';
import { tidyText } from '../domain/journeys/check-answer.ts';
import type { Language } from '../domain/language.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type AppealState, transition } from '../domain/states.ts';
import { isUuid } from '../domain/uuid.ts';
import { lockAppeal } from '../storage/appeal-reading.ts';
import type { ActionContext } from './context.ts';
import { addOwnMessage, recordOwnChange } from './record-own-change.ts';

/** Takes one's own appeal back. `reason` may be ''. A second click finds it withdrawn and is ok. */
export const withdrawAppeal = async (
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
    if (from === 'withdrawn') return ok(null);
    const next = transition(from, 'withdraw');
    if (!next.ok) return next;

    const messageId = ctx.uuid();
    if (text !== '') await addOwnMessage(ctx, trx, { id: messageId, appealId, language, text });
    await trx.updateTable('appeals').set({ state: next.value }).where('id', '=', appealId).execute();
    await recordOwnChange(ctx, trx, {
      appealId,
      verb: 'withdraw',
      from,
      to: next.value,
      data: text === '' ? {} : { messageId },
    });
    return ok(null);
  });
};
