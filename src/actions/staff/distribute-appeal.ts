import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { DistributeRefusal } from './refusals.ts';
import type { DistributeInput, Done } from './verb-inputs.ts';

export declare const distributeAppeal: (
  ctx: ActionContext,
  official: Official,
  input: DistributeInput,
) => Promise<Result<Done, DistributeRefusal>>;
