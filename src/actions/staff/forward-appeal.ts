import type { Language } from '../../domain/language.ts';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import { forwardTargets } from './forward-targets.ts';
import type { ForwardRefusal } from './refusals.ts';
import type { Done, ForwardInput } from './verb-inputs.ts';
import { longestReason, writtenText } from './written-text.ts';

/**
 * Sends an appeal that is outside our competence on to the competent body, with notice to the person (art. 65): who
 * has it now and why, in the person's language. The papers themselves are an official's task.
 */
export const forwardAppeal = async (
  ctx: ActionContext,
  official: Official,
  input: ForwardInput,
): Promise<Result<Done, ForwardRefusal>> => {
  const reason = writtenText(input.reason, longestReason);
  if (!reason.ok) return reason;
  return actOnAppeal<'organisation-unfit'>(ctx, official, input, {
    verb: 'forward',
    decide: async (appeal) => {
      const targets = forwardTargets(appeal, official.organisationId, ctx.reference.current());
      const body = targets.find(({ id }) => id === input.organisationId);
      if (body === undefined) return fail('organisation-unfit');
      const id = ctx.uuid();
      const language = appeal.language as Language;
      return ok({
        message: { id, kind: 'notice', language, text: `${body.name[language]}\n\n${reason.value}` },
        data: { organisationId: body.id, messageId: id },
        tell: [
          {
            kind: 'send-notice',
            channel: appeal.answer_channel,
            recipient: 'writer',
            notice: 'forwarded',
          },
          { kind: 'send-papers', channel: 'post', recipient: 'organisation' },
        ],
      });
    },
  });
};
