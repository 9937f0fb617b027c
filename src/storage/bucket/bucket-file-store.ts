import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { checkedName, FileNotThere, type FileStore } from '../files.ts';
import { type Bucket, BucketAway, type Parts, partSize } from './bucket.ts';

/** Milliseconds that a bucket may be silent in the middle of an object. */
const patience = 30_000;

/** The same stream in pieces of exactly `partSize`, the last one shorter; nothing for an empty stream. */
async function* inParts(content: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of content) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
    pieces.push(chunk);
    length += chunk.length;
    if (length < partSize) continue;
    let gathered = Buffer.concat(pieces, length);
    while (gathered.length >= partSize) {
      yield gathered.subarray(0, partSize);
      gathered = gathered.subarray(partSize);
    }
    pieces = [gathered];
    length = gathered.length;
  }
  if (length > 0) yield Buffer.concat(pieces, length);
}

/** Rejects where the next piece does not come in time. A reader who takes long is not the bucket's fault. */
const inTime = async <Value>(next: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new BucketAway(0)), patience);
  });
  try {
    return await Promise.race([next, late]);
  } finally {
    clearTimeout(timer);
  }
};

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read());
      if (done) return;
      yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/**
 * Uploads in a bucket that several hosts share. A small file goes in one request; a longer one in parts, so that its
 * length need not be known before and memory stays flat. Either way it is there as a whole or not at all.
 */
export const createBucketFileStore = (bucket: Bucket): FileStore => ({
  put: async (name, content) => {
    checkedName(name);
    const hash = createHash('sha256');
    let bytes = 0;
    let waiting: Buffer | null = null;
    let parts: Parts | null = null;
    try {
      for await (const part of inParts(content)) {
        hash.update(part);
        bytes += part.length;
        // One part behind: only after the first is it clear whether there is a second.
        if (waiting !== null) {
          parts ??= await bucket.begin(name);
          await parts.add(waiting);
        }
        waiting = part;
      }
      const last = waiting ?? Buffer.alloc(0);
      if (parts === null) await bucket.put(name, last);
      else {
        await parts.add(last);
        await parts.complete();
      }
    } catch (error) {
      await parts?.abandon().catch(() => undefined);
      throw error;
    }
    return { bytes, sha256: hash.digest() };
  },
  open: async (name, range) => {
    const stream = await bucket.get(checkedName(name), range);
    if (stream === null) throw new FileNotThere();
    return Readable.from(piecesOf(stream), { objectMode: false });
  },
  remove: (name) => bucket.remove(checkedName(name)),
});
