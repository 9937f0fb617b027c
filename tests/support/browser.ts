import { existsSync } from 'node:fs';
import { type Browser, chromium as engine } from 'playwright-core';

const systemBrowser = '/usr/bin/chromium';
/** Nothing from outside, no graphics card, and no sandbox, since tests run as root in containers. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'];

/**
 * A headless Chromium: Debian's if it is installed, else the one that comes with the packages, which brings its own
 * libraries when it believes itself on Amazon's Node 22 (set before it is loaded).
 */
export const launchBrowser = async (): Promise<Browser> => {
  if (existsSync(systemBrowser)) return engine.launch({ executablePath: systemBrowser, args: flags });
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  return engine.launch({
    executablePath,
    args: [...flags, '--headless=shell', '--single-process', '--no-zygote'].filter(
      (flag) => flag !== '--single-process',
    ),
  });
};
