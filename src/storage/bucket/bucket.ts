/** What a bucket can do, as far as uploads need it. Behind it is an S3 API or the binding of a worker. */
export interface Bucket {
  /** Writes a whole object, replacing one of that name. */
  readonly put: (name: string, content: Buffer) => Promise<void>;
  /** Begins an object that comes in parts. It is not there before `complete`. */
  readonly begin: (name: string) => Promise<Parts>;
  /** Null where there is no such object. */
  readonly get: (
    name: string,
    range?: { readonly start: number; readonly end: number },
  ) => Promise<ReadableStream<Uint8Array> | null>;
  /** No error where it is not there. */
  readonly remove: (name: string) => Promise<void>;
}

/** An object in the middle of being written. */
export interface Parts {
  /** The next part. All but the last are `partSize` long. */
  readonly add: (content: Buffer) => Promise<void>;
  readonly complete: () => Promise<void>;
  /** Gives up; what was written is thrown away. */
  readonly abandon: () => Promise<void>;
}

/** Bytes of a part: the least that S3 takes, so that an upload holds little memory. */
export const partSize = 5 * 1024 * 1024;

/** For a host that takes nothing in and shows nothing that was: every request is refused. */
export const noBucket: Bucket = {
  put: () => Promise.reject(new BucketAway(0)),
  begin: () => Promise.reject(new BucketAway(0)),
  get: () => Promise.reject(new BucketAway(0)),
  remove: () => Promise.reject(new BucketAway(0)),
};

/** The bucket does not do what it is asked, after all tries. `status` is its last answer; 0 where there was none. */
export class BucketAway extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number) {
    super(`bucket-away: ${status}`);
    this.name = 'BucketAway';
    this.status = status;
    this.code = `BUCKET_${status}`;
  }
}
