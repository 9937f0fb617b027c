import { fail, type Result } from '../domain/result.ts';
import { isUuid } from '../domain/uuid.ts';
import { fileOfAppeal, uploadOf } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { type FileRange, type OpenedFile, openStored } from './opened-file.ts';
import { recordAudit } from './record-audit.ts';

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
  if (!isUuid(input.fileId)) return fail('not-found');
  const row =
    'appealId' in input.of
      ? await fileOfAppeal(ctx.db, input.of.appealId, input.fileId)
      : await uploadOf(ctx.db, input.of.submissionId, input.fileId);
  if (row === undefined) return fail('not-found');
  const opened = await openStored(ctx, row, input.range);
  // A player asks for a file part by part: the look is recorded once, at its beginning.
  if (opened.ok && opened.value.start === 0 && 'appealId' in input.of)
    await recordAudit(ctx, ctx.db, {
      actor: { kind: 'citizen' },
      action: 'look',
      subjectKind: 'file',
      subjectId: row.id,
      detail: { appealId: input.of.appealId },
    });
  return opened;
};
