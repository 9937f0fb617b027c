import { isUuid } from '../domain/uuid.ts';
import { strikeUploads } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';

/** Takes back a file that is not sent yet; no error where it is gone already. */
export const removeUpload = async (
  ctx: ActionContext,
  input: { readonly submissionId: string; readonly fileId: string },
): Promise<void> => {
  if (!isUuid(input.submissionId) || !isUuid(input.fileId)) return;
  for (const name of await strikeUploads(ctx.db, input.submissionId, input.fileId))
    await ctx.files.remove(name);
};
