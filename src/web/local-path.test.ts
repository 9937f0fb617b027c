import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inLanguage, localPath } from './local-path.ts';

it.each([
  ['/kk/help', '/kk/help'],
  ['/kk/appeal/statement?x=1', '/kk/appeal/statement?x=1'],
  ['/kk/../staff/', '/staff/'],
  [undefined, null],
  ['', null],
  ['kk/help', null],
  ['//evil.example/x', null],
  ['/\\evil.example', null],
  ['/.//evil.example/x', null],
  ['/kk/..//evil.example', null],
  ['/\t/evil.example', null],
  ['https://evil.example/', null],
  ['javascript:alert(1)', null],
])('leads back to %j only if it is here', (typed, expected) => {
  expect(localPath(typed)).toBe(expected);
});

it('never leads away', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(fc.constantFrom('/', '.', '\\', 'x', '?', '\t', ':')).map((parts) => `/${parts.join('')}`),
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
      ),
      (typed) => {
        const path = localPath(typed);
        return path === null || new URL(path, 'https://here.example').origin === 'https://here.example';
      },
    ),
  );
});

it.each([
  ['/kk/help?x=1', '/ru/help?x=1'],
  ['/kk', '/ru'],
  ['/staff/', '/staff/'],
  ['/r/kk', '/r/kk'],
])('%s in Russian is %s', (path, expected) => {
  expect(inLanguage(path, 'ru')).toBe(expected);
});
