import { strikeDraft } from '../storage/drafts.ts';
import { strikeUploads } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { tokenHash } from './draft.ts';

/** Removes a draft with its uploads at once; no error where there is none. */
export const forgetDraft = async (ctx: ActionContext, token: string): Promise<void> => {
  const names = await ctx.db.transaction().execute(async (trx) => {
    const submissionId = await strikeDraft(trx, tokenHash(token));
    return submissionId === undefined ? [] : strikeUploads(trx, submissionId);
  });
  for (const name of names) await ctx.files.remove(name);
};
