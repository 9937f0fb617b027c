import { mayDo } from '../../domain/authorisation.ts';
import type { Official } from '../../domain/people.ts';
import { fail, type Result } from '../../domain/result.ts';
import { isUuid } from '../../domain/uuid.ts';
import { fileWithAppeal, readAppeal } from '../../storage/appeal-reading.ts';
import type { ActionContext } from '../context.ts';
import { type FileRange, type OpenedFile, openStored } from '../opened-file.ts';
import { recordAudit } from '../record-audit.ts';
import { scopeOf } from './appeal-scope.ts';

/**
 * A file of an appeal, whole or the part that a player asks for. Every opening is audited, a refused one too;
 * `not-found` also where the official may not look at the appeal.
 */
export const openAppealFile = async (
  ctx: ActionContext,
  official: Official,
  input: { readonly fileId: string; readonly range?: FileRange },
): Promise<Result<OpenedFile, 'not-found' | 'range'>> => {
  if (!isUuid(input.fileId)) return fail('not-found');
  const file = await fileWithAppeal(ctx.db, input.fileId);
  const appeal = file?.appeal_id == null ? undefined : await readAppeal(ctx.db, file.appeal_id);
  if (file === undefined || appeal === undefined) return fail('not-found');
  const allowed = mayDo(official, 'look', scopeOf(appeal), ctx.reference.current().organisationById);
  await recordAudit(ctx, ctx.db, {
    actor: official,
    action: allowed ? 'look-file' : 'look-refused',
    subjectKind: 'file',
    subjectId: file.id,
    detail: { appealId: appeal.id },
  });
  return allowed ? openStored(ctx, file, input.range) : fail('not-found');
};
