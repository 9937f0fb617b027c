import { type Bucket, BucketAway } from './bucket.ts';

/**
 * Writes an object, reads it and removes it, as uploads do: with keys that may do less a service would start and lose
 * the first file. `away`: no answer, or the bucket itself is in trouble; that may pass.
 */
export const proveBucket = async (bucket: Bucket, name: string): Promise<'works' | 'refused' | 'away'> => {
  try {
    await bucket.put(name, Buffer.from('ok'));
    const content = await bucket.get(name);
    await content?.cancel();
    await bucket.remove(name);
    return content === null ? 'refused' : 'works';
  } catch (error) {
    const status = error instanceof BucketAway ? error.status : 0;
    return status >= 300 && status < 500 ? 'refused' : 'away';
  }
};
