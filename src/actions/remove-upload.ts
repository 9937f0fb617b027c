import { strikeUploads } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';

/** Takes back a file that is not sent yet; no error where it is gone already. */
export const removeUpload = async (
  ctx: ActionContext,
  input: { readonly submissionId: string; readonly fileId: string },
): Promise<void> => {
  for (const name of await strikeUploads(ctx.db, input.submissionId, input.fileId))
    await ctx.files.remove(name);
};
