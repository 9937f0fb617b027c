import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { hasOpenTask } from '../../storage/tasks.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import type { CloseRefusal } from './refusals.ts';
import type { CloseInput, Done } from './verb-inputs.ts';
import { reasonOrNull } from './written-text.ts';

/** Closes an answered appeal. Not while the answer still waits for someone to call or to post it: it must arrive. */
export const closeAppeal = (
  ctx: ActionContext,
  official: Official,
  input: CloseInput,
): Promise<Result<Done, CloseRefusal>> =>
  actOnAppeal<'task-open'>(ctx, official, input, {
    verb: 'close',
    decide: async (appeal, trx) => {
      if (await hasOpenTask(trx, appeal.id)) return fail('task-open');
      return ok({ changes: { closed_at: ctx.now() }, reason: reasonOrNull(input.reason) });
    },
  });
