import type { Page } from 'playwright-core';
import type { Language } from '../../../src/domain/language.ts';
import type { World } from '../world.ts';

export interface Opening {
  readonly page: Page;
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  readonly language: Language;
  readonly world: World;
}

/** One page as a person meets it; the web list is checked on each. */
export interface PageCase {
  readonly name: string;
  /** Goes there in a browser that has only the cookie of its display settings. */
  readonly open: (opening: Opening) => Promise<unknown>;
  /** Something on it must be mended: the title says so. */
  readonly error?: boolean;
  /** The page answers a form at once: it has no address of its own to be weighed at. */
  readonly answersForm?: boolean;
}

/** Goes to a path and makes sure to arrive there, not where a redirect led. */
export const arrive = async ({ page, baseUrl }: Opening, path: string): Promise<void> => {
  await page.goto(`${baseUrl}${path}`);
  const { pathname } = new URL(page.url());
  const [wanted] = path.split(/[?#]/);
  if (pathname !== wanted) throw new Error(`${path} led to ${pathname}`);
};

/** A page under `/kk` or `/ru` that needs nothing before it. */
export const at =
  (path: string): PageCase['open'] =>
  (opening) =>
    arrive(opening, `/${opening.language}${path}`);

export const giveCookie = ({ page, baseUrl }: Opening, name: string, value: string): Promise<void> =>
  page.context().addCookies([{ name, value, url: baseUrl }]);

/** Something prepared once for a world and a language, used by several pages. */
export const preparedOnce = <Prepared>(
  prepare: (world: World, language: Language) => Promise<Prepared>,
): ((opening: Pick<Opening, 'world' | 'language'>) => Promise<Prepared>) => {
  const kept = new WeakMap<World, Map<Language, Promise<Prepared>>>();
  return ({ world, language }) => {
    const ofWorld = kept.get(world) ?? new Map<Language, Promise<Prepared>>();
    kept.set(world, ofWorld);
    const known = ofWorld.get(language) ?? prepare(world, language);
    ofWorld.set(language, known);
    return known;
  };
};
