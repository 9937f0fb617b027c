import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningService, startService, temporaryDataDir } from '../tests/support/service.ts';

export interface ServiceUnderTest {
  readonly service: RunningService;
  readonly port: number;
  /** Address of its embedded database, as the owner. */
  readonly ownerUrl: string;
  /** What it seals with, for benchmarks that put rows in beforehand. */
  readonly secretKey: string;
  /** Milliseconds from the start of the process to its being ready, with a database that was there before. */
  readonly startMs: number;
  /** Memory of the service's own process in MB, without the database's. */
  readonly memory: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** The limits of memory that `npm start` gives the process: what is measured is the service as it is run. */
const startOptions = async (): Promise<string> => {
  const { scripts }: { readonly scripts: { readonly start: string } } = JSON.parse(
    await readFile(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return scripts.start
    .split(' ')
    .filter((word) => word.startsWith('--'))
    .join(' ');
};

/**
 * Runs the built service on an embedded database of its own: fsync on, nothing of the demonstration in it. `more`:
 * further settings.
 */
export const openServiceUnderTest = async (
  more: Readonly<Record<string, string>> = {},
): Promise<ServiceUnderTest> => {
  const folder = await temporaryDataDir();
  const secretKey = randomBytes(32).toString('base64');
  const environment = {
    DATA_DIR: folder.path,
    DEMO: '0',
    SECRET_KEYS: secretKey,
    LOG_LEVEL: 'info',
    NODE_OPTIONS: await startOptions(),
    NODE_ENV: 'test',
    // A working day within working hours, so that registration and distribution go on while the load is on.
    TEST_NOW: '2026-11-18T10:00:00+05:00',
    ...more,
  };
  const first = await startService(environment);
  first.kill('SIGTERM');
  await first.ended;
  const began = performance.now();
  const service = await startService(environment);
  const startMs = performance.now() - began;
  const running: { readonly ownerUrl: string } = JSON.parse(
    await readFile(join(folder.path, 'secrets', 'running.json'), 'utf8'),
  );
  return {
    service,
    port: Number(new URL(service.url).port),
    ownerUrl: running.ownerUrl,
    secretKey,
    startMs,
    memory: async () => {
      const status = await readFile(`/proc/${service.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    },
    stop: async () => {
      service.kill('SIGTERM');
      await service.ended;
      await folder.remove();
    },
  };
};
