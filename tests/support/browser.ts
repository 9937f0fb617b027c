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

/** A headless Chromium: Debian's if it is installed, else the packed one, which needs nothing on the machine. */
export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = existsSync(systemBrowser) ? systemBrowser : await packedBrowser();
  return engine.launch({ executablePath, args });
};
