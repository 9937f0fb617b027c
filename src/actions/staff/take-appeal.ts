import type { Official } from '../../domain/people.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import { takenByAnother } from './hindrances.ts';
import type { TakeRefusal } from './refusals.ts';
import type { Done, TakeInput } from './verb-inputs.ts';

/** Takes an appeal into work; whoever takes it is its curator. Of two at once one wins, the other is told. */
export const takeAppeal = (
  ctx: ActionContext,
  official: Official,
  input: TakeInput,
): Promise<Result<Done, TakeRefusal>> =>
  actOnAppeal<'taken-by-another'>(ctx, official, input, {
    verb: 'take',
    hindrance: takenByAnother,
    decide: async () => ok({ changes: { curator_id: official.id }, data: { curatorId: official.id } }),
  });
