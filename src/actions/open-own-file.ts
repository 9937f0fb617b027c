import { fail, type Result } from '../domain/result.ts';
import { fileOfAppeal, uploadOf } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { type FileRange, type OpenedFile, openStored } from './opened-file.ts';

/**
 * A file of one's own appeal (by `appealId`) or of a form not sent yet (by its `submissionId`). `not-found` also where
 * it is another's; `range` where the part asked for begins behind the file's end.
 */
export const openOwnFile = async (
  ctx: ActionContext,
  input: {
    readonly fileId: string;
    readonly of: { readonly appealId: string } | { readonly submissionId: string };
    readonly range?: FileRange;
  },
): Promise<Result<OpenedFile, 'not-found' | 'range'>> => {
  const row =
    'appealId' in input.of
      ? await fileOfAppeal(ctx.db, input.of.appealId, input.fileId)
      : await uploadOf(ctx.db, input.of.submissionId, input.fileId);
  return row === undefined ? fail('not-found') : openStored(ctx, row, input.range);
};
