import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { ForwardRefusal } from './refusals.ts';
import type { Done, ForwardInput } from './verb-inputs.ts';

export declare const forwardAppeal: (
  ctx: ActionContext,
  official: Official,
  input: ForwardInput,
) => Promise<Result<Done, ForwardRefusal>>;
