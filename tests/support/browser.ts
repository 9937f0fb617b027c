import { existsSync } from 'node:fs';
import { type Browser, chromium as engine } from 'playwright-core';

const systemBrowser = '/usr/bin/chromium';
/** Nothing from outside, no graphics card, and no sandbox, since tests run as root in containers. */
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'];

/** The Chromium that comes with the packages. It brings its own libraries where it believes itself on Node 22 of AWS. */
const packedBrowser = async (): Promise<string> => {
  // Read when the package is loaded, so it must be set before.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
};

/**
 * A headless Chromium: the packed one, which needs nothing on the machine and is four times as quick as a whole
 * Chromium without its window (8 pages: 4 s against 16 s); Debian's where the packed one will not start. `more` are
 * flags besides, for a microphone, say.
 */
export const launchBrowser = async (more: readonly string[] = []): Promise<Browser> => {
  try {
    const executablePath = await packedBrowser();
    return await engine.launch({
      executablePath,
      args: [...args, '--headless=shell', '--no-zygote', ...more],
    });
  } catch (error) {
    if (!existsSync(systemBrowser)) throw error;
    return engine.launch({ executablePath: systemBrowser, args: [...args, ...more] });
  }
};
