import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { FileRange, OpenedFile } from '../../actions/opened-file.ts';
import type { WebEnv } from '../visit.ts';

/** The part that a player asks for; undefined where it wants the whole, or several parts at once. */
export const rangeOf = (header: string | undefined): FileRange | undefined => {
  const part = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '');
  if (!part) return undefined;
  const start = Number(part[1]);
  return part[2] ? { start, end: Number(part[2]) } : { start };
};

/** A name for every browser: plain letters first, then the real one (RFC 6266). */
const disposition = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};

/** A person's file: a download that no browser opens as a page; sound and video can be played in parts. */
export const sendFile = (c: Context<WebEnv>, file: OpenedFile, inParts: boolean): Response => {
  c.header('content-type', file.mediaType);
  c.header('content-length', String(file.end - file.start + 1));
  c.header('content-disposition', disposition(file.name));
  c.header('x-content-type-options', 'nosniff');
  c.header('content-security-policy', "default-src 'none'; sandbox");
  c.header('accept-ranges', 'bytes');
  c.header('cache-control', 'no-store');
  if (inParts) c.header('content-range', `bytes ${file.start}-${file.end}/${file.bytes}`);
  return c.body(Readable.toWeb(file.content) as ReadableStream, inParts ? 206 : 200);
};
