import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { fail, ok, type Result } from '../domain/result.ts';
import { enterUploads, type NewUpload } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { keepFile } from './keep-file.ts';
import { describeFile } from './opened-file.ts';
import { maxBytes, maxFiles, type UploadError, type UploadedFile } from './uploads.ts';

/** A multipart form taken in: its text fields, the files kept, and those not taken with the reason. */
export interface ReceivedForm {
  readonly fields: URLSearchParams;
  readonly files: readonly UploadedFile[];
  readonly problems: readonly UploadProblem[];
}
export interface UploadProblem {
  readonly name: string;
  readonly error: UploadError;
}

export interface UploadRequest {
  /** The request's body as it comes in; read to its end even where files are refused. */
  readonly body: ReadableStream<Uint8Array> | Readable | null;
  readonly contentType: string;
  /**
   * What the files belong to until they are sent: a draft's `submissionId`, or the `submissionId` of the form that
   * adds to one's own appeal. A function reads it from the form's own fields, which must stand before the files;
   * null refuses the files.
   */
  readonly submissionId: string | ((fields: URLSearchParams) => string | null);
}

const largestFile = Math.max(...Object.values(maxBytes));
/**
 * Words beside the files, in bytes. What is longer is cut here, and is then still many times longer than any text may
 * be: the form comes back with "too long" and the words, instead of being lost as a whole.
 */
const largestField = 256 * 1024;
const largestForm = maxFiles * largestFile + 4 * 1024 * 1024;

class FormTooBig extends Error {}

const bounded = (): Transform => {
  let bytes = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      if (bytes > largestForm) done(new FormTooBig('form-too-big'));
      else done(null, piece);
    },
  });
};

const streamOf = (body: ReadableStream<Uint8Array> | Readable): Readable =>
  body instanceof Readable ? body : Readable.fromWeb(body as NodeReadableStream);

/** What became of one file of the form: kept, refused, or no file at all (an empty field). */
type Taken = { readonly upload: NewUpload } | { readonly problem: UploadProblem } | null;

interface ReadForm {
  readonly fields: URLSearchParams;
  /** In the order of the form; where it broke off, those that were whole by then. */
  readonly taken: readonly Taken[];
  /** What broke, and whether that was the form or our own store. */
  readonly broken: { readonly cause: unknown; readonly byForm: boolean } | null;
}

/** Reads the form to its end; every file goes to the store while it comes in. */
const readForm = async (
  ctx: ActionContext,
  request: UploadRequest,
  body: ReadableStream<Uint8Array> | Readable,
): Promise<ReadForm> => {
  const form = busboy({
    headers: { 'content-type': request.contentType },
    defParamCharset: 'utf8',
    limits: { fields: 200, fieldSize: largestField, files: 4 * maxFiles, fileSize: largestFile + 1 },
  });
  const fields = new URLSearchParams();
  const running: Promise<Taken>[] = [];
  let filesSeen = 0;

  const take = async (name: string | undefined, stream: Readable): Promise<Taken> => {
    const refused = (error: UploadError): Taken => ({ problem: { name: name ?? '', error } });
    try {
      const { submissionId } = request;
      const belongsTo = typeof submissionId === 'string' ? submissionId : submissionId(fields);
      if (belongsTo === null) return refused('broken-upload');
      if (name !== undefined && ++filesSeen > maxFiles) return refused('too-many');
      const outcome = await keepFile(ctx, belongsTo, name, stream);
      if (outcome === null) return null;
      return outcome.ok ? { upload: outcome.value } : refused(outcome.error);
    } finally {
      stream.resume();
    }
  };

  form.on('field', (name, value) => {
    fields.append(name, value);
  });
  form.on('file', (_field, stream, info) => {
    // A stream that breaks off after it was left to run out must not end the process.
    stream.on('error', () => undefined);
    running.push(take(info.filename || undefined, stream));
  });
  const [read] = await Promise.allSettled([pipeline(streamOf(body), bounded(), form)]);
  const tasks = await Promise.allSettled(running);
  const failed = tasks.find((task) => task.status === 'rejected');
  return {
    fields,
    taken: tasks.map((task) => (task.status === 'fulfilled' ? task.value : null)),
    broken:
      read.status === 'rejected'
        ? { cause: read.reason, byForm: true }
        : failed
          ? { cause: failed.reason, byForm: false }
          : null,
  };
};

/**
 * Streams a multipart form to the file store. Memory stays flat whatever the size. Empty file inputs are passed over.
 * `broken-upload` is the whole form (the connection broke, or it is no multipart): nothing of it is kept.
 */
export const receiveUploads = async (
  ctx: ActionContext,
  request: UploadRequest,
): Promise<Result<ReceivedForm, 'broken-upload'>> => {
  const isForm = /^multipart\/form-data\s*;.*boundary=/i.test(request.contentType);
  if (!isForm || request.body === null) return fail('broken-upload');
  const { fields, taken, broken } = await readForm(ctx, request, request.body);
  const uploads = taken.flatMap((each) => (each && 'upload' in each ? [each.upload] : []));
  const problems = taken.flatMap((each) => (each && 'problem' in each ? [each.problem] : []));
  const remove = async (unwanted: readonly NewUpload[]): Promise<void> => {
    for (const upload of unwanted) await ctx.files.remove(upload.storage_name);
  };
  if (broken !== null) {
    await remove(uploads);
    if (broken.byForm) return fail('broken-upload');
    throw broken.cause;
  }
  const [first] = uploads;
  if (first === undefined) return ok({ fields, files: [], problems });

  const submissionId = String(first.draft_submission_id);
  const entered = await enterUploads(ctx.db, submissionId, uploads, maxFiles).catch(
    async (error: unknown) => {
      await remove(uploads);
      throw error;
    },
  );
  const surplus = uploads.filter((upload) => !entered.includes(upload.id));
  await remove(surplus);
  const describe = (upload: NewUpload): UploadedFile =>
    describeFile(ctx, {
      ...upload,
      bytes: Number(upload.bytes),
      state: upload.state ?? 'ready',
      problem: null,
    });
  return ok({
    fields,
    files: uploads.filter((upload) => entered.includes(upload.id)).map(describe),
    problems: [
      ...problems,
      ...surplus.map((upload) => ({ name: describe(upload).name, error: 'too-many' as const })),
    ],
  });
};
