import { spawn } from 'node:child_process';
import { freePort } from './service.ts';

export interface RunningEdge {
  readonly url: string;
  readonly output: () => string;
  /** What the clock does once a minute. */
  readonly tick: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/**
 * `npm run worker:dev` on a free port, with these settings and no others: the worker as the network would run it. Waits
 * until it answers.
 */
export const startEdge = async (
  settings: (url: string) => Readonly<Record<string, string>>,
): Promise<RunningEdge> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '', HOME = '', LANG = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/worker-dev.ts', '--once'], {
    env: { PATH, HOME, LANG, ...settings(url), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (output += piece.toString()));
  let over = false;
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      over = true;
      resolve(code);
    }),
  );
  const deadline = Date.now() + 90_000;
  while (!(await answers(`${url}/healthz`))) {
    if (over || Date.now() > deadline) {
      child.kill('SIGTERM');
      throw new Error(`the worker did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    output: () => output,
    tick: async () => {
      const response = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`);
      const said = await response.text();
      if (said !== 'ok') throw new Error(`the clock found ${response.status} ${said}`);
    },
    stop: async () => {
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`the worker stopped with ${code}:\n${output.slice(-2_000)}`);
    },
  };
};
