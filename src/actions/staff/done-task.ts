import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isUuid } from '../../domain/uuid.ts';
import { finishTask } from '../../storage/tasks.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import type { TaskRefusal } from './refusals.ts';
import type { Done, TaskInput } from './verb-inputs.ts';

/** Ticks off what was done by hand: the person was called, the letter is in the post. It stays in the history. */
export const doneTask = (
  ctx: ActionContext,
  official: Official,
  input: TaskInput,
): Promise<Result<Done, TaskRefusal>> =>
  actOnAppeal<'task-unknown'>(ctx, official, input, {
    verb: 'note',
    decide: async (appeal, trx) => {
      const done =
        isUuid(input.taskId) &&
        (await finishTask(trx, { id: input.taskId, appealId: appeal.id, by: official.id, at: ctx.now() }));
      return done ? ok({ data: { taskId: input.taskId.toLowerCase() } }) : fail('task-unknown');
    },
  });
