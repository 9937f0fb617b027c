import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Route } from '../../domain/routing.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import { curatorLoads, type LoadedOfficial } from '../../storage/official-loads.ts';
import type { ReferenceData } from '../../storage/reference.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import type { DistributeRefusal } from './refusals.ts';
import { routeTo, suggestRoute } from './suggest-distribution.ts';
import type { DistributeInput, Done } from './verb-inputs.ts';

type Refusal = Exclude<
  DistributeRefusal,
  'not-found' | 'not-allowed' | 'not-in-this-state' | 'form-used' | 'bad-form-id'
>;
type Choice = Pick<Route, 'departmentId' | 'curatorId' | 'ruleId'> & {
  readonly reason: Route['reason'] | null;
};

const choose = (
  input: DistributeInput,
  appeal: AppealRow,
  curators: readonly LoadedOfficial[],
  reference: ReferenceData,
): Result<Choice, Refusal> => {
  const suggested = suggestRoute(appeal, curators, reference);
  const departmentId = input.departmentId || suggested.departmentId;
  if (departmentId === null)
    return fail(suggested.reason === 'conflict' ? 'conflict-of-interest' : 'no-suggestion');
  const asSuggested = departmentId === suggested.departmentId;
  // A form on which only the department was changed still names the curator of the suggestion: that is no choice.
  const left = !asSuggested && input.curatorId === suggested.curatorId;
  const curatorId = left ? undefined : input.curatorId || undefined;
  if (asSuggested && (curatorId === undefined || curatorId === suggested.curatorId)) return ok(suggested);

  if (!reference.organisationById.get(departmentId)?.handlesAppeals) return fail('department-unfit');
  const within = routeTo(departmentId, appeal, curators, reference);
  if (within.departmentId !== departmentId) return fail('conflict-of-interest');
  if (curatorId === undefined)
    return ok({ departmentId, curatorId: within.curatorId, ruleId: null, reason: null });
  const curator = curators.find(
    (official) => official.id === curatorId && official.organisationId === departmentId,
  );
  if (curator === undefined) return fail('curator-unfit');
  if (within.excluded.includes(curatorId)) return fail('conflict-of-interest');
  return ok({ departmentId, curatorId, ruleId: null, reason: null });
};

/**
 * Gives an appeal to a department and a curator. Sent unchanged it takes the suggestion of the rules, with its
 * reason; a department alone gets its least-loaded curator. Whoever is party to the matter never gets it.
 */
export const distributeAppeal = (
  ctx: ActionContext,
  official: Official,
  input: DistributeInput,
): Promise<Result<Done, DistributeRefusal>> =>
  actOnAppeal<Refusal>(ctx, official, input, {
    verb: 'distribute',
    decide: async (appeal, trx) => {
      const chosen = choose(input, appeal, await curatorLoads(trx), ctx.reference.current());
      if (!chosen.ok) return chosen;
      const { departmentId, curatorId, ruleId, reason } = chosen.value;
      return ok({
        changes: { department_id: departmentId, curator_id: curatorId },
        data: { departmentId, curatorId, ruleId, ...(reason === null ? {} : { routeReason: reason }) },
      });
    },
  });
