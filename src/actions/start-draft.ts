import type { Language } from '../domain/language.ts';
import type { ActionContext } from './context.ts';
import { type Draft, type DraftJourney, describeDraft, sealAnswers, tokenHash } from './draft.ts';

/** Begins a draft. `token` goes into the person's cookie and nowhere else; only its hash is kept here. */
export const startDraft = async (
  ctx: ActionContext,
  input: { readonly journey: DraftJourney; readonly language: Language },
): Promise<{ readonly token: string; readonly draft: Draft }> => {
  const token = ctx.randomBytes(16).toString('base64url');
  const submissionId = ctx.uuid();
  const now = ctx.now();
  const row = {
    submission_id: submissionId,
    journey: input.journey,
    language: input.language,
    sealed: sealAnswers(ctx, submissionId, {}),
    updated_at: now,
  };
  await ctx.db
    .insertInto('drafts')
    .values({ ...row, token_hash: tokenHash(token), created_at: now })
    .execute();
  return { token, draft: await describeDraft(ctx, row) };
};
