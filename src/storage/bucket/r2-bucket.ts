import type { Bucket, Parts } from './bucket.ts';

/** The part of a worker's R2 binding that uploads need. */
export interface R2Binding {
  readonly put: (name: string, content: Uint8Array) => Promise<unknown>;
  readonly get: (
    name: string,
    options?: { readonly range: { readonly offset: number; readonly length: number } },
  ) => Promise<{ readonly body: ReadableStream<Uint8Array> } | null>;
  readonly delete: (name: string) => Promise<void>;
  readonly createMultipartUpload: (name: string) => Promise<{
    readonly uploadPart: (number: number, content: Uint8Array) => Promise<R2Part>;
    readonly complete: (parts: R2Part[]) => Promise<unknown>;
    readonly abort: () => Promise<void>;
  }>;
}
interface R2Part {
  readonly partNumber: number;
  readonly etag: string;
}

/** A bucket bound to a worker; the Node side reaches the same one by its S3 address. */
export const r2Bucket = (binding: R2Binding): Bucket => ({
  put: async (name, content) => {
    await binding.put(name, content);
  },
  begin: async (name): Promise<Parts> => {
    const upload = await binding.createMultipartUpload(name);
    const parts: R2Part[] = [];
    return {
      add: async (content) => {
        parts.push(await upload.uploadPart(parts.length + 1, content));
      },
      complete: async () => {
        await upload.complete(parts);
      },
      abandon: () => upload.abort(),
    };
  },
  get: async (name, range) => {
    const found = await binding.get(
      name,
      ...(range === undefined
        ? []
        : [{ range: { offset: range.start, length: range.end - range.start + 1 } } as const]),
    );
    return found?.body ?? null;
  },
  remove: (name) => binding.delete(name),
});
