import { Readable } from 'node:stream';
import type { ActionContext } from '../../../actions/context.ts';
import { openAppealFile } from '../../../actions/staff/open-appeal-file.ts';
import type { StaffContext } from '../staff-env.ts';

/** `bytes=100-` and `bytes=100-200`, which is what players ask for; anything else gets the whole file. */
const readRange = (
  header: string | undefined,
): { readonly start: number; readonly end?: number } | undefined => {
  const [, start, end] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (start === undefined) return undefined;
  return end ? { start: Number(start), end: Number(end) } : { start: Number(start) };
};

/** A file of an appeal, whole or in part; always as a download, of the type that its content was told to be. */
export const fileResponse = async (
  ctx: ActionContext,
  c: StaffContext,
  fileId: string,
): Promise<Response> => {
  const range = readRange(c.req.header('range'));
  const opened = await openAppealFile(ctx, c.get('session').official, {
    fileId,
    ...(range ? { range } : {}),
  });
  if (!opened.ok) return opened.error === 'range' ? c.body(null, 416) : c.notFound();
  const { mediaType, bytes, start, end, name, content } = opened.value;
  const headers: Record<string, string> = {
    'content-type': mediaType,
    'content-length': String(end - start + 1),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...(range ? { 'content-range': `bytes ${start}-${end}/${bytes}` } : {}),
  };
  const body = Readable.toWeb(content) as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { status: range ? 206 : 200, headers });
};
