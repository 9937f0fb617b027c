import { Readable } from 'node:stream';
import { fail, ok, type Result } from '../domain/result.ts';
import { type FileContent, headLength, recogniseContent } from '../storage/file-content.ts';
import { NoPicture } from '../storage/redrawing.ts';
import { type RunningScan, ScannerAway } from '../storage/scanning.ts';
import type { ActionContext } from './context.ts';
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

/** A file that has passed everything this host can do, and lies in the store under `storageName`. */
export interface StoredContent extends Pick<FileContent, 'kind' | 'mediaType'> {
  readonly storageName: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

/**
 * Streams one file into the store: told by its content, counted, scanned, a picture drawn anew; nothing is kept of one
 * that is refused. Where this host can't draw, what comes in is stored as it came, and must wait. Rejects only where
 * the stream itself breaks or the store fails. null: it was empty.
 */
export const storeContent = async (
  ctx: ActionContext,
  stream: Readable,
): Promise<Result<StoredContent, UploadError> | null> => {
  // Not `for await`: leaving that early would destroy the stream, and the form behind it would never be read on.
  const pieces: AsyncIterator<Buffer> = stream.iterator({ destroyOnReturn: false });
  const head = await readHead(pieces);
  if (head.length === 0) return null;
  const content = await recogniseContent(head);
  if (content === null) return fail('type-not-taken');
  let scan: RunningScan | null = null;
  try {
    scan = (await ctx.virusScanner?.begin()) ?? null;
    const storageName = ctx.uuid();
    const whole = examined(head, pieces, maxBytes[content.kind], scan);
    const put = (source: Readable) => ctx.files.put(storageName, source);
    const { bytes, sha256 } =
      content.kind === 'picture' && ctx.redraw !== null
        ? await ctx.redraw(whole, content.mediaType, put)
        : await put(Readable.from(whole, { objectMode: false }));
    return ok({ kind: content.kind, mediaType: content.mediaType, storageName, bytes, sha256 });
  } catch (error) {
    if (error instanceof Refused) return fail(error.code);
    if (error instanceof ScannerAway) return fail('scanner-away');
    if (error instanceof NoPicture) return fail('broken-upload');
    throw error;
  } finally {
    scan?.abandon();
  }
};
