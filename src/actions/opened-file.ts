import type { Readable } from 'node:stream';
import { fail, ok, type Result } from '../domain/result.ts';
import { extensionOf } from '../storage/file-content.ts';
import type { UploadRow } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { type UploadedFile, uploadErrors } from './uploads.ts';

/** A part of a file as a player asks for it; both ends included, `end` absent: to the last byte. */
export interface FileRange {
  readonly start: number;
  readonly end?: number;
}

export interface OpenedFile {
  readonly mediaType: string;
  /** Size of the whole file, and the part that the stream gives (both ends included). */
  readonly bytes: number;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly content: Readable;
}

/** Names are kept sealed; this is how a file stands in a page. */
export const describeFile = (
  ctx: ActionContext,
  row: Pick<UploadRow, 'id' | 'kind' | 'media_type' | 'bytes' | 'sealed_name' | 'state' | 'problem'>,
): UploadedFile => ({
  id: row.id,
  kind: row.kind,
  mediaType: row.media_type,
  bytes: row.bytes,
  name: ctx.keys.open(row.sealed_name, fileNameContext(row.id)),
  state:
    row.state === 'refused'
      ? { refused: uploadErrors.find((code) => code === row.problem) ?? 'broken-upload' }
      : row.state,
});

export const fileNameContext = (fileId: string): string => `files:${fileId}`;

/**
 * The name a file is served under: what the person called it, without folders, control characters and signs that a
 * device can't save, ending in what the content is.
 */
export const cleanFileName = (given: string, mediaType: string): string => {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(/\.[^.]{0,8}$/, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${[...stem].slice(0, 80).join('').trim() || 'file'}.${extensionOf(mediaType)}`;
};

/**
 * Opens a kept file, whole or in part. `not-found` where it has not been examined, or is of no use: no page leads to it.
 * `range` where the part begins behind its end.
 */
export const openStored = async (
  ctx: ActionContext,
  row: UploadRow,
  range?: FileRange,
): Promise<Result<OpenedFile, 'not-found' | 'range'>> => {
  if (row.state !== 'ready') return fail('not-found');
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? row.bytes - 1, row.bytes - 1);
  if (!Number.isSafeInteger(start) || start < 0 || start > end) return fail('range');
  const { name, mediaType, bytes } = describeFile(ctx, row);
  const content = await ctx.files.open(row.storage_name, { start, end });
  return ok({ mediaType, bytes, start, end, name, content });
};
