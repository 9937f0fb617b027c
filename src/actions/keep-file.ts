import { Readable } from 'node:stream';
import { fail, ok, type Result } from '../domain/result.ts';
import { type FileContent, headLength, recogniseContent } from '../storage/file-content.ts';
import { NoPicture, redrawPicture } from '../storage/picture.ts';
import type { NewUpload } from '../storage/uploads.ts';
import { type RunningScan, ScannerAway } from '../storage/virus-scan.ts';
import type { ActionContext } from './context.ts';
import { cleanFileName, fileNameContext } from './opened-file.ts';
import { maxBytes, type UploadError } from './uploads.ts';

/** Thrown inside the stream, so that the store keeps nothing of a file that is refused half-way. */
class Refused extends Error {
  readonly code: UploadError;
  constructor(code: UploadError) {
    super(code);
    this.code = code;
  }
}

/** Takes pieces until there are enough to tell what the file is. */
const readHead = async (pieces: AsyncIterator<Buffer>): Promise<Buffer> => {
  const head: Buffer[] = [];
  let length = 0;
  while (length < headLength) {
    const next = await pieces.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(head, length);
};

/** The whole file again, counted and shown to the scanner; ends only after the scanner's verdict. */
async function* examined(
  head: Buffer,
  rest: AsyncIterator<Buffer>,
  most: number,
  scan: RunningScan | null,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  let piece: Buffer | null = head;
  while (piece !== null) {
    bytes += piece.length;
    if (bytes > most) throw new Refused('too-big');
    await scan?.write(piece);
    yield piece;
    const next = await rest.next();
    piece = next.done ? null : next.value;
  }
  if ((await scan?.verdict()) === 'infected') throw new Refused('infected');
}

const put = async (
  ctx: ActionContext,
  storageName: string,
  content: FileContent,
  whole: AsyncGenerator<Buffer>,
): Promise<{ readonly bytes: number; readonly sha256: Buffer }> =>
  content.kind === 'picture'
    ? redrawPicture(whole, content.mediaType, (picture) => ctx.files.put(storageName, picture))
    : ctx.files.put(storageName, Readable.from(whole, { objectMode: false }));

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
  // Not `for await`: leaving that early would destroy the stream, and the form behind it would never be read on.
  const pieces: AsyncIterator<Buffer> = stream.iterator({ destroyOnReturn: false });
  const head = await readHead(pieces);
  if (head.length === 0) return givenName ? fail('broken-upload') : null;
  const content = await recogniseContent(head);
  if (content === null) return fail('type-not-taken');
  let scan: RunningScan | null = null;
  try {
    scan = (await ctx.virusScanner?.begin()) ?? null;
    const id = ctx.uuid();
    const storageName = ctx.uuid();
    const whole = examined(head, pieces, maxBytes[content.kind], scan);
    const kept = await put(ctx, storageName, content, whole);
    return ok({
      id,
      draft_submission_id: submissionId,
      kind: content.kind,
      media_type: content.mediaType,
      bytes: kept.bytes,
      sha256: kept.sha256,
      sealed_name: ctx.keys.seal(cleanFileName(givenName ?? '', content.mediaType), fileNameContext(id)),
      created_at: ctx.now(),
      storage_name: storageName,
    });
  } catch (error) {
    if (error instanceof Refused) return fail(error.code);
    if (error instanceof ScannerAway) return fail('scanner-away');
    if (error instanceof NoPicture) return fail('broken-upload');
    throw error;
  } finally {
    scan?.abandon();
  }
};
