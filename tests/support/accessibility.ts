import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/domain/language.ts';
import { measureContent } from './measures/content.ts';
import { walkWithKeyboard } from './measures/focus.ts';
import { findCutText, findSideways, measureForcedColours, measureMotion } from './measures/reflow.ts';
import { measureTargets } from './measures/targets.ts';

/** One thing on a page that breaks a rule of the web list, with the element it was found on. */
export interface Violation {
  readonly rule: string;
  readonly where: string;
  readonly what: string;
}

export const wide = { width: 1280, height: 800 } as const;
/** What is left of a 1280 × 1024 screen at 400 %. */
export const small = { width: 320, height: 256 } as const;

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules whose outcome a style can change; the others see the same page in every setting. */
const rulesOfLooks = [
  'color-contrast',
  'color-contrast-enhanced',
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Axe's rules for WCAG 2.2 A and AA and good practice, with enhanced contrast and target size on; for `looks` those
 * among them that can turn out otherwise in another display setting.
 */
export const runAxe = async (page: Page, depth: 'all' | 'looks' = 'all'): Promise<Violation[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource);
  const runOnly = depth === 'all' ? tags : rulesOfLooks;
  return page.evaluate(async (wanted) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: wanted,
      rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => ({
        rule: `axe ${id}`,
        where: node.target.join(' '),
        what: (node.failureSummary ?? '').replaceAll('\n', ' '),
      })),
    );
  }, runOnly);
};

/** Letters twice as large than the page shows them now, as a browser's "text only" zoom makes them. */
const doubleText = () => {
  const root = document.documentElement;
  root.style.fontSize = `${Number.parseFloat(getComputedStyle(root).fontSize) * 2}px`;
};
const restoreText = () => {
  document.documentElement.style.fontSize = '';
};

/** The distances that WCAG 1.4.12 lets a person set over the page's own. */
const spaceText = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }',
  );
  document.adoptedStyleSheets = [sheet];
};
const unspaceText = () => {
  document.adoptedStyleSheets = [];
};

const named = (rule: string, found: readonly { where: string; what: string }[]): Violation[] =>
  found.map((one) => ({ rule, ...one }));

/** Small screens, large letters, wide spacing: nothing scrolls sideways and nothing is cut. */
export const checkReflow = async (page: Page): Promise<Violation[]> => {
  const found: Violation[] = [];
  const look = async (rule: string): Promise<void> => {
    found.push(...named(rule, await page.evaluate(findSideways)));
    found.push(...named(rule, await page.evaluate(findCutText)));
  };
  await page.setViewportSize(small);
  await look('reflow at 320 × 256 (1.4.10)');
  await page.evaluate(spaceText);
  await look('text spacing at 320 (1.4.12)');
  await page.setViewportSize(wide);
  await look('text spacing at 1280 (1.4.12)');
  await page.evaluate(unspaceText);
  await page.evaluate(doubleText);
  await look('text at 200 % (1.4.4)');
  await page.evaluate(restoreText);
  return found;
};

/** Forced colours keep the edges of controls; with reduced motion nothing moves. */
export const checkPreferences = async (page: Page): Promise<Violation[]> => {
  await page.emulateMedia({ forcedColors: 'active' });
  const forced = named('forced colours (1.4.11)', await page.evaluate(measureForcedColours));
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
  const motion = named('reduced motion (2.3.3)', await page.evaluate(measureMotion));
  return [...forced, ...motion];
};

export interface CheckOptions {
  readonly language: Language;
  /** The page says that something must be mended: its title starts with the word for it. */
  readonly error?: boolean | undefined;
  /** `looks`: only what the display settings can change (axe, targets, sideways scrolling). */
  readonly depth?: 'all' | 'looks' | undefined;
}

/** Checks the page that is open against the web list. An empty answer is a good page. */
export const checkPage = async (page: Page, options: CheckOptions): Promise<Violation[]> => {
  await page.setViewportSize(wide);
  const looks = [
    ...(await runAxe(page, options.depth)),
    ...named('target of 44 × 44 (2.5.5)', await page.evaluate(measureTargets)),
  ];
  if (options.depth === 'looks') {
    await page.setViewportSize(small);
    const sideways = named('reflow at 320 × 256 (1.4.10)', await page.evaluate(findSideways));
    await page.setViewportSize(wide);
    return [...looks, ...sideways];
  }
  return [
    ...looks,
    ...(await page.evaluate(measureContent, { language: options.language, error: options.error ?? false })),
    ...(await checkReflow(page)),
    ...(await checkPreferences(page)),
    ...(await walkWithKeyboard(page)),
  ];
};
