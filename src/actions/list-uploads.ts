import { uploadsOf } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { describeFile } from './opened-file.ts';
import type { UploadedFile } from './uploads.ts';

/** The files received for a form that is not sent yet, in the order they came. */
export const listUploads = async (
  ctx: ActionContext,
  submissionId: string,
): Promise<readonly UploadedFile[]> =>
  (await uploadsOf(ctx.db, submissionId)).map((row) => describeFile(ctx, row));
