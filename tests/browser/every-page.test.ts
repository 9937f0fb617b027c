import { request } from 'node:http';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { type DisplaySettings, writeDisplayCookie } from '../../src/web/display-settings.ts';
import { checkPage, wide } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { pageCases } from '../support/pages.ts';
import { type ServedApp, serveApp } from '../support/server.ts';
import { openWorld, type World } from '../support/world.ts';

interface State extends DisplaySettings {
  readonly depth: 'all' | 'looks';
}
/** Each value of each setting is met on every page, in one of the languages. */
const states: Readonly<Record<Language, readonly State[]>> = {
  kk: [
    { size: 'normal', scheme: 'light', spacing: 'normal', images: 'on', depth: 'all' },
    { size: 'huge', scheme: 'dark', spacing: 'normal', images: 'off', depth: 'looks' },
    { size: 'normal', scheme: 'device', spacing: 'normal', images: 'on', depth: 'looks' },
  ],
  ru: [
    { size: 'large', scheme: 'yellow', spacing: 'wide', images: 'on', depth: 'all' },
    { size: 'huge', scheme: 'soft', spacing: 'wide', images: 'on', depth: 'looks' },
  ],
};

/** Bytes of a body as it travels, compressed the way a browser asks for. */
const bytesOnTheWire = (address: string, encodings: string): Promise<{ bytes: number; body: Buffer }> =>
  new Promise((resolve, reject) => {
    const sent = request(address, { headers: { 'accept-encoding': encodings } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({ bytes: body.byteLength, body });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });

describe('every page, in both languages and every display setting', () => {
  let world: World;
  let served: ServedApp;
  let browser: Browser;
  const weights: string[] = [];

  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld(), launchBrowser()]);
    served = await serveApp(world);
  });
  afterAll(async () => {
    console.log(`Page weights, HTML and CSS compressed, bytes:\n${weights.sort().join('\n')}`);
    await browser.close();
    await served.close();
    await world.close();
  });

  const show = async (context: BrowserContext, state: State): Promise<void> =>
    context.addCookies([{ name: 'display', value: writeDisplayCookie(state), url: served.baseUrl }]);

  for (const pageCase of pageCases) {
    for (const language of ['kk', 'ru'] as const) {
      it(`${pageCase.name} (${language})`, async () => {
        const context = await browser.newContext({ viewport: wide, colorScheme: 'dark' });
        try {
          const page = await context.newPage();
          await show(context, { ...states[language][0], depth: 'all' } as State);
          await pageCase.open({ page, baseUrl: served.baseUrl, language, world });
          let weight = 0;
          const troubles: string[] = [];
          for (const [index, state] of states[language].entries()) {
            if (index > 0) {
              await show(context, state);
              await page.reload();
            }
            const found = await checkPage(page, { language, error: pageCase.error, depth: state.depth });
            for (const { rule, where, what } of found) {
              troubles.push(`${writeDisplayCookie(state)}: ${rule}: ${where}: ${what}`);
            }
            if (index === 0) weight = await weigh(page);
          }
          expect(troubles).toEqual([]);
          weights.push(`${pageCase.name.padEnd(40)} ${language} ${weight}`);
        } finally {
          await context.close();
        }
      });
    }
  }

  /** HTML (gzip) and style sheets (brotli) of the page that is open. */
  const weigh = async (page: import('playwright-core').Page): Promise<number> => {
    const cookies = await page.context().cookies();
    const html = await page.content();
    const sheets = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map((link) => link.href),
    );
    const { gzipSync } = await import('node:zlib');
    const sizes = await Promise.all(sheets.map((sheet) => bytesOnTheWire(sheet, 'br, gzip')));
    expect(cookies.length).toBeGreaterThan(0);
    return gzipSync(html).byteLength + sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  };

  it.each(['kk', 'ru'])('the first page of a new visitor stands in under 7 KB (%s)', async (language) => {
    const { bytes, body } = await bytesOnTheWire(`${served.baseUrl}/${language}/`, 'gzip, deflate, br');
    const { gunzipSync } = await import('node:zlib');
    const sheets = [
      ...gunzipSync(body)
        .toString()
        .matchAll(/<link rel="stylesheet" href="([^"]+)"/g),
    ];
    expect(sheets.length).toBeGreaterThan(0);
    const sizes = await Promise.all(
      sheets.map(([, path = '']) => bytesOnTheWire(`${served.baseUrl}${path}`, 'gzip, deflate, br')),
    );
    expect(sizes.reduce((sum, size) => sum + size.bytes, bytes)).toBeLessThanOrEqual(7 * 1024);
  });
});
