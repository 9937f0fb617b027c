import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import { bareApp } from '../support/bare-app.ts';
import { launchBrowser } from '../support/browser.ts';
import { addGallery, galleryCases } from '../support/gallery.tsx';
import { troublesInEverySetting } from '../support/in-every-setting.ts';
import { type ServedApp, serve } from '../support/server.ts';

let served: ServedApp;
let browser: Browser;

beforeAll(async () => {
  [browser, served] = await Promise.all([
    launchBrowser(),
    serve((assets) => addGallery(bareApp({ assets, demo: true }))),
  ]);
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

describe('every part that pages are made of', () => {
  for (const { name, open, ...rest } of galleryCases) {
    it.each(languages)(`${name} (%s)`, async (language) => {
      const { baseUrl } = served;
      const error = 'error' in rest;
      const troubles = await troublesInEverySetting(browser, {
        baseUrl,
        language,
        error,
        open: (page) => open({ page, baseUrl, language }),
      });
      expect(troubles).toEqual([]);
    });
  }
});

describe('with scripts off', () => {
  it('a form with mistakes comes back with the focus on what is wrong; its links lead to the fields', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${served.baseUrl}/kk/gallery/question`);
    await page.getByRole('button', { name: 'Жалғастыру' }).click();
    await page.waitForURL(/#error-summary$/);
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('id')).toBe('error-summary');
    expect(await page.title()).toBe('Қате: Өтінішті кім үшін бересіз? – 1-қадам – Өтініш беру – Дауыс');

    await page.getByRole('link', { name: 'Атыңызды жазыңыз' }).click();
    await page.keyboard.type('Айгүл');
    expect(await page.locator('#name').inputValue()).toBe('Айгүл');
    const name = page.getByRole('textbox', { name: 'Атыңыз кім?' });
    expect(await name.getAttribute('aria-describedby')).toBe('name-hint name-error');
    await context.close();
  });
});

describe('small scripts', () => {
  it('what was typed and not sent yet survives the switch of the language', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${served.baseUrl}/kk/gallery/question`);
    await page.getByLabel('Басқа адам үшін').check();
    await page.locator('#needs').uncheck();
    await page.locator('#said').fill('Сұрағым бар\nекінші жол');
    await page.locator('#region').selectOption('KZ-75');
    await page.getByRole('link', { name: 'Русский' }).click();
    await page.waitForURL(/\/ru\/gallery/);
    expect(await page.getByLabel('Для другого человека').isChecked()).toBe(true);
    expect(await page.locator('#needs').isChecked()).toBe(false);
    expect(await page.locator('#said').inputValue()).toBe('Сұрағым бар\nекінші жол');
    expect(await page.locator('#region').inputValue()).toBe('KZ-75');

    await page.getByRole('link', { name: 'Настройки отображения' }).click();
    await page.getByLabel('Крупный: в полтора раза').check();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.waitForURL(/\/ru\/gallery/);
    expect(await page.locator('html').getAttribute('data-size')).toBe('large');
    expect(await page.locator('#said').inputValue()).toBe('Сұрағым бар\nекінші жол');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await context.close();
  });

  it('the quick exit leaves nothing to come back to', async () => {
    const context = await browser.newContext();
    await context.route('https://www.kazhydromet.kz/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>weather</title>' }),
    );
    const page = await context.newPage();
    await page.goto(`${served.baseUrl}/kk/`);
    await page.goto(`${served.baseUrl}/kk/gallery/question`);
    await page.getByRole('link', { name: 'Тез шығу' }).click();
    await page.waitForURL('https://www.kazhydromet.kz/kk/');
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/kk/');
    await context.close();
  });
});
