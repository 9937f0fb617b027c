import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { beginSession } from '../../src/actions/staff/sitting.ts';
import { smsSegments } from '../../src/domain/sms-length.ts';
import { smsOfOfficial } from '../../src/text/sms-cost.ts';
import { launchBrowser } from '../support/browser.ts';
import { officials, organisations } from '../support/directory.ts';
import { type ServedApp, serveApp } from '../support/server.ts';
import { appealAt } from '../support/staff-appeals.ts';
import { givePasswords, pageOf, staffPassword } from '../support/staff-visitor.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let served: ServedApp;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), launchBrowser()]);
  served = await serveApp(world);
  await givePasswords(world, 'curatorNorth');
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await world.close();
});

let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(() => context.close());

const begun = '2026-11-18T10:00:00+05:00';
const mine = { department_id: organisations.centreNorth, curator_id: officials.curatorNorth.id };

const stateOf = async (appealId: string): Promise<string | undefined> => {
  const row = await world.db
    .selectFrom('appeals')
    .select('state')
    .where('id', '=', appealId)
    .executeTakeFirst();
  return row?.state;
};
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.id || element?.getAttribute('name') || (element?.textContent ?? '').trim();
  });
/** Presses Tab until the focus stands where the words or the id say; fails where it never comes there. */
const tabTo = async (wanted: string): Promise<void> => {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await focused()) === wanted) return;
  }
  throw new Error(`the focus never came to ${wanted}`);
};
/** Begins a session without the sign-in page. */
const sitDown = async (path: string): Promise<void> => {
  const { token } = await beginSession(world, world.db, officials.curatorNorth.id);
  await context.addCookies([{ name: 'staff', value: token, url: served.baseUrl }]);
  await page.goto(`${served.baseUrl}${path}`);
};

test('with the keyboard alone: in, through the inbox to an appeal, taken, answered wrongly, then rightly', async () => {
  const appealId = await appealAt(
    world,
    { ...mine, state: 'distributed', due_on: '2026-11-18' },
    { language: 'ru', statement: 'В здание не попасть на коляске: пандуса нет, лифта нет.' },
  );
  const number = (await pageOf(world, appealId)).split('/').at(-1) ?? '';
  const spoken = `${number.slice(0, 2)} ${number.slice(2, 6)} ${number.slice(6)}`;

  await page.goto(`${served.baseUrl}/staff/`);
  await tabTo('email');
  await page.keyboard.type('curatornorth@example.kz');
  await page.keyboard.press('Tab');
  await page.keyboard.type(staffPassword);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`[data-appeal="${number}"]`);

  await tabTo(spoken);
  await page.keyboard.press('Enter');
  await page.waitForSelector('form[data-action=take]');
  await tabTo('Жұмысқа алу');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#do-take/);
  await tabTo('Жұмысқа алу');
  await page.keyboard.press('Enter');
  await page.waitForSelector('form[data-action=answer]');
  expect(await focused()).toBe('done');

  await tabTo('answer-text');
  await page.keyboard.type('Пандус поставят до конца месяца.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await tabTo('Жауапты жіберу');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#error-summary');
  // What is wrong takes the focus; its link leads to the field.
  expect(await focused()).toBe('error-summary');
  expect(await page.inputValue('#answer-text')).toBe('Пандус поставят до конца месяца.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await tabTo('Жауапты жіберу');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=answer/);
  expect(await page.textContent('[role=status]')).toContain('Жауап жіберілді');
  expect(await stateOf(appealId)).toBe('answered');
});

test('what is typed outlives the switch of language', async () => {
  const appealId = await appealAt(world, { ...mine, state: 'in-work' });
  const path = await pageOf(world, appealId);
  await sitDown(path);
  await page.fill('#note-text', 'Ертең қоңырау шалу.');
  await page.click('a[hreflang=ru]');
  await page.waitForSelector('html[lang=ru]');
  expect(new URL(page.url()).pathname).toBe(path);
  expect(await page.inputValue('#note-text')).toBe('Ертең қоңырау шалу.');

  // Also from the address of a form that came back.
  await page.fill('#answer-text', 'Жауап');
  await page.check('#answer-language-2');
  await page.click('form[data-action=answer] button');
  await page.waitForSelector('#error-summary');
  await page.fill('#answer-text', 'Жауап, түзетілген');
  await page.click('a[hreflang=kk]');
  await page.waitForSelector('html[lang=kk]');
  expect(new URL(page.url()).pathname).toBe(path);
  expect(await page.inputValue('#answer-text')).toBe('Жауап, түзетілген');
});

test('how many SMS an answer will be is said while it is typed, and again when it is too long', async () => {
  const appealId = await appealAt(world, { ...mine, state: 'in-work' }, { answerChannel: 'sms' });
  await sitDown(await pageOf(world, appealId));
  const cost = page.locator('#answer-sms');
  expect(await cost.getAttribute('role')).toBe('status');
  expect(await cost.textContent()).toContain('67 таңба');
  expect(await page.locator('form[data-action=answer] button[name=count-sms]').count()).toBe(0);
  const text = 'Қызметкер ертең сағат онда келеді.';
  await page.fill('#answer-text', text);
  const count = smsSegments(
    smsOfOfficial({ kind: 'answer', serial: 0, text, language: 'kk', hasFiles: false }),
  );
  await cost.getByText(`${count} SMS болып барады`).waitFor();
  await page.fill('#answer-text', text.repeat(30));
  await cost.getByText('10 SMS-тен ұзын').waitFor();
  await page.fill('#answer-text', '');
  await cost.getByText('67 таңба').waitFor();
});

test('two minutes before the end a warning asks; staying prolongs, silence ends with the text kept', async () => {
  world.at(begun);
  const appealId = await appealAt(world, { ...mine, state: 'in-work' });
  await page.clock.install();
  await sitDown(await pageOf(world, appealId));
  await page.fill('#note-text', 'Жарты сөз.');

  await page.clock.runFor('27:50');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.clock.runFor('00:20');
  const dialog = page.locator('dialog[open]');
  expect(await dialog.textContent()).toContain('Екі минут қалды');
  expect(await focused()).toBe('Қалу');

  world.at('2026-11-18T10:28:10+05:00');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.textContent('.session-note [role=status]')).toBe('Кіру уақыты ұзартылды.');
  await page.clock.runFor('27:50');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.clock.runFor('02:20');
  expect(await page.locator('dialog[open] [role=status]').textContent()).toContain('Кіру уақыты бітті');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.inputValue('#note-text')).toBe('Жарты сөз.');
  world.at(begun);
});

test('typing is no idleness: the session is prolonged while one writes', async () => {
  world.at(begun);
  const appealId = await appealAt(world, { ...mine, state: 'in-work' });
  await page.clock.install();
  await sitDown(await pageOf(world, appealId));
  const minutesLeft = (): Promise<number> =>
    page.evaluate(() =>
      Math.round((Number(localStorage.getItem('staff-session-ends')) - Date.now()) / 60_000),
    );
  await page.clock.runFor('20:00');
  expect(await minutesLeft()).toBe(10);
  world.at('2026-11-18T10:20:00+05:00');
  await page.fill('#note-text', 'Ұзақ жазу');
  await expect.poll(minutesLeft).toBe(30);
  await page.clock.runFor('15:00');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  world.at(begun);
});
