import type { ActionContext } from '../../../actions/context.ts';
import { receiveUploads } from '../../../actions/receive-uploads.ts';
import type { UploadError, UploadedFile } from '../../../actions/uploads.ts';
import type { StaffContext } from '../staff-env.ts';

/** A posted form: its fields, the files kept under its id, and those that were not taken. */
export interface TakenForm {
  readonly fields: URLSearchParams;
  readonly files: readonly UploadedFile[];
  readonly problems: readonly { readonly name: string; readonly error: UploadError }[];
}

/** Fields of every form behind the sign-in. */
export const formField = { id: 'form', csrf: 'csrf', by: 'by' } as const;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Text of a form without files, in bytes: the longest answer in three-byte letters, and room. */
const longestForm = 512 * 1024;

const readText = async (body: ReadableStream<Uint8Array> | null): Promise<string | null> => {
  if (!body) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > longestForm) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
};

/** Reads a posted form, files streamed to the store. null: it broke on the way, or is far too long. */
export const takeForm = async (ctx: ActionContext, c: StaffContext): Promise<TakenForm | null> => {
  const contentType = c.req.header('content-type') ?? '';
  const { body } = c.req.raw;
  if (!contentType.startsWith('multipart/form-data')) {
    const text = await readText(body);
    return text === null ? null : { fields: new URLSearchParams(text), files: [], problems: [] };
  }
  const received = await receiveUploads(ctx, {
    body,
    contentType,
    submissionId: (fields) => {
      const id = fields.get(formField.id) ?? '';
      return uuid.test(id) ? id : null;
    },
  });
  return received.ok ? received.value : null;
};
