import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/domain/language.ts';
import { type DisplaySettings, writeDisplayCookie } from '../../src/web/display-settings.ts';
import { checkPage, wide } from './accessibility.ts';

interface State extends DisplaySettings {
  readonly depth: 'all' | 'looks';
}
/** Each value of each setting is met on every page, in one of the languages. */
const states: Readonly<Record<Language, readonly [State, ...State[]]>> = {
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

export interface Visited {
  readonly baseUrl: string;
  readonly language: Language;
  readonly error?: boolean | undefined;
  /** Brings a fresh browser to the page. */
  readonly open: (page: Page) => Promise<unknown>;
  /** Looks at the page while it is shown in the first setting. */
  readonly meanwhile?: (page: Page) => Promise<void>;
}

/**
 * Runs in the page. The settings are nothing but these attributes, which the server writes from the cookie (as the
 * first state and tests/unit/around-pages.test.ts show): changing them here spares a load for each.
 */
const changeSettings = ({ size, scheme, spacing, images }: DisplaySettings): void => {
  const root = document.documentElement;
  for (const [name, value, usual] of [
    ['data-size', size, 'normal'],
    ['data-scheme', scheme, 'device'],
    ['data-spacing', spacing, 'normal'],
    ['data-images', images, 'on'],
  ] as const) {
    if (value === usual) root.removeAttribute(name);
    else root.setAttribute(name, value);
  }
};

const idle = new WeakMap<Browser, Page[]>();

/** A tab that was used before, emptied: the browser has compiled our checks for it already. */
const borrowTab = async (browser: Browser): Promise<Page> => {
  const used = idle.get(browser)?.pop();
  if (used) return used;
  // The device wants dark, so that "as the device" is seen to follow.
  const context = await browser.newContext({ viewport: wide, colorScheme: 'dark', reducedMotion: 'reduce' });
  return context.newPage();
};
const giveBack = async (browser: Browser, page: Page): Promise<void> => {
  page.removeAllListeners();
  await page.context().clearCookies();
  await page.goto('about:blank');
  idle.set(browser, [...(idle.get(browser) ?? []), page]);
};

const withoutAnchor = (address: string): string => address.split('#')[0] ?? '';

/** Opens a page once and checks it in each of the language's settings. Gives what is wrong, one line each. */
export const troublesInEverySetting = async (browser: Browser, visited: Visited): Promise<string[]> => {
  const { baseUrl, language, error } = visited;
  const page = await borrowTab(browser);
  const troubles: string[] = [];
  page.on('pageerror', (failure) => troubles.push(`script: ${failure.message}`));
  const complaints: { readonly address: string; readonly text: string }[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    complaints.push({ address: withoutAnchor(message.location().url), text: message.text() });
  });
  const [first, ...others] = states[language];
  await page.context().addCookies([{ name: 'display', value: writeDisplayCookie(first), url: baseUrl }]);
  await visited.open(page);
  await visited.meanwhile?.(page);
  const check = async (state: State): Promise<void> => {
    for (const { rule, where, what } of await checkPage(page, { language, error, depth: state.depth })) {
      troubles.push(`${writeDisplayCookie(state)}: ${rule}: ${where}: ${what}`);
    }
  };
  await check(first);
  for (const state of others) {
    await page.evaluate(changeSettings, state);
    await check(state);
  }
  // A page that says what went wrong has a status of its own; anything it loads must be there. Asked only now: the
  // complaint about the answer to a form comes before the browser is at its address.
  const here = withoutAnchor(page.url());
  troubles.push(...complaints.filter(({ address }) => address !== here).map(({ text }) => text));
  // Not given back where something failed on the way: a fresh one takes its place.
  await giveBack(browser, page);
  return troubles;
};
