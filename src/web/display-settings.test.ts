import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  colourSchemes,
  defaultDisplay,
  imageModes,
  readDisplay,
  readDisplayCookie,
  spacings,
  textSizes,
  writeDisplayCookie,
} from './display-settings.ts';

it('keeps every combination in the cookie', () => {
  for (const size of textSizes)
    for (const scheme of colourSchemes)
      for (const spacing of spacings)
        for (const images of imageModes) {
          const display = { size, scheme, spacing, images };
          expect(readDisplayCookie(writeDisplayCookie(display))).toEqual(display);
        }
});

it('takes what it knows and leaves the rest as it was', () => {
  const before = { ...defaultDisplay, scheme: 'dark', spacing: 'wide' } as const;
  const posted = new URLSearchParams({ size: 'huge', scheme: 'purple' });
  expect(readDisplay((name) => posted.get(name), before)).toEqual({ ...before, size: 'huge' });
});

it('reads any cookie at all', () => {
  fc.assert(fc.property(fc.string(), (cookie) => textSizes.includes(readDisplayCookie(cookie).size)));
});
