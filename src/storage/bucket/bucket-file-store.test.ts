import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepsTheContractOfFiles } from '../../../tests/support/file-store-contract.ts';
import { openS3Emulator, type S3Emulator } from '../../../tests/support/s3-emulator.ts';
import type { FileStore } from '../files.ts';
import { readBucketAddress } from './address.ts';
import { type Bucket, BucketAway, partSize } from './bucket.ts';
import { createBucketFileStore } from './bucket-file-store.ts';
import { proveBucket } from './prove-bucket.ts';
import { createS3Bucket } from './s3-bucket.ts';

let s3: S3Emulator;
let store: FileStore;
let hasty: FileStore;
const bucketAt = (url: string, answerWithin = 20_000): Bucket => {
  const address = readBucketAddress(url);
  if (address === null) throw new Error('no bucket');
  return createS3Bucket(address, { answerWithin, pause: 1 });
};
const storeAt = (url: string, answerWithin?: number): FileStore =>
  createBucketFileStore(bucketAt(url, answerWithin));
beforeAll(async () => {
  s3 = await openS3Emulator();
  store = storeAt(s3.url);
  hasty = storeAt(s3.url, 800);
});
afterEach(() => {
  s3.mischief = () => null;
});
afterAll(() => s3.close());

const short = () => Readable.from(['a short one']);
const twoParts = () => Readable.from([Buffer.alloc(partSize, 1), Buffer.alloc(9, 3)]);
const long = () => Readable.from([Buffer.alloc(partSize, 1), Buffer.alloc(partSize, 2), Buffer.alloc(9, 3)]);
/** Does mischief with the first requests that begin so. */
const firstTimes = (begins: string, times: number, what: ReturnType<S3Emulator['mischief']>): void => {
  let left = times;
  s3.mischief = (asked) => {
    if (!asked.startsWith(begins) || left === 0) return null;
    left -= 1;
    return what;
  };
};

describe('a bucket', { timeout: 30_000 }, () => {
  keepsTheContractOfFiles(
    () => store,
    async () => [...s3.objects.keys()],
  );

  it('takes a short file in one request, a longer one in parts', async () => {
    s3.asked.length = 0;
    await store.put('0a1b2c3d-short', short());
    expect(s3.asked).toEqual(['PUT 0a1b2c3d-short']);
    s3.asked.length = 0;
    await store.put('0a1b2c3d-parts', long());
    expect(s3.asked.map((asked) => asked.split('?')[0])).toEqual(
      ['POST', 'PUT', 'PUT', 'PUT', 'POST'].map((method) => `${method} 0a1b2c3d-parts`),
    );
    expect(s3.objects.get('0a1b2c3d-parts')?.length).toBe(2 * partSize + 9);
  });

  it.each([500, 503, 429, 'hang', 'cut', 'deaf'] as const)('tries again after %s', async (mischief) => {
    for (const begins of ['PUT', 'POST 0a1b2c3d-again?uploads', 'POST 0a1b2c3d-again?uploadId']) {
      firstTimes(begins, mischief === 'hang' ? 1 : 2, mischief);
      await hasty.put('0a1b2c3d-again', twoParts());
      expect(s3.objects.get('0a1b2c3d-again')?.length).toBe(partSize + 9);
      await store.remove('0a1b2c3d-again');
    }
  });

  it('gives up in the end, and leaves no half of a file', async () => {
    const before = s3.unfinished();
    firstTimes('PUT', 99, 503);
    await expect(store.put('0a1b2c3d-never', short())).rejects.toThrow(BucketAway);
    await expect(store.put('0a1b2c3d-never', twoParts())).rejects.toThrow('bucket-away: 503');
    expect(s3.objects.has('0a1b2c3d-never')).toBe(false);
    expect(s3.unfinished()).toBe(before);
    s3.mischief = () => 'hang';
    await expect(storeAt(s3.url, 50).open('0a1b2c3d-never')).rejects.toThrow('bucket-away: 0');
  });

  it('says when a file breaks off while it is read', async () => {
    await store.put('0a1b2c3d-cut', Readable.from([randomBytes(400_000)]));
    firstTimes('GET', 1, 'cut');
    await expect(buffer(await store.open('0a1b2c3d-cut'))).rejects.toThrow();
  });

  it('is shut to wrong keys, and what it says names none', async () => {
    const stranger = storeAt(s3.urlWith('another secret'));
    const failure = await stranger.put('0a1b2c3d-wrong', short()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BucketAway);
    expect(String(failure)).not.toContain('secret');
    await expect(stranger.open('0a1b2c3d-short')).rejects.toThrow('bucket-away: 403');
    expect(s3.objects.has('0a1b2c3d-wrong')).toBe(false);
  });
});

describe('a bucket at the start of the service', () => {
  it('works, refuses, or is away', async () => {
    expect(await proveBucket(bucketAt(s3.url), '0a1b2c3d-proof')).toBe('works');
    expect(s3.objects.has('0a1b2c3d-proof')).toBe(false);
    expect(await proveBucket(bucketAt(s3.urlWith('wrong')), '0a1b2c3d-proof')).toBe('refused');
    expect(await proveBucket(bucketAt(s3.url.replace('/uploads', '/others')), '0a1b2c3d-proof')).toBe(
      'refused',
    );
    s3.mischief = () => 503;
    expect(await proveBucket(bucketAt(s3.url), '0a1b2c3d-proof')).toBe('away');
    // May write and not read.
    s3.mischief = (asked) => (asked.startsWith('GET') ? 403 : null);
    expect(await proveBucket(bucketAt(s3.url), '0a1b2c3d-proof')).toBe('refused');
  });
});

describe('the address of a bucket', () => {
  it('holds the keys, percent-encoded, and the region', () => {
    expect(readBucketAddress('https://AK:a%2Fb%2B@s3.example.kz:9000/uploads/dauys/?region=kz-1')).toEqual({
      root: 'https://s3.example.kz:9000/uploads/dauys',
      accessKeyId: 'AK',
      secretAccessKey: 'a/b+',
      region: 'kz-1',
    });
    expect(readBucketAddress('https://AK:s@host/b')?.region).toBe('auto');
  });

  it.each([
    'bucket',
    'ftp://AK:s@host/b',
    'https://host/b',
    'https://AK@host/b',
    'https://AK:s@host',
    'https://AK:s@host/',
    'https://AK:s@host/b?regoin=x',
    'https://AK:s@host/b?region=',
    'https://AK:s@host/b#x',
    'https://AK:%ff@host/b',
    'https://AK:s@host/b c',
  ])('%s is none', (address) => {
    expect(readBucketAddress(address)).toBeNull();
  });
});
