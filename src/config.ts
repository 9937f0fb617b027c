import { resolve } from 'node:path';
import { z } from 'zod';
import { type ChannelConfig, channelConfig, channelMistake, channelSchema } from './channel-config.ts';
import { type BucketAddress, readBucketAddress } from './storage/bucket/address.ts';

const text = z.string().trim().min(1);
const httpAddress = text.refine((value) => /^https?:\/\/[^\s/]+/.test(value) && URL.canParse(value), {
  message: 'must be an address that starts with http:// or https://',
});
const postgresAddress = text.refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
  message: 'must be an address that starts with postgres://',
});
const secretKeys = text
  .transform((value) => value.split(',').map((key) => key.trim()))
  .refine((keys) => keys.every((key) => /^[A-Za-z0-9+/_-]{43}=?$/.test(key)), {
    message: 'must be base64 keys of 32 bytes each, separated by commas, newest first',
  });

const bucketAddress = text.transform((value, context): BucketAddress | typeof z.NEVER => {
  const address = readBucketAddress(value);
  if (address !== null) return address;
  const message =
    'must be https://KEY:SECRET@host/bucket?region=…, with the signs / + @ : % of the keys percent-encoded';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_BASE_URL: httpAddress.optional(),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_OWNER_URL: postgresAddress.optional(),
  DATA_DIR: text.default('./data'),
  DEMO: z.enum(['0', '1'], { message: 'must be 0 or 1' }).optional(),
  SECRET_KEYS: secretKeys.optional(),
  CLAMD_ADDRESS: text
    .refine((value) => /^[^:\s]+:\d{1,5}$/.test(value), { message: 'must be host:port' })
    .optional(),
  NODE_ENV: z.string().optional(),
  TEST_NOW: z.iso.datetime({ offset: true, message: 'must be an ISO instant' }).optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  FILES_URL: bucketAddress.optional(),
  STAFF_BASE_URL: httpAddress.optional(),
  ...channelSchema.shape,
});

/** Typed settings of the service, from the environment (docs/operations.md lists each). */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** What links, QR codes and signature checks are built on; without a slash at the end. */
  readonly publicBaseUrl: string;
  readonly database:
    | { readonly kind: 'embedded' }
    | { readonly kind: 'address'; readonly url: string; readonly ownerUrl: string };
  readonly dataDir: string;
  /** A bucket for uploads (S3 API) in place of `DATA_DIR`, with the keys to it: never printed. */
  readonly bucket: BucketAddress | null;
  /** Where officials work, when it is another host than this one; without a slash at the end. */
  readonly staffBaseUrl: string | null;
  readonly channels: ChannelConfig;
  readonly demo: boolean;
  /** Absent: generated into `DATA_DIR/secrets`; only in the demonstration. */
  readonly secretKeys: readonly string[] | null;
  readonly clamd: { readonly host: string; readonly port: number } | null;
  /** Proxies of our own in front of the service, each of which adds the peer to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** Instant at which the clock starts, in tests alone. */
  readonly testNow: Date | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Stops the start: one line that names the setting. */
export class ConfigError extends Error {}

/** Reads and checks the environment. Throws `ConfigError` naming the first setting that is wrong or missing. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  // An empty value means "not set", as in most shells and container files.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.') ?? 'setting'}: ${issue?.message ?? 'not valid'}`);
  }
  const env = parsed.data;
  const demo = env.DEMO === undefined ? env.DATABASE_URL === undefined : env.DEMO === '1';
  if (!env.SECRET_KEYS && !demo) {
    throw new ConfigError('SECRET_KEYS: missing; outside the demonstration the keys must be given');
  }
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL) {
    throw new ConfigError('DATABASE_URL: missing although DATABASE_OWNER_URL is set');
  }
  const shownHost = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
  const publicBaseUrl = (env.PUBLIC_BASE_URL ?? `http://${shownHost}:${env.PORT}`).replace(/\/+$/, '');
  const mistake = channelMistake(env, publicBaseUrl);
  if (mistake !== null) throw new ConfigError(mistake);
  const [clamdHost = '', clamdPort = '0'] = env.CLAMD_ADDRESS?.split(':') ?? [];
  return {
    port: env.PORT,
    host: env.HOST,
    publicBaseUrl,
    database: env.DATABASE_URL
      ? { kind: 'address', url: env.DATABASE_URL, ownerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL }
      : { kind: 'embedded' },
    dataDir: resolve(env.DATA_DIR),
    bucket: env.FILES_URL ?? null,
    staffBaseUrl: env.STAFF_BASE_URL?.replace(/\/+$/, '') ?? null,
    channels: channelConfig(env),
    demo,
    secretKeys: env.SECRET_KEYS ?? null,
    clamd: env.CLAMD_ADDRESS ? { host: clamdHost, port: Number(clamdPort) } : null,
    testNow: env.NODE_ENV === 'test' && env.TEST_NOW ? new Date(env.TEST_NOW) : null,
    trustedProxies: env.TRUSTED_PROXIES,
    logLevel: env.LOG_LEVEL,
  };
};
