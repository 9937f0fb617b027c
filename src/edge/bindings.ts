import { z } from 'zod';
import { type Config, ConfigError, readConfig } from '../config.ts';
import type { Bucket } from '../storage/bucket/bucket.ts';
import { type R2Binding, r2Bucket } from '../storage/bucket/r2-bucket.ts';
import { createS3Bucket } from '../storage/bucket/s3-bucket.ts';

/** What `wrangler.toml` binds; every other name is a setting of docs/operations.md, as a variable or a secret. */
export interface Bindings {
  readonly HYPERDRIVE: { readonly connectionString: string };
  readonly ASSETS: { readonly fetch: (request: Request) => Promise<Response> };
  /** Uploads where no `FILES_URL` is set. */
  readonly FILES?: R2Binding;
  /** `public`: nothing of a person is taken in or shown here. */
  readonly EDGE_PAGES?: string;
}

export interface EdgeSettings {
  readonly config: Config;
  readonly secretKeys: readonly string[];
  readonly databaseUrl: string;
  /** Null where nothing is taken in. */
  readonly bucket: Bucket | null;
  /** Where everything but the public pages is led to; null where this worker answers it itself. */
  readonly publicOnly: string | null;
}

/** Typed settings of a worker. `ConfigError` names the one that is wrong; what only a machine of its own needs is not asked for. */
export const readBindings = (bindings: Bindings): EdgeSettings => {
  const databaseUrl = bindings.HYPERDRIVE?.connectionString;
  if (!databaseUrl) throw new ConfigError('HYPERDRIVE: missing; wrangler.toml binds the database');
  const texts = Object.entries(bindings).filter(([, value]) => typeof value === 'string');
  const config = readConfig({ ...Object.fromEntries(texts), DATABASE_URL: databaseUrl });
  if (!('PUBLIC_BASE_URL' in bindings)) throw new ConfigError('PUBLIC_BASE_URL: missing');
  const pages = z.enum(['all', 'public']).safeParse(bindings.EDGE_PAGES ?? 'all');
  if (!pages.success) throw new ConfigError('EDGE_PAGES: must be all or public');
  const publicOnly = pages.data === 'public' ? config.staffBaseUrl : null;
  if (pages.data === 'public' && publicOnly === null)
    throw new ConfigError('STAFF_BASE_URL: missing; the pages that are not public must be somewhere');
  const bound = bindings.FILES === undefined ? null : r2Bucket(bindings.FILES);
  const bucket = config.bucket === null ? bound : createS3Bucket(config.bucket);
  if (bucket === null && publicOnly === null)
    throw new ConfigError('FILES_URL: missing; a worker has no disk of its own');
  if (config.secretKeys === null) throw new ConfigError('SECRET_KEYS: missing');
  return { config, secretKeys: config.secretKeys, databaseUrl, bucket, publicOnly };
};
