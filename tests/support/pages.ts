import type { Page } from 'playwright-core';
import type { Language } from '../../src/domain/language.ts';
import type { World } from './world.ts';

export interface Opening {
  readonly page: Page;
  readonly baseUrl: string;
  readonly language: Language;
  readonly world: World;
}
/** One page as a person meets it. Every page of the service stands in this list; the web list is checked on each. */
export interface PageCase {
  readonly name: string;
  /** Goes there in a browser with no cookies; the page must then be one that can be loaded again. */
  readonly open: (opening: Opening) => Promise<unknown>;
  /** Something on it must be mended: the title says so. */
  readonly error?: boolean;
}

const at =
  (path: string): PageCase['open'] =>
  ({ page, baseUrl, language }) =>
    page.goto(`${baseUrl}/${language}${path}`);

const informationPages: readonly PageCase[] = [
  { name: 'start', open: at('/') },
  { name: 'display settings', open: at('/display?back=/kk/help') },
  { name: 'help', open: at('/help') },
  { name: 'accessibility statement', open: at('/accessibility') },
  { name: 'no such page', open: at('/no-such-page') },
];

export const pageCases: readonly PageCase[] = [...informationPages];
