import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { ReassignRefusal } from './refusals.ts';
import type { Done, ReassignInput } from './verb-inputs.ts';

export declare const reassignAppeal: (
  ctx: ActionContext,
  official: Official,
  input: ReassignInput,
) => Promise<Result<Done, ReassignRefusal>>;
