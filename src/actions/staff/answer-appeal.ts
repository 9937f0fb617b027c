import type { Misfit } from '../../domain/answer-fit.ts';
import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { AnswerRefusal } from './refusals.ts';
import type { AnswerInput, Done } from './verb-inputs.ts';

export declare const answerAppeal: (
  ctx: ActionContext,
  official: Official,
  input: AnswerInput,
) => Promise<
  | Result<Done, Exclude<AnswerRefusal, 'misfit'>>
  | { readonly ok: false; readonly error: 'misfit'; readonly misfits: readonly Misfit[] }
>;
