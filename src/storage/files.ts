import type { Readable } from 'node:stream';

/** Where uploads lie. Names are random; nothing of the person's file name reaches the disk or the bucket. */
export interface FileStore {
  /** Writes the whole stream durably (fsync) or nothing; resolves only when it is safe. */
  readonly put: (
    name: string,
    content: Readable,
  ) => Promise<{ readonly bytes: number; readonly sha256: Buffer }>;
  readonly open: (
    name: string,
    range?: { readonly start: number; readonly end: number },
  ) => Promise<Readable>;
  readonly remove: (name: string) => Promise<void>;
}
