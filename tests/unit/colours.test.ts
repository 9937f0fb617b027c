import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = readFileSync(new URL('../../src/web/styles/_schemes.scss', import.meta.url), 'utf8');

/** The colours of each `@mixin` of the style sheet, by name without the dashes. */
const schemes = Object.fromEntries(
  [...source.matchAll(/@mixin (\w+) \{([^}]*)\}/g)].map(([, name = '', body = '']) => [
    name,
    Object.fromEntries(
      [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, key = '', value = '']) => [key, value]),
    ),
  ]),
);

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG contrast of two colours `#rrggbb`, from 1 to 21. */
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

/** Text on each ground it stands on (1.4.6). */
const textPairs: readonly (readonly [string, string])[] = [
  ...['text', 'soft', 'link', 'error', 'done'].flatMap((ink): [string, string][] => [
    [ink, 'ground'],
    [ink, 'panel'],
  ]),
  ['head-text', 'head'],
  ['button-text', 'button'],
  ['button-text', 'button-hover'],
  ['focus-text', 'focus'],
  // The confirmation panel.
  ['ground', 'done'],
];

/** Edges of controls and the sign of focus (1.4.11). */
const edgePairs = [
  ['border', 'ground'],
  ['border', 'panel'],
  ['error', 'ground'],
  ['button', 'ground'],
] as const;

describe.each(Object.keys(schemes))('the %s scheme', (name) => {
  const colour = (key: string): string => {
    const value = schemes[name]?.[key];
    if (!value) throw new Error(`${name} has no --${key}`);
    return value;
  };

  it.each(textPairs)('%s on %s is read by weak eyes: 7 to 1', (ink, ground) => {
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(7);
  });
  it.each(edgePairs)('%s is told from %s: 3 to 1', (edge, ground) => {
    expect(contrast(colour(edge), colour(ground))).toBeGreaterThanOrEqual(3);
  });
  it.each(['ground', 'panel', 'head'])('focus shows on %s, by its gold or by its line', (ground) => {
    const best = Math.max(
      contrast(colour('focus'), colour(ground)),
      contrast(colour('focus-line'), colour(ground)),
    );
    expect(best).toBeGreaterThanOrEqual(3);
  });
});

it('has the four schemes that people can choose', () => {
  expect(Object.keys(schemes).sort()).toEqual(['dark', 'light', 'soft', 'yellow']);
  const names = Object.values(schemes).map((colours) => Object.keys(colours).sort().join());
  expect(new Set(names).size).toBe(1);
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
