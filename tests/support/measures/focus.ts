import type { Page } from 'playwright-core';
import type { Violation } from '../accessibility.ts';

interface Seen {
  readonly name: string;
  readonly key: number;
  /** Sound and video have several places to stop at, all of them inside one element. */
  readonly media: boolean;
  readonly troubles: readonly string[];
}

/** Runs in the page: how the element that has the focus shows it. */
const look = (): Seen | null => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const store = window as unknown as { seen?: Element[] };
  store.seen ??= [];
  const known = store.seen.indexOf(element);
  if (known < 0) store.seen.push(element);
  const key = known < 0 ? store.seen.length - 1 : known;

  type Colour = readonly [number, number, number, number];
  const colour = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  };
  const light = ([r, g, b]: Colour): number => {
    const part = (value: number): number => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (one: Colour, other: Colour): number => {
    const [a = 0, b = 0] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const ground = (from: Element | null): Colour => {
    for (let node = from; node; node = node.parentElement) {
      const found = colour(getComputedStyle(node).backgroundColor);
      if (found[3] > 0.99) return found;
    }
    return [255, 255, 255, 1];
  };

  const style = getComputedStyle(element);
  const around = ground(element.parentElement);
  const outline = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  const shadow = /^(rgba?\([^)]*\)).*? 0px 0px 0px ([\d.]+)px$/.exec(style.boxShadow);
  const outlined = outline >= 2 && contrast(colour(style.outlineColor), around) >= 3;
  const shadowed =
    shadow?.[1] !== undefined && Number(shadow[2]) >= 2 && contrast(colour(shadow[1]), around) >= 3;
  const troubles: string[] = [];
  if (!outlined && !shadowed) {
    troubles.push(`focus not visible (2.4.7, 2.4.13): outline ${style.outline}, shadow ${style.boxShadow}`);
  }
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + Math.min(width / 2, 10), top + Math.min(height / 2, 10)];
  const inView = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const onTop = document.elementFromPoint(x, y);
  if (!inView) troubles.push(`focus out of sight (2.4.11): at ${x.toFixed()} ${y.toFixed()}`);
  else if (onTop && !element.contains(onTop) && !onTop.contains(element)) {
    troubles.push(`focus covered by ${onTop.tagName}.${onTop.className} (2.4.11)`);
  }
  const name = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} "${(element.textContent ?? '').trim().slice(0, 30)}"`;
  return { name, key, media: element instanceof HTMLMediaElement, troubles };
};

const countFocusable = (): number => {
  const radios = new Set<string>();
  return [
    ...document.querySelectorAll<HTMLElement>(
      'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"],audio[controls],video[controls]',
    ),
  ].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(':disabled')) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    if (radios.has(element.name)) return false;
    radios.add(element.name);
    return true;
  }).length;
};

/** Keys pressed at most on one page; an inbox of a hundred rows looks the same in each. */
const mostKeys = 70;

/** Stops inside the players of one page: play, time, volume, more, each of them. */
const mostWithin = 40;

/**
 * Goes through the page with Tab from its start: everything that can be used is reached, each shows the focus, none
 * is covered, nothing holds the focus, and nothing happens by it.
 */
export const walkWithKeyboard = async (page: Page): Promise<Violation[]> => {
  const found: Violation[] = [];
  const address = page.url();
  await page.evaluate(() => {
    const state = window as unknown as { changes: number };
    state.changes = 0;
    const count = new MutationObserver((records) => {
      state.changes += records.length;
    });
    count.observe(document.body, { childList: true, subtree: true, characterData: true });
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
    // Start from the top even where the address has an anchor in it.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const wanted = await page.evaluate(countFocusable);
  const reached = new Set<number>();
  let within = 0;
  let before = -1;
  for (let pressed = 0; pressed < Math.min(wanted + 3, mostKeys) + within; pressed += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(look);
    if (!seen) break;
    if (seen.media && seen.key === before && within < mostWithin) {
      within += 1;
      continue;
    }
    before = seen.key;
    if (reached.has(seen.key)) {
      if (reached.size < wanted && seen.key !== 0) {
        found.push({
          rule: 'keyboard trap (2.1.2)',
          where: seen.name,
          what: `after ${reached.size} of ${wanted}`,
        });
      }
      break;
    }
    reached.add(seen.key);
    for (const what of seen.troubles) found.push({ rule: 'focus', where: seen.name, what });
  }
  if (reached.size < Math.min(wanted, mostKeys)) {
    found.push({ rule: 'keyboard (2.1.1)', where: 'page', what: `${reached.size} of ${wanted} reached` });
  }
  const changes = await page.evaluate(() => (window as unknown as { changes: number }).changes);
  if (page.url() !== address || changes > 0) {
    found.push({ rule: 'nothing changes on focus (3.2.1)', where: page.url(), what: `${changes} changes` });
  }
  return found;
};
