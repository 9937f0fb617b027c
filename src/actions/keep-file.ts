import type { Readable } from 'node:stream';
import { fail, ok, type Result } from '../domain/result.ts';
import type { NewUpload } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { cleanFileName, fileNameContext } from './opened-file.ts';
import { storeContent } from './store-content.ts';
import type { UploadError } from './uploads.ts';

/**
 * Streams one file into the store and gives the row that remembers it (not entered yet); nothing is kept of one that
 * is refused. Rejects only where the stream itself breaks or the store fails. null: there was no file at all.
 */
export const keepFile = async (
  ctx: ActionContext,
  submissionId: string,
  givenName: string | undefined,
  stream: Readable,
): Promise<Result<NewUpload, UploadError> | null> => {
  const id = ctx.uuid();
  const stored = await storeContent(ctx, stream);
  if (stored === null) return givenName ? fail('broken-upload') : null;
  if (!stored.ok) return stored;
  const { kind, mediaType, storageName, bytes, sha256 } = stored.value;
  return ok({
    id,
    draft_submission_id: submissionId,
    kind,
    media_type: mediaType,
    bytes,
    sha256,
    sealed_name: ctx.keys.seal(cleanFileName(givenName ?? '', mediaType), fileNameContext(id)),
    created_at: ctx.now(),
    storage_name: storageName,
    state: ctx.redraw === null ? 'waiting' : 'ready',
  });
};
