import { strikeOldDrafts } from '../storage/drafts.ts';
import { strikeForgottenUploads } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { oldestKept } from './draft.ts';

/** Removes drafts whose 24 hours are over, and uploads that no form sent in that time; true where more are left. */
export const cleanDrafts = async (ctx: ActionContext): Promise<boolean> => {
  const before = oldestKept(ctx);
  const drafts = await strikeOldDrafts(ctx.db, before);
  const names = await strikeForgottenUploads(ctx.db, before);
  for (const name of names) await ctx.files.remove(name);
  return drafts === 500 || names.length === 500;
};
