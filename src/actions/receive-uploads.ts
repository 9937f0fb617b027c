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
/** Words beside the files; a form never carries more. */
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

interface Intake {
  readonly fields: URLSearchParams;
  readonly kept: NewUpload[];
  readonly problems: UploadProblem[];
}

/** Reads the form to its end; every file goes to the store while it comes in. Rejects where the form breaks off. */
const readForm = async (ctx: ActionContext, request: UploadRequest, intake: Intake): Promise<void> => {
  const form = busboy({
    headers: { 'content-type': request.contentType },
    defParamCharset: 'utf8',
    limits: { fields: 200, fieldSize: largestField, files: 4 * maxFiles, fileSize: largestFile + 1 },
  });
  const running: Promise<void>[] = [];
  let filesSeen = 0;

  const take = async (name: string | undefined, stream: Readable): Promise<void> => {
    const refuse = (error: UploadError): void => {
      intake.problems.push({ name: name ?? '', error });
    };
    try {
      const submissionId =
        typeof request.submissionId === 'string' ? request.submissionId : request.submissionId(intake.fields);
      if (submissionId === null) refuse('broken-upload');
      else if (name !== undefined && ++filesSeen > maxFiles) refuse('too-many');
      else {
        const outcome = await keepFile(ctx, submissionId, name, stream);
        if (outcome?.ok) intake.kept.push(outcome.value);
        else if (outcome) refuse(outcome.error);
      }
    } finally {
      stream.resume();
    }
  };

  form.on('field', (name, value, info) => {
    if (info.valueTruncated) form.destroy(new FormTooBig('field-too-big'));
    else intake.fields.append(name, value);
  });
  form.on('file', (_field, stream, info) => {
    // A stream that breaks off after it was left to run out must not end the process.
    stream.on('error', () => undefined);
    running.push(take(info.filename || undefined, stream));
  });
  if (request.body === null) throw new FormTooBig('no-body');
  const read = pipeline(streamOf(request.body), bounded(), form);
  const outcome = await Promise.allSettled([read]);
  const tasks = await Promise.allSettled(running);
  for (const settled of [...outcome, ...tasks])
    if (settled.status === 'rejected') throw new FormBroken(settled.reason, settled === outcome[0]);
};

/** `cause` is what broke; `byForm` where that was the form, not our own store. */
class FormBroken extends Error {
  readonly byForm: boolean;
  constructor(cause: unknown, byForm: boolean) {
    super('form-broken', { cause });
    this.byForm = byForm;
  }
}

const removeStored = async (ctx: ActionContext, names: readonly string[]): Promise<void> => {
  for (const name of names) await ctx.files.remove(name);
};

/**
 * Streams a multipart form to the file store. Memory stays flat whatever the size. Empty file inputs are passed over.
 * `broken-upload` is the whole form (the connection broke, or it is no multipart): nothing of it is kept.
 */
export const receiveUploads = async (
  ctx: ActionContext,
  request: UploadRequest,
): Promise<Result<ReceivedForm, 'broken-upload'>> => {
  const intake: Intake = { fields: new URLSearchParams(), kept: [], problems: [] };
  const all = (): readonly string[] => intake.kept.map((upload) => upload.storage_name);
  try {
    if (!/^multipart\/form-data\s*;.*boundary=/i.test(request.contentType)) return fail('broken-upload');
    await readForm(ctx, request, intake);
    const [first] = intake.kept;
    if (first === undefined) return ok({ fields: intake.fields, files: [], problems: intake.problems });
    const entered = new Set(
      await enterUploads(ctx.db, String(first.draft_submission_id), intake.kept, maxFiles),
    );
    const files: UploadedFile[] = [];
    for (const upload of intake.kept) {
      const file = describeFile(ctx, { ...upload, bytes: Number(upload.bytes) });
      if (entered.has(upload.id)) files.push(file);
      else intake.problems.push({ name: file.name, error: 'too-many' });
    }
    await removeStored(
      ctx,
      intake.kept.filter((upload) => !entered.has(upload.id)).map((upload) => upload.storage_name),
    );
    return ok({ fields: intake.fields, files, problems: intake.problems });
  } catch (error) {
    await removeStored(ctx, all());
    if (error instanceof FormBroken && error.byForm) return fail('broken-upload');
    throw error instanceof FormBroken ? error.cause : error;
  }
};
