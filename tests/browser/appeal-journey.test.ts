import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAxe } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { samples } from '../support/files.ts';
import { choose, goOn, hasFocus, tabTo, tick, write } from '../support/keyboard.ts';
import { type ServedApp, serveApp } from '../support/server.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let served: ServedApp;
let browser: Browser;
beforeAll(async () => {
  const microphone = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
  [world, browser] = await Promise.all([openWorld(), launchBrowser(microphone)]);
  served = await serveApp(world);
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await world.close();
});

const questionOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const statements = () =>
  world.db.selectFrom('appeals').select(['statement', 'language', 'file_count']).execute();

describe.each([
  { scripts: false, statement: 'Жазылды: пернетақтамен, скриптсіз' },
  { scripts: true, statement: 'Жазылды: пернетақтамен, скриптпен' },
])('with the keyboard alone, scripts $scripts', ({ scripts, statement }) => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    context = await browser.newContext({ javaScriptEnabled: scripts });
    page = await context.newPage();
  });
  afterAll(() => context.close());

  it('gives an appeal, with one mistake and one change of language on the way', async () => {
    await page.goto(`${served.baseUrl}/kk/`);
    await tabTo(page, 'main a[href="/kk/appeal"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/for-whom/);

    // The mistake: the summary has the focus, its link leads to the first control of the question.
    await goOn(page);
    expect(await page.title()).toMatch(/^Қате: /);
    expect(await hasFocus(page, '#error-summary')).toBe(true);
    await tabTo(page, '#error-summary a');
    await page.keyboard.press('Enter');
    expect(await hasFocus(page, '#for-whom')).toBe(true);
    await choose(page, 'for-whom', 'self');
    await goOn(page);
    await choose(page, 'type', 'suggestion');
    await goOn(page);
    await choose(page, 'danger', 'no');
    await goOn(page);

    await write(page, '#statement', statement);
    if (scripts) {
      // Nothing was sent yet: with scripts even that stays when the language is switched.
      await tabTo(page, 'header a[hreflang="ru"]');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/ru\/appeal\/statement/);
      expect(await page.inputValue('#statement')).toBe(statement);
    }
    await goOn(page);
    if (!scripts) {
      await tabTo(page, 'header a[hreflang="ru"]');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/ru\/appeal\/region/);
    }
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    await tabTo(page, '#region');
    await page.keyboard.type('город Алматы');
    await goOn(page);
    await write(page, 'input[type="search"]', 'карттар');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?q=/);
    await tabTo(page, 'input[name="organisation"]');
    await page.keyboard.press('Space');
    await goOn(page);
    await goOn(page);
    await write(page, '#name', 'Айгүл');
    await goOn(page);
    await choose(page, 'answer-channel', 'site');
    await goOn(page);
    await tick(page, 'input[value="large-print"]');
    await goOn(page);
    await choose(page, 'details', 'no');
    await goOn(page);
    await choose(page, 'hide-name', 'no');
    await goOn(page);
    await tick(page, '#consent');
    await goOn(page);
    expect(questionOf(page)).toBe('check');

    // One change from the check page, which comes back there.
    await tabTo(page, 'a[href="/ru/appeal/name?return=check"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/name/);
    await write(page, '#name', 'Айгүл Серікқызы');
    await goOn(page);
    expect(questionOf(page)).toBe('check');
    expect(await page.locator('main').innerText()).toContain('Айгүл Серікқызы');
    await goOn(page);
    expect(questionOf(page)).toBe('done');
    expect(await page.locator('[data-receipt]').innerText()).toMatch(/^\d\d \d{4} \d{4}$/);
    expect(await page.locator('[data-due]').getAttribute('datetime')).toBe('2026-12-09');
    expect(await statements()).toContainEqual({ statement, language: 'ru', file_count: 0 });

    // "Back" after sending never leads to a second appeal.
    await page.goBack();
    await page.waitForLoadState();
    expect(['done', 'check']).toContain(questionOf(page));
    if (questionOf(page) === 'check') await goOn(page);
    expect((await statements()).filter((one) => one.statement === statement)).toHaveLength(1);
  });
});

describe('where scripts run', () => {
  const atStatement = async (): Promise<Page> => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${served.baseUrl}/ru/appeal`);
    await page.check('input[value="self"]');
    await page.click('main form button[type="submit"]');
    await page.check('input[value="request"]');
    await page.click('main form button[type="submit"]');
    await page.check('input[value="no"]');
    await page.click('main form button[type="submit"]');
    await page.waitForURL(/statement/);
    return page;
  };

  it('a voice is recorded on the page, heard, recorded again and sent as the statement', async () => {
    const page = await atStatement();
    const recorder = page.locator('[data-recorder]');
    const press = (words: string) => recorder.getByRole('button', { name: words }).press('Enter');
    const chosen = () =>
      page.evaluate(() => document.querySelector<HTMLInputElement>('#files')?.files?.length);
    await press('Начать запись');
    await recorder.getByText('Идёт запись').waitFor();
    expect(
      await recorder
        .getByRole('button', { name: 'Остановить' })
        .evaluate((it) => it === document.activeElement),
    ).toBe(true);
    await recorder.getByText('0:01').waitFor();
    await press('Остановить запись');
    await recorder.getByText('Запись готова').waitFor();
    expect(await recorder.locator('audio').getAttribute('src')).toMatch(/^blob:/);
    expect(await chosen()).toBe(1);
    expect(await runAxe(page)).toEqual([]);
    await press('Удалить запись');
    expect(await chosen()).toBe(0);

    // Going on while it records loses nothing: the recording is finished and sent.
    await press('Начать запись');
    await recorder.getByText('0:01').waitFor();
    await page.click('main form button[type="submit"]');
    await page.waitForURL(/region/);
    await page.goto(`${served.baseUrl}/ru/appeal/statement`);
    expect(await page.locator('#added').innerText()).toMatch(/голос\.\w+ \(звук/);
    await page.context().close();
  });

  it('says how far an upload is, and after a broken one everything typed is still there', async () => {
    const page = await atStatement();
    const big = {
      name: 'видео.mp4',
      mimeType: 'video/mp4',
      buffer: Buffer.concat([samples.mp4(), Buffer.alloc(3_000_000)]),
    };
    await page.fill('#statement', 'Слова к видео');
    await page.setInputFiles('#files', big);
    await page.context().setOffline(true);
    await page.click('main form button[type="submit"]');
    await page.getByRole('alert').getByText('связь прервалась').waitFor();
    expect(await page.inputValue('#statement')).toBe('Слова к видео');

    await page.context().setOffline(false);
    const said = page.waitForFunction(
      () => document.querySelector('[data-upload] [role=status]')?.textContent,
    );
    await page.click('main form button[type="submit"]');
    expect(await (await said).jsonValue()).toMatch(/^(Файл отправляется|Отправлено \d+ %)$/);
    await page.waitForURL(/region/);
    await page.goto(`${served.baseUrl}/ru/appeal/statement`);
    expect(await page.locator('#added').innerText()).toContain('видео.mp4');

    // A file that is not taken: the summary of the page that comes back has the focus, as without scripts.
    await page.setInputFiles('#files', {
      name: 'x.exe',
      mimeType: 'application/octet-stream',
      buffer: samples.exe(),
    });
    await page.click('main form button[type="submit"]');
    await page.waitForURL(/error#error-summary/);
    expect(await hasFocus(page, '#error-summary')).toBe(true);
    expect(await page.inputValue('#statement')).toBe('Слова к видео');
    await page.context().close();
  });

  it('the quick exit leaves no way back to the page', async () => {
    const page = await atStatement();
    await page.route('https://**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<h1>Ауа райы</h1>' }),
    );
    await page.click('[data-quick-exit]');
    await page.waitForURL(/^https:/);
    await page.goBack();
    expect(questionOf(page)).not.toBe('statement');
    await page.context().close();
  });
});
