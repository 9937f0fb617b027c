import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { organisations } from '../support/directory.ts';
import { type ServedApp, serveApp } from '../support/server.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let served: ServedApp;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), launchBrowser()]);
  served = await serveApp(world);
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await world.close();
});

/** Presses Tab until the focus is on what is looked for. */
const tabTo = async (page: Page, wanted: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), wanted)) return;
  }
  throw new Error(`${wanted} was not reached on ${page.url()}`);
};
const goOn = async (page: Page): Promise<void> => {
  await tabTo(page, 'main form button');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
};
/** Moves within the radio buttons to the one wanted, and chooses it. */
const choose = async (page: Page, name: string, value: string): Promise<void> => {
  await tabTo(page, `input[name="${name}"]`);
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 20; presses += 1) {
    if (await page.evaluate((wanted) => (document.activeElement as HTMLInputElement).value === wanted, value))
      return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${value} was not reached among ${name}`);
};

const rateByKeyboard = async (mark: string, reason: string): Promise<Page> => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 256 },
    locale: 'kk-KZ',
  });
  const page = await context.newPage();
  await page.goto(`${served.baseUrl}/`);
  await tabTo(page, 'a[href="/kk/rate"]');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await choose(page, 'institution', organisations.homeChildren);
  await goOn(page);
  await goOn(page);
  await choose(page, 'when', 'last-month');
  await goOn(page);
  // Forgotten: the summary has the focus, its link leads to the first mark.
  await goOn(page);
  expect(await page.title()).toMatch(/^Қате:/);
  expect(new URL(page.url()).hash).toBe('#error-summary');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#mark');
  await choose(page, 'mark', mark);
  await goOn(page);
  await tabTo(page, 'textarea');
  await page.keyboard.type(reason);
  await goOn(page);
  await tabTo(page, '#indicator-3');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await goOn(page);
  await goOn(page);
  return page;
};

it('a service is rated with the keyboard alone, scripts off, on a small screen', async () => {
  const page = await rateByKeyboard('8', 'Бәрі уақытында болды.');
  expect(await page.locator('h1').textContent()).toBe('Рақмет. Бағаңыз қабылданды');
  const [row] = await world.db.selectFrom('ratings').selectAll().execute();
  expect(row).toMatchObject({ score: 8, service_when: 'last-month', reason: 'Бәрі уақытында болды.' });
  expect(row?.indicators[2]).toBe(2);
  await page.context().close();
});
