import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { languages } from '../../src/domain/language.ts';
import type { OpenLab } from '../../src/lab/lab.ts';
import { labPages } from '../../src/lab/pages/lab-pages.tsx';
import { launchBrowser } from '../support/browser.ts';
import { troublesInEverySetting } from '../support/in-every-setting.ts';
import { openTestLab } from '../support/lab-house.ts';
import { weighPage } from '../support/page-weight.ts';
import { pageCases } from '../support/pages/index.ts';
import { type ServedApp, serve } from '../support/server.ts';
import { openWorld, type World } from '../support/world.ts';

/** Addresses that answer with something else than a page, or lead on to one. */
const notPages = [
  /^\/(healthz|readyz)?$/,
  /^\/(kk|ru)$/,
  /^\/api\//,
  /\.(csv|wav)$/,
  /\/files\/:id/,
  /\/:lang\{kk\|ru\}\/(appeal|rate)$/,
  /\/send$/,
  /indicator-\[0-9\]\+\}$/,
  /\/add$/,
  /^\/staff$/,
  /^\/lab\/(news|files|sound)\b/,
  // Where a form was sent to, loaded again: leads to the appeal.
  /\/:verb$/,
];

/** `/:lang{kk|ru}/help` as an expression that its addresses match. */
const patternOf = (route: string): RegExp =>
  new RegExp(
    `^${route.replaceAll(/:\w+(?:\{((?:[^{}]|\{\d+\})*)\})?/g, (_, own?: string) => `(?:${own ?? '[^/]+'})`)}$`,
  );

describe('every page, in both languages and every display setting', () => {
  let world: World;
  let served: ServedApp;
  let browser: Browser;
  const weights: string[] = [];
  const visited: string[] = [];
  let routes: readonly string[] = [];
  let lab: OpenLab;

  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld({ max: 8 }), launchBrowser()]);
    lab = await openTestLab(world);
    served = await serve((assets) => {
      const app = createApp(world, {
        assets,
        demo: true,
        publicBaseUrl: 'http://127.0.0.1',
        contacts: { phone: '1414', sms: null, telegram: 'dauys_bot' },
        trustedProxies: 0,
        lab: labPages(lab.lab),
      });
      routes = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
      return app;
    });
  });
  afterAll(async () => {
    console.log(`Weight of pages, HTML and CSS compressed, bytes:\n${weights.sort().join('\n')}`);
    await browser.close();
    await served.close();
    await lab.close();
    await world.close();
  });

  // Two at a time: while one page is measured the other one loads.
  describe.concurrent('is good', () => {
    for (const { name, open, error, answersForm } of pageCases) {
      it.each(languages)(`${name} (%s)`, async (language) => {
        const { baseUrl } = served;
        const troubles = await troublesInEverySetting(browser, {
          baseUrl,
          language,
          error,
          open: (page) => open({ page, baseUrl, language, world }),
          meanwhile: async (page) => {
            visited.push(new URL(page.url()).pathname);
            if (answersForm) return;
            const cookies = await page.context().cookies();
            const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
            weights.push(`${name} (${language}): ${await weighPage(page.url(), cookie)}`);
          },
        });
        expect(troubles).toEqual([]);
      });
    }
  });

  it('no page was forgotten', () => {
    const pages = [...new Set(routes)].filter((path) => !notPages.some((pattern) => pattern.test(path)));
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter((path) => !visited.some((place) => patternOf(path).test(place)))).toEqual([]);
  });

  it.each(languages)('the first page of a new visitor weighs at most 7 KB (%s)', async (language) => {
    expect(await weighPage(`${served.baseUrl}/${language}/`)).toBeLessThanOrEqual(7 * 1024);
  });
});
