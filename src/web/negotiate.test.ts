import fc from 'fast-check';
import { expect, it } from 'vitest';
import { languageWanted } from './negotiate.ts';

it.each([
  [undefined, 'kk'],
  ['', 'kk'],
  ['en-US,en;q=0.9', 'kk'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['kk-KZ,kk;q=0.9,ru;q=0.8', 'kk'],
  ['en,ru;q=0.5,kk;q=0.7', 'kk'],
  ['ru;q=0.7, kk;q=0.7', 'ru'],
  ['ru;q=0', 'kk'],
  ['RU', 'ru'],
  ['*', 'kk'],
])('Accept-Language %j asks for %s', (header, language) => {
  expect(languageWanted(header)).toBe(language);
});

it('never fails on what a browser might send', () => {
  fc.assert(fc.property(fc.string(), (header) => ['kk', 'ru'].includes(languageWanted(header))));
});
