import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPage, wide } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';

/** The checks are worth something only if they find what is wrong: one page with nearly every fault. */
const badPage = `<!doctype html><html lang="ru"><head><title>Something</title><style>
  .faint { color: #666 } .wide { width: 600px } .cut { height: 20px; overflow: hidden; width: 200px }
  .quiet:focus { outline: 0; box-shadow: none } .flat { border: 0; background: #00495e; color: #fff }
  .moving { width: 9em; animation: turn 60s infinite } @keyframes turn { to { rotate: 1turn } }
  .under { position: fixed; inset: auto 0 0 0; height: 100px; background: #fff }
</style></head><body>
  <h1>Первый</h1><h1>Второй</h1><img src="data:,"><p class="faint">Бледный текст</p><p>Осы қазақша сөз</p>
  <p class="cut">Строка, которая не помещается в такую коробку</p><p class="wide">Широкий</p><p class="moving">Кружится</p>
  <table><tr><td>1</td></tr></table>
  <button class="quiet flat" style="width:20px;height:20px;padding:0">x</button>
  <main><form><div class="field"><p class="error" id="name-error">Ошибка</p><input id="name" name="name"></div></form></main>
  <a href="#x" onfocus="document.body.append('changed')">Ссылка, которая что-то делает</a>
  <button onkeydown="if (event.key === 'Tab') { event.preventDefault() }">Ловушка</button>
  <a href="#y">Дальше</a>
</body></html>`;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: wide });
});
afterAll(() => browser.close());

describe('the checks find', () => {
  const rules = new Set<string>();
  beforeAll(async () => {
    await page.setContent(badPage);
    for (const { rule } of await checkPage(page, { language: 'kk', error: true })) rules.add(rule);
  });

  it.each([
    'axe color-contrast-enhanced',
    'axe image-alt',
    'axe label',
    'target of 44 × 44 (2.5.5)',
    'lang (3.1.1)',
    'lang of parts (3.1.2)',
    'one h1',
    'title with an error (2.4.2)',
    'title starts with the h1 (2.4.2)',
    'title ends with the service (2.4.2)',
    'table caption',
    'table headers',
    'description of controls (1.3.1)',
    'error summary (3.3.1)',
    'reflow at 320 × 256 (1.4.10)',
    'text spacing at 1280 (1.4.12)',
    'text at 200 % (1.4.4)',
    'forced colours (1.4.11)',
    'reduced motion (2.3.3)',
    'focus',
    'nothing changes on focus (3.2.1)',
    'keyboard trap (2.1.2)',
  ])('%s', (rule) => {
    expect([...rules]).toContain(rule);
  });
});

it('finds a focus that something lies over', async () => {
  await page.setContent(`<!doctype html><html lang="kk"><body>
    <div style="position:fixed;inset:0;height:200px;background:#fff"></div>
    <a href="#x" style="outline: 3px solid #000">Сілтеме</a></body></html>`);
  const found = await checkPage(page, { language: 'kk' });
  expect(found.map(({ what }) => what).join()).toContain('covered');
});
