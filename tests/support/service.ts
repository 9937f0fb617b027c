import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A port that nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** A folder for one service; removed with what a killed database left there. */
export const temporaryDataDir = async (): Promise<{
  readonly path: string;
  readonly remove: () => Promise<void>;
}> => {
  const path = await mkdtemp(join(tmpdir(), 'dauys-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
};

export interface RunningService {
  readonly url: string;
  readonly pid: number;
  readonly output: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Exit code (null after a signal) and signal. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

const launch = (
  environment: Readonly<Record<string, string>>,
): { child: ChildProcess; output: () => string } => {
  const { PATH = '', HOME = '', LANG = '' } = process.env;
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH, HOME, LANG, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (text += piece.toString()));
  return { child, output: () => text };
};

/**
 * Runs the built service (`npm run build`) as a process of its own and waits until it says `ready`; with what it
 * printed in the error where it ended before.
 */
export const startService = async (
  environment: Readonly<Record<string, string>>,
): Promise<RunningService> => {
  const port = environment.PORT ?? String(await freePort());
  const { child, output } = launch({ ...environment, PORT: port });
  const ended: RunningService['ended'] = new Promise((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (!output().includes('"msg":"ready"')) return;
      // Looked through once, and not again with each of the thousands of lines that may follow.
      child.stdout?.off('data', look);
      resolve();
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${output()}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output,
    kill: (signal) => child.kill(signal),
    ended,
  };
};

/** Runs the service until it ends by itself: for starts that must be refused. */
export const runToItsEnd = (
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> => {
  const { child, output } = launch(environment);
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output: output() })));
};
