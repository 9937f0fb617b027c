import type { Official } from '../../domain/people.ts';
import type { Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import type { TextRefusal, VerbRefusal } from './refusals.ts';
import type { Done, WriteInput } from './verb-inputs.ts';
import { writeToPerson } from './write-to-person.ts';

/** Asks the person something while the term runs. */
export const askPerson = (
  ctx: ActionContext,
  official: Official,
  input: WriteInput,
): Promise<Result<Done, VerbRefusal | TextRefusal>> => writeToPerson(ctx, official, 'ask', input);
