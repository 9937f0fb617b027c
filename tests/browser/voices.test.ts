import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import voices from '../../reference/voices.json' with { type: 'json' };
import { launchBrowser } from '../support/browser.ts';
import { type RunningService, startService, temporaryDataDir } from '../support/service.ts';

/**
 * The whole path on what people really said, with scripts off, on the built service as a process of its own: given
 * in the browser, registered, routed, answered by the curators whom the rules chose, and read by the person.
 */
interface Given {
  readonly language: 'kk' | 'ru';
  readonly statement: string;
  /** Chosen codes and typed words by question; what is not here is passed over. */
  readonly answers: Readonly<Record<string, string>>;
  readonly file?: string;
}
interface Account {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

const base = {
  'for-whom': 'self',
  type: 'complaint',
  danger: 'no',
  'answer-channel': 'site',
  region: 'KZ-75',
};
const special: Readonly<Record<string, Partial<Given>>> = {
  kk0: { answers: { topic: 'conduct', name: 'Бақыт Сәрсенбаева', 'hide-name': 'yes' } },
  kk4: { answers: { topic: 'building' }, file: 'steps.jpg' },
  kk5: { answers: { type: 'request', region: 'KZ-19', topic: 'transport' }, file: 'voice.ogg' },
  kk6: { answers: { topic: 'sign-language' }, file: 'signing.webm' },
  kk7: {
    answers: {
      ...{ 'for-whom': 'other', relation: 'child', authority: 'spoken-consent', 'may-contact': 'no' },
      ...{ 'applicant-name': 'Күләш Әбдірахманова', topic: 'visits', name: 'Нұргүл', 'hide-name': 'no' },
    },
  },
  // Said by nobody, about no place in particular: it waits in the registrar's row.
  ru3: { answers: { region: 'unknown', topic: 'queue' } },
  ru4: { answers: { type: 'request', topic: 'aids', name: 'Андрей Цой', 'hide-name': 'no' } },
};
const appeals: readonly Given[] = (['kk', 'ru'] as const).flatMap((language) =>
  voices[language].map((statement, index) => {
    const own = special[`${language}${index}`] ?? {};
    return { language, statement, ...own, answers: { ...base, ...own.answers } };
  }),
);

let browser: Browser;
let service: RunningService;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
  const onATuesday = { NODE_ENV: 'test', TEST_NOW: '2026-11-24T11:00:00+05:00', LOG_LEVEL: 'info' };
  service = await startService({ ...onATuesday, DATA_DIR: dataDir.path });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  service?.kill('SIGTERM');
  await service?.ended;
  await dataDir.remove();
});

const device = (): Promise<BrowserContext> =>
  browser.newContext({
    javaScriptEnabled: false,
    baseURL: service.url,
    viewport: { width: 400, height: 700 },
  });
const goOn = (page: Page) => page.locator('main form button[type=submit]').first().click();

const fillIn = async (page: Page, question: string, given: Given): Promise<void> => {
  const field = page.locator(`main form [name="${question}"]`);
  if (question === 'statement') {
    await field.first().fill(given.statement);
    if (given.file) await page.setInputFiles('input[type=file]', join('reference/demo-files', given.file));
    return;
  }
  if (question === 'consent') return page.locator('main form input[type=checkbox]').check();
  const answer = given.answers[question];
  if (answer === undefined) return;
  const kind = await field.first().evaluate((element) => element.getAttribute('type') ?? element.tagName);
  if (kind === 'SELECT') await field.selectOption(answer);
  else if (kind === 'radio') await page.locator(`main form [name="${question}"][value="${answer}"]`).check();
  else await field.fill(answer);
};

const give = async (given: Given): Promise<{ readonly number: string; readonly code: string }> => {
  const context = await device();
  const page = await context.newPage();
  await page.goto(`/${given.language}/appeal`);
  for (let pages = 0; pages < 25; pages += 1) {
    const question = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    if (question === 'done') break;
    expect(await page.locator('#error-summary').count(), `error at ${question}`).toBe(0);
    if (question !== 'check') await fillIn(page, question, given);
    await goOn(page);
  }
  const number = ((await page.locator('[data-receipt]').textContent()) ?? '').replace(/\D/g, '');
  const code = ((await page.locator('[data-code]').textContent()) ?? '').replace(/\D/g, '');
  const due = await page.locator('[data-due]').getAttribute('datetime');
  expect(due).toBe('2026-12-15');
  await context.close();
  return { number, code };
};

const signIn = async ({ email, password }: Account): Promise<Page> => {
  const page = await (await device()).newPage();
  await page.goto('/staff/sign-in');
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await goOn(page);
  return page;
};

const listed = (page: Page): Promise<string[]> =>
  page
    .locator('[data-appeal]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-appeal') ?? ''));
const form = (page: Page, action: string) => page.locator(`form[data-action="${action}"]`);

const answerInKazakh = 'Сәлеметсіз бе! Өтінішіңізді тексердік. Маман дүйсенбі күні сізге келеді.';
const answerInRussian = 'Здравствуйте! Мы проверили ваше обращение. Специалист придёт к вам в понедельник.';

/** What names no place has no rule and so no suggestion to take: the registrar chooses. */
const distribute = async (registrar: Account, number: string): Promise<void> => {
  const page = await signIn(registrar);
  expect(await listed(page)).toContain(number);
  await page.goto(`/staff/appeals/${number}`);
  const choice = form(page, 'distribute').locator('select').first();
  const first = await choice.locator('option[value]:not([value=""])').first().getAttribute('value');
  await choice.selectOption(first ?? '');
  await form(page, 'distribute').locator('button').click();
  await page.context().close();
};

const answerMine = async (curator: Account, ours: ReadonlyMap<string, Given>): Promise<string[]> => {
  const page = await signIn(curator);
  const mine = (await listed(page)).filter((number) => ours.has(number));
  for (const number of mine) {
    const given = ours.get(number);
    await page.goto(`/staff/appeals/${number}`);
    expect(await page.locator('main').textContent()).toContain(given?.statement);
    if (given?.file)
      expect(await page.locator('main audio, main video, main img[src*="/files/"]').count()).toBe(1);
    await form(page, 'take').locator('button').click();
    const words = given?.language === 'ru' ? answerInRussian : answerInKazakh;
    await form(page, 'answer').locator('textarea').first().fill(words);
    await form(page, 'answer').locator('button').first().click();
    expect(await form(page, 'answer').count(), `answer to ${given?.statement}`).toBe(0);
  }
  await page.context().close();
  return mine;
};

const readAnswer = async (given: Given, number: string, code: string): Promise<void> => {
  const context = await device();
  const page = await context.newPage();
  await page.goto(`/${given.language}/status`);
  const fields = page.locator('main form input:not([type=hidden])');
  await fields.nth(0).fill(number);
  await fields.nth(1).fill(code);
  await goOn(page);
  expect(await page.locator('[data-state]').getAttribute('data-state')).toBe('answered');
  const words = given.language === 'ru' ? answerInRussian : answerInKazakh;
  expect(await page.locator('main').textContent()).toContain(words);
  await context.close();
};

it('takes fourteen people from their words to an answer, scripts off', async () => {
  expect(appeals.map(({ language }) => language).join('')).toBe('kk'.repeat(8) + 'ru'.repeat(6));
  const ours = new Map<string, Given>();
  const codes = new Map<string, string>();
  for (const given of appeals) {
    const { number, code } = await give(given);
    expect(number).toMatch(/^26\d{8}$/);
    ours.set(number, given);
    codes.set(number, code);
  }
  expect(ours.size).toBe(14);

  const accounts: readonly Account[] = JSON.parse(
    readFileSync(join(dataDir.path, 'demo-accounts.json'), 'utf8'),
  );
  const registrar = accounts.find(({ role }) => role === 'registrar');
  expect(registrar).toBeDefined();
  const [placeless = ''] = [...ours].find(([, { statement }]) => statement === voices.ru[3]) ?? [];
  if (registrar) await distribute(registrar, placeless);

  const answered: string[] = [];
  for (const curator of accounts.filter(({ role }) => role === 'curator')) {
    answered.push(...(await answerMine(curator, ours)));
  }
  // Each of them once: nobody is passed over, and nobody has two curators.
  expect([...answered].sort()).toEqual([...ours.keys()].sort());
  for (const [number, given] of ours) await readAnswer(given, number, codes.get(number) ?? '');
}, 300_000);
