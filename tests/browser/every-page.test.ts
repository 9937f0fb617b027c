import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import { launchBrowser } from '../support/browser.ts';
import { troublesInEverySetting } from '../support/in-every-setting.ts';
import { weighPage } from '../support/page-weight.ts';
import { pageCases } from '../support/pages.ts';
import { type ServedApp, serveApp } from '../support/server.ts';
import { openWorld, type World } from '../support/world.ts';

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
    console.log(`Weight of pages, HTML and CSS compressed, bytes:\n${weights.sort().join('\n')}`);
    await browser.close();
    await served.close();
    await world.close();
  });

  for (const { name, open, error } of pageCases) {
    it.each(languages)(`${name} (%s)`, async (language) => {
      const { baseUrl } = served;
      const troubles = await troublesInEverySetting(browser, {
        baseUrl,
        language,
        error,
        open: (page) => open({ page, baseUrl, language, world }),
        meanwhile: async (page) => {
          const cookies = await page.context().cookies();
          const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
          weights.push(`${name} (${language}): ${await weighPage(page.url(), cookie)}`);
        },
      });
      expect(troubles).toEqual([]);
    });
  }

  it.each(languages)('the first page of a new visitor weighs at most 7 KB (%s)', async (language) => {
    expect(await weighPage(`${served.baseUrl}/${language}/`)).toBeLessThanOrEqual(7 * 1024);
  });
});
