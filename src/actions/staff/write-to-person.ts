import type { Language } from '../../domain/language.ts';
import type { Official } from '../../domain/people.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import type { TextRefusal, VerbRefusal } from './refusals.ts';
import type { Done, WriteInput } from './verb-inputs.ts';
import { writtenText } from './written-text.ts';

/** A question to the person, with the verb it belongs to; it goes out on the channel that was asked for. */
export const writeToPerson = async (
  ctx: ActionContext,
  official: Official,
  verb: 'ask' | 'return',
  input: WriteInput,
): Promise<Result<Done, VerbRefusal | TextRefusal>> => {
  const text = writtenText(input.text);
  if (!text.ok) return text;
  return actOnAppeal(ctx, official, input, {
    verb,
    decide: async (appeal) => {
      const id = ctx.uuid();
      const language = input.language ?? (appeal.language as Language);
      return ok({
        message: { id, kind: 'question', language, text: text.value },
        data: { messageId: id },
        tell: [{ kind: 'send-question', channel: appeal.answer_channel, recipient: 'writer' }],
      });
    },
  });
};
