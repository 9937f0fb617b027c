import type { Context } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { receiveUploads, type UploadRequest } from '../../actions/receive-uploads.ts';
import type { WebEnv } from '../visit.ts';
import type { FileProblem } from './file-words.ts';

/** A posted form, whichever way the browser sent it; files go to the store while they come in. */
export interface PostedForm {
  readonly fields: URLSearchParams;
  readonly problems: readonly FileProblem[];
  readonly filesKept: number;
}

/** `submissionId` is what uploads belong to, or reads it from the fields before them. A multipart body that breaks off gives no fields and one problem. */
export const readForm = async (
  ctx: ActionContext,
  c: Context<WebEnv>,
  submissionId: UploadRequest['submissionId'],
): Promise<PostedForm> => {
  const contentType = c.req.header('content-type') ?? '';
  if (!contentType.startsWith('multipart/'))
    return { fields: new URLSearchParams(await c.req.text()), problems: [], filesKept: 0 };
  const received = await receiveUploads(ctx, { body: c.req.raw.body, contentType, submissionId });
  if (!received.ok)
    return {
      fields: new URLSearchParams(),
      problems: [{ code: 'broken-upload', name: '' }],
      filesKept: 0,
    };
  const { fields, problems, files } = received.value;
  return {
    fields,
    problems: problems.map(({ error, name }) => ({ code: error, name })),
    filesKept: files.length,
  };
};
