import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { CompleteRefusal } from './refusals.ts';
import type { CompleteInput, Done } from './verb-inputs.ts';

export declare const completeAppeal: (
  ctx: ActionContext,
  official: Official,
  input: CompleteInput,
) => Promise<Result<Done, CompleteRefusal>>;
