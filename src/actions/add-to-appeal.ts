import { longestStatement } from '../domain/journeys/appeal.ts';
import { tidyText } from '../domain/journeys/check-answer.ts';
import type { Language } from '../domain/language.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type AppealState, transition } from '../domain/states.ts';
import { isUuid } from '../domain/uuid.ts';
import { lockAppeal } from '../storage/appeal-reading.ts';
import type { Queryable } from '../storage/database.ts';
import { claimUploads, uploadsOf } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { addOwnMessage, recordOwnChange } from './record-own-change.ts';
import { maxFiles } from './uploads.ts';

export interface AdditionInput {
  readonly appealId: string;
  /** UUID of the form: the same one is taken once, and its uploads are those received under it. */
  readonly submissionId: string;
  readonly language: Language;
  readonly text: string;
  /** Ids of `UploadedFile`s received under `submissionId`. */
  readonly files: readonly string[];
  /** Files of the message that are still being fetched from a provider; they are entered when they are there. */
  readonly filesToCome?: number;
}
export type AdditionError =
  | 'no-such-appeal'
  | 'submission-id'
  | 'text-or-files'
  | 'too-long'
  | 'too-many-files'
  | 'files-gone'
  | 'not-in-this-state';

const refusal = (input: AdditionInput): AdditionError | null => {
  if (!isUuid(input.appealId)) return 'no-such-appeal';
  if (!isUuid(input.submissionId)) return 'submission-id';
  if (input.text === '' && input.files.length + (input.filesToCome ?? 0) === 0) return 'text-or-files';
  if ([...input.text].length > longestStatement) return 'too-long';
  if (input.files.length > maxFiles) return 'too-many-files';
  return input.files.every(isUuid) ? null : 'files-gone';
};

/** Adds words or files to one's own appeal; one that was returned for clarification goes back to work. */
export const addToAppeal = (ctx: ActionContext, given: AdditionInput): Promise<Added> =>
  ctx.db.transaction().execute((trx) => addWithin(ctx, trx, given));

export type Added = Result<{ readonly messageId: string; readonly state: AppealState }, AdditionError>;

/** The same in a transaction of the caller's. */
export const addWithin = async (ctx: ActionContext, trx: Queryable, given: AdditionInput): Promise<Added> => {
  const input = { ...given, text: tidyText(given.text), files: [...new Set(given.files)] };
  const refused = refusal(input);
  if (refused !== null) return fail(refused);
  const { appealId, submissionId, language, text, files } = input;
  const appeal = await lockAppeal(trx, appealId);
  if (appeal === undefined) return fail('no-such-appeal');
  const from = appeal.state as AppealState;
  const sent = await trx
    .selectFrom('messages')
    .where('id', '=', submissionId)
    .select('appeal_id')
    .executeTakeFirst();
  if (sent !== undefined)
    return sent.appeal_id === appealId ? ok({ messageId: submissionId, state: from }) : fail('submission-id');
  const next = transition(from, 'reply', { hasDepartment: appeal.department_id !== null });
  if (!next.ok) return next;
  const there = new Set((await uploadsOf(trx, submissionId)).map(({ id }) => id));
  if (!files.every((id) => there.has(id))) return fail('files-gone');

  const to = next.value;
  if (!(await addOwnMessage(ctx, trx, { id: submissionId, appealId, language, text })))
    return fail('submission-id');
  if (files.length > 0) await claimUploads(trx, { submissionId, files, appealId, messageId: submissionId });
  await trx
    .updateTable('appeals')
    .set({ state: to, file_count: appeal.file_count + files.length + (input.filesToCome ?? 0) })
    .where('id', '=', appealId)
    .execute();
  await recordOwnChange(ctx, trx, { appealId, verb: 'reply', from, to, data: { messageId: submissionId } });
  return ok({ messageId: submissionId, state: to });
};
