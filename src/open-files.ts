import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Log } from './actions/context.ts';
import { type Config, ConfigError } from './config.ts';
import { createBucketFileStore } from './storage/bucket/bucket-file-store.ts';
import { proveBucket } from './storage/bucket/prove-bucket.ts';
import { createS3Bucket } from './storage/bucket/s3-bucket.ts';
import type { FileStore } from './storage/files.ts';
import { createFolderFileStore } from './storage/folder-file-store.ts';

type Where = Pick<Config, 'bucket' | 'dataDir'>;

/** Where uploads lie by the settings: in the bucket of `FILES_URL`, else below `DATA_DIR`. */
export const openFiles = ({ bucket, dataDir }: Where): FileStore =>
  bucket === null
    ? createFolderFileStore(join(dataDir, 'uploads'))
    : createBucketFileStore(createS3Bucket(bucket));

/** Milliseconds that the bucket may take to answer at the start. */
const proofWithin = 3_000;

/** The start ends here where the bucket refuses what uploads need; one that is away may come back. */
export const proveFiles = async ({ bucket }: Where, log: Log): Promise<void> => {
  if (bucket === null) return;
  const proof = await proveBucket(createS3Bucket(bucket, { answerWithin: proofWithin }), randomUUID());
  if (proof === 'refused')
    throw new ConfigError('FILES_URL: the bucket refuses to write, read or remove with these keys');
  if (proof === 'away') log.warn({ setting: 'FILES_URL' }, 'the bucket does not answer');
};
