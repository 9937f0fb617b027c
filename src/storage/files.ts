import type { Readable } from 'node:stream';

/** Where uploads lie. Names are random; nothing of the person's file name reaches the disk or the bucket. */
export interface FileStore {
  /** Writes the whole stream durably or nothing; resolves only when it is safe. */
  readonly put: (
    name: string,
    content: Readable,
  ) => Promise<{ readonly bytes: number; readonly sha256: Buffer }>;
  /** Both ends of `range` are included. Rejects with `FileNotThere` where there is no such file. */
  readonly open: (
    name: string,
    range?: { readonly start: number; readonly end: number },
  ) => Promise<Readable>;
  /** Once or more: no error where it is gone already. */
  readonly remove: (name: string) => Promise<void>;
}

/** The store does not have a file that it was asked for. */
export class FileNotThere extends Error {
  constructor() {
    super('file-not-there');
    this.name = 'FileNotThere';
  }
}

/** Names are made by us (UUIDs, hex); anything else could climb out of the folder or of the bucket. */
const safeName = /^[0-9a-z][0-9a-z-]{7,99}$/;

/** Gives the name back; throws where it is none of ours. */
export const checkedName = (name: string): string => {
  if (!safeName.test(name)) throw new Error('file-name-refused');
  return name;
};
