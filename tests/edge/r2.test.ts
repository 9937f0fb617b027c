import { afterAll, beforeAll, describe } from 'vitest';
import { getPlatformProxy } from 'wrangler';
import { createBucketFileStore } from '../../src/storage/bucket/bucket-file-store.ts';
import { type R2Binding, r2Bucket } from '../../src/storage/bucket/r2-bucket.ts';
import { keepsTheContractOfFiles } from '../support/file-store-contract.ts';

/** What the binding can besides what uploads need. */
interface Listing {
  readonly list: () => Promise<{ readonly objects: readonly { readonly key: string }[] }>;
}
let runtime: { readonly env: { readonly FILES: R2Binding & Listing }; readonly dispose: () => Promise<void> };

beforeAll(async () => {
  process.env.WRANGLER_SEND_METRICS = 'false';
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  runtime = await getPlatformProxy({ configPath: 'wrangler.toml', environment: 'dev', persist: false });
});
afterAll(() => runtime?.dispose());

describe('a bucket bound to a worker', () => {
  keepsTheContractOfFiles(
    () => createBucketFileStore(r2Bucket(runtime.env.FILES)),
    async () => (await runtime.env.FILES.list()).objects.map(({ key }) => key),
  );
});
