import { isInConflict } from '../../domain/conflict.ts';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { curatorLoads } from '../../storage/official-loads.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import { scopeOf } from './appeal-scope.ts';
import type { ReassignRefusal } from './refusals.ts';
import type { Done, ReassignInput } from './verb-inputs.ts';
import { reasonOrNull } from './written-text.ts';

/** Gives an appeal to another curator of the department that has it; she takes it into work herself. */
export const reassignAppeal = (
  ctx: ActionContext,
  official: Official,
  input: ReassignInput,
): Promise<Result<Done, ReassignRefusal>> =>
  actOnAppeal<'curator-unfit' | 'conflict-of-interest' | 'nothing-changed'>(ctx, official, input, {
    verb: 'reassign',
    decide: async (appeal, trx) => {
      if (appeal.curator_id === input.curatorId) return fail('nothing-changed');
      if (appeal.department_id === null) return fail('curator-unfit');
      const curators = await curatorLoads(trx, [appeal.department_id]);
      const curator = curators.find(({ id }) => id === input.curatorId);
      if (curator === undefined) return fail('curator-unfit');
      if (isInConflict(curator, scopeOf(appeal), ctx.reference.current().organisationById))
        return fail('conflict-of-interest');
      return ok({
        changes: { curator_id: curator.id },
        reason: reasonOrNull(input.reason),
        data: { departmentId: appeal.department_id, curatorId: curator.id },
      });
    },
  });
