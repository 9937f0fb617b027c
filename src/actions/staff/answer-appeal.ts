import { answerMisfits, canBeOverridden, type Misfit, stopsAnswer } from '../../domain/answer-fit.ts';
import type { Language } from '../../domain/language.ts';
import type { AccessNeed, AnswerChannel, Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import { claimUploads, type UploadRow, uploadsOf } from '../../storage/uploads.ts';
import type { ActionContext } from '../context.ts';
import { actOnAppeal } from './act-on-appeal.ts';
import type { AnswerRefusal } from './refusals.ts';
import type { AnswerInput, Done } from './verb-inputs.ts';
import { reasonOrNull, writtenText } from './written-text.ts';

const misfitsOf = (input: AnswerInput, text: string, appeal: AppealRow, files: readonly UploadRow[]) => {
  const answerChannel = appeal.answer_channel as AnswerChannel;
  return answerMisfits(
    { language: input.language, text, fileKinds: files.map(({ kind }) => kind), channel: answerChannel },
    { language: appeal.language as Language, needs: appeal.needs as AccessNeed[], answerChannel },
  );
};

/**
 * Answers the person, on the channel that was asked for. An answer that does not fit the person's language or needs
 * is held back with what does not fit, unless the curator says why it must go as it is; that is kept.
 */
export const answerAppeal = async (
  ctx: ActionContext,
  official: Official,
  input: AnswerInput,
): Promise<
  | Result<Done, Exclude<AnswerRefusal, 'misfit'>>
  | { readonly ok: false; readonly error: 'misfit'; readonly misfits: readonly Misfit[] }
> => {
  const text = writtenText(input.text);
  if (!text.ok) return text;
  const fileIds = [...new Set(input.fileIds ?? [])];
  const override = reasonOrNull(input.overrideReason);
  let found: readonly Misfit[] = [];

  const outcome = await actOnAppeal<'misfit' | 'file-unknown'>(ctx, official, input, {
    verb: 'answer',
    decide: async (appeal, trx) => {
      const uploads = fileIds.length === 0 ? [] : await uploadsOf(trx, input.formId);
      const files = uploads.filter(({ id }) => fileIds.includes(id));
      if (files.length < fileIds.length) return fail('file-unknown');
      found = misfitsOf(input, text.value, appeal, files);
      const stopping = found.filter(stopsAnswer);
      if (stopping.length > 0 && (override === null || !stopping.every(canBeOverridden)))
        return fail('misfit');

      const id = ctx.uuid();
      return ok({
        changes: { answered_at: ctx.now() },
        reason: stopping.length > 0 ? override : null,
        message: { id, kind: 'answer', language: input.language, text: text.value },
        data: {
          messageId: id,
          ...(input.result === undefined ? {} : { result: input.result }),
          ...(stopping.length > 0 ? { misfits: stopping } : {}),
        },
        tell: [{ kind: 'send-answer', channel: appeal.answer_channel, recipient: 'writer' }],
        also: async () => {
          if (files.length > 0)
            await claimUploads(trx, {
              submissionId: input.formId,
              files: fileIds,
              appealId: appeal.id,
              messageId: id,
            });
        },
      });
    },
  });
  if (outcome.ok || outcome.error !== 'misfit')
    return outcome as Result<Done, Exclude<AnswerRefusal, 'misfit'>>;
  return { ok: false, error: 'misfit', misfits: found };
};
