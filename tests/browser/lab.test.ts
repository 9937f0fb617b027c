import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Language, languages } from '../../src/domain/language.ts';
import { launchBrowser } from '../support/browser.ts';
import { troublesInEverySetting } from '../support/in-every-setting.ts';
import { type LabHouse, openLabHouse } from '../support/lab-house.ts';
import { answer, appealsOf, receiptIn, until } from '../support/lab-steps.ts';
import { seated } from '../support/staff-visitor.ts';

let house: LabHouse;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([
    openLabHouse({ browser: true }),
    launchBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']),
  ]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const words = {
  kk: {
    sms: 'Ғимаратқа кіре алмаймын: пандус жоқ.',
    chat: 'Әлеуметтік қызметкер бізге келмейді.',
    taken: 'абылданды',
    answer: 'Пандус келесі аптада орнатылады.',
    appeal: 'Өтініш беру',
    calling: 'Сізді тыңдап тұрмыз',
    done: 'Өтінішіңіз қабылданды',
  },
  ru: {
    sms: 'В здание не попасть на коляске: пандуса нет.',
    chat: 'Социальный работник к нам не приходит.',
    taken: 'ринято',
    answer: 'Пандус поставят на следующей неделе.',
    appeal: 'Подать обращение',
    calling: 'Мы вас слушаем',
    done: 'Ваше обращение принято',
  },
} as const;

const openLabPage = async (language: Language, page: Page): Promise<void> => {
  await page.context().addCookies([{ name: 'lang', value: language, url: house.baseUrl }]);
  await page.goto(`${house.baseUrl}/lab`);
};
const lastReply = (page: Page, log: string) => page.locator(`#${log} > .lab-service`).last();
/** The last thing the service said on a channel, once it holds these words. */
const reply = async (page: Page, log: string, holding: string): Promise<string> => {
  const said = page.locator(`#${log} > .lab-service`, { hasText: holding }).last();
  await said.waitFor({ timeout: 20_000 });
  return said.innerText();
};
const press = (page: Page, value: string) => page.locator(`#desk button[value="${value}"]`).click();
const deskIs = (page: Page, kind: string) => page.locator(`#desk[data-kind="${kind}"]`).waitFor();
/** Says and presses nothing until the service listens. */
const staySilent = async (page: Page): Promise<void> => {
  const desk = page.locator('#desk');
  for (let silences = 1; (await desk.getAttribute('data-kind')) !== 'recording'; silences += 1) {
    expect(silences).toBeLessThan(6);
    const before = await page.locator('#call-log > *').count();
    await press(page, 'silence');
    // "You said nothing", and what the service said to that.
    await expect.poll(() => page.locator('#call-log > *').count()).toBeGreaterThan(before + 1);
  }
};
const newPage = async (language: Language): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1200, height: 900 } })).newPage();
  await openLabPage(language, page);
  return page;
};

describe.each(languages)('in %s', (language) => {
  const said = words[language];

  it('an SMS becomes an appeal, and its answer comes back', async () => {
    const page = await newPage(language);
    await page.locator('#sms-text').fill(said.sms);
    expect(await page.locator('[data-segments]').innerText()).toContain('1 SMS');
    await page.locator('#sms-text').press('Tab');
    await page.keyboard.press('Enter');
    const receipt = receiptIn(await reply(page, 'sms-log', said.taken));
    expect(await page.locator('#sms-text').inputValue()).toBe('');
    await answer(house, receipt, said.answer, language);
    expect(await reply(page, 'sms-log', said.answer)).toMatch(/\d SMS$/);
    await page.context().close();
  });

  it('so does a message in the chat, where buttons lead on', async () => {
    const page = await newPage(language);
    await page.locator('#chat-text').fill(said.chat);
    await page.locator('#chat form:has(#chat-text) button').click();
    const receipt = receiptIn(await reply(page, 'chat-log', said.taken));
    await answer(house, receipt, said.answer, language);
    await reply(page, 'chat-log', said.answer);
    await page.locator('#chat button[value="start"]').click();
    await lastReply(page, 'chat-log').getByRole('button', { name: said.appeal }).click();
    await expect.poll(() => page.locator('#chat-log > .lab-person').count()).toBe(3);
    const ids = await page.locator('.lab-log li').evaluateAll((items) => items.map(({ id }) => id));
    expect(ids, 'each message stands there once').toEqual([...new Set(ids)]);
    // What was answered has no buttons any more.
    expect(await page.locator('#chat-log').getByRole('button', { name: said.appeal }).count()).toBe(0);
    await page.context().close();
  });

  it('a caller who presses nothing is heard, and the recording is before the curator', async () => {
    const page = await newPage(language);
    const known = new Set((await appealsOf(house)).map(({ id }) => id));
    const sounds: number[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/lab/sound/')) sounds.push(response.status());
    });
    await press(page, 'call');
    await deskIs(page, 'keys');
    await staySilent(page);
    expect(await page.locator('#call-log').innerText()).toContain(said.calling);
    await page.locator('#desk summary').click();
    await page.locator('#sound').setInputFiles(`tests/support/sounds/statement-${language}.wav`);
    await press(page, 'sound');
    await deskIs(page, 'keys');
    await press(page, 'silence');
    await page.locator('#call-log > .lab-service', { hasText: said.done }).waitFor();
    await press(page, 'hang-up');
    await deskIs(page, 'ended');
    expect(sounds.length).toBeGreaterThan(0);
    expect(sounds.every((status) => status < 400)).toBe(true);
    const appeal = await until(async () => (await appealsOf(house)).find(({ id }) => !known.has(id)) ?? null);
    const kept = await until(async () => {
      const row = await house.world.db
        .selectFrom('files')
        .select(['id', 'storage_name'])
        .where('appeal_id', '=', appeal.id)
        .executeTakeFirst();
      return row ?? null;
    });
    // Who chose no language is answered in the one the service took for theirs.
    const written = words[appeal.language].answer;
    await answer(house, appeal.receipt, written, appeal.language);
    const curator = await seated(house.world, house.app, 'curatorNorth');
    await curator.goTo(`/staff/appeals/${appeal.receipt}`);
    expect(curator.status).toBe(200);
    expect(curator.html).toMatch(new RegExp(`<audio[^>]+${kept.id}`));
    // The number, and the answer, in letters too.
    await reply(page, 'sms-log', appeal.receipt.slice(-4));
    await reply(page, 'sms-log', written);
    await page.context().close();
  });

  it('the page is good with a call, buttons and files on it', async () => {
    const troubles = await troublesInEverySetting(browser, {
      baseUrl: house.baseUrl,
      language,
      open: async (page) => {
        await openLabPage(language, page);
        await page.locator('#sms button[value^="ramp"]').first().click();
        await reply(page, 'sms-log', said.taken);
        await page.locator('#chat button[value="photo"]').click();
        await page.locator('#chat button[value="start"]').click();
        await page.locator('#chat-log .lab-answers button').first().waitFor();
        await press(page, 'call');
        await deskIs(page, 'keys');
        await staySilent(page);
        // The time of the call stands still, so that whatever else changes by itself is seen.
        await page.locator('[data-seconds]').evaluate((time) => time.removeAttribute('data-seconds'));
      },
    });
    expect(troubles).toEqual([]);
  });
});

it('what is said into the microphone is the recording', async () => {
  const page = await newPage('kk');
  await press(page, 'call');
  await deskIs(page, 'keys');
  await staySilent(page);
  const microphone = page.locator('[data-microphone] button');
  const start = await microphone.innerText();
  await microphone.click();
  await expect.poll(() => microphone.innerText()).not.toBe(start);
  const begun = Date.now();
  await expect.poll(() => Date.now() - begun, { timeout: 5_000 }).toBeGreaterThan(1_500);
  await microphone.click();
  await deskIs(page, 'keys');
  expect(await page.locator('#call-log').innerText()).toMatch(/Сіз айттыңыз: [1-9]\d* секунд/);
  await page.context().close();
});

it('what is missing is said at the form, and what fails keeps what was typed', async () => {
  const page = await newPage('kk');
  const form = page.locator('#sms form:has(#sms-text)');
  await form.locator('button').click();
  await form.getByRole('alert').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('sms-text');
  await page.locator('#sms-text').fill(words.kk.sms);
  await page.route('**/lab/sms', (route) => route.abort());
  await form.locator('button').click();
  await form.getByRole('alert').filter({ hasText: 'байланыс үзілді' }).waitFor();
  expect(await page.locator('#sms-text').inputValue()).toBe(words.kk.sms);
  await page.unroute('**/lab/sms');
  await form.locator('button').click();
  await reply(page, 'sms-log', words.kk.taken);
  expect(await form.getByRole('alert').count()).toBe(0);
  await page.context().close();
});

it('keys pressed fast are all heard, in their order', async () => {
  const page = await newPage('ru');
  await press(page, 'call');
  await deskIs(page, 'keys');
  for (const key of ['*', '2', '3']) await page.locator(`#desk button[value="${key}"]`).click();
  await page.locator('#call-log > .lab-person', { hasText: '3' }).waitFor();
  const pressed = await page.locator('#call-log > .lab-person').allInnerTexts();
  expect(pressed.map((text) => text.slice(-1))).toEqual(['*', '2', '3']);
  await page.context().close();
});

it('begun anew, everything is gone', async () => {
  const page = await newPage('ru');
  await page.locator('#sms button[value^="ramp"]').first().click();
  await reply(page, 'sms-log', words.ru.taken);
  await page.locator('form[data-lab="forget"] button').click();
  await page.waitForURL(/forgotten/);
  expect(await page.locator('#sms-log > li').count()).toBe(0);
  await page.context().close();
});
