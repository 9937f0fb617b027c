import type { Official } from '../../domain/people.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import type { VerbRefusal } from './refusals.ts';
import type { Done, RegisterInput } from './verb-inputs.ts';

/**
 * Registers an appeal that waits for its working day, before the sweep does. The day of registration and the term
 * stay as they were reckoned from the moment it came (art. 64, 76).
 */
export const registerAppeal = (
  ctx: ActionContext,
  official: Official,
  input: RegisterInput,
): Promise<Result<Done, VerbRefusal>> =>
  actOnAppeal(ctx, official, input, { verb: 'register', decide: async () => ok({}) });
