import type { Answers } from '../domain/journeys/question.ts';
import type { Language } from '../domain/language.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { changeDraft } from '../storage/drafts.ts';
import type { ActionContext } from './context.ts';
import { type Draft, describeDraft, oldestKept, openAnswers, sealAnswers, tokenHash } from './draft.ts';

/**
 * Lays the answers given over those kept: the last save of each question wins, the others stay as they were. Where the
 * draft is over, nothing is kept and the page carries on with what the form itself holds.
 */
export const saveAnswers = async (
  ctx: ActionContext,
  token: string,
  answers: Answers,
  language?: Language,
): Promise<Result<Draft, 'draft-expired'>> => {
  const changed = await changeDraft(ctx.db, tokenHash(token), oldestKept(ctx), (row) => ({
    ...row,
    language: language ?? row.language,
    sealed: sealAnswers(ctx, row.submission_id, { ...openAnswers(ctx, row), ...answers }),
    updated_at: ctx.now(),
  }));
  return changed === undefined ? fail('draft-expired') : ok(await describeDraft(ctx, changed));
};
