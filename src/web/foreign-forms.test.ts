import { expect, it } from 'vitest';
import { isForeign } from './foreign-forms.ts';

const here = 'https://dauys.example';
it.each([
  ['our own page', { site: 'same-origin', origin: here, host: 'dauys.example' }, false],
  ['typed by the person', { site: 'none', origin: undefined, host: 'dauys.example' }, false],
  ['another site', { site: 'cross-site', origin: 'https://evil.example', host: 'dauys.example' }, true],
  [
    'a neighbouring host',
    { site: 'same-site', origin: 'https://x.dauys.example', host: 'dauys.example' },
    true,
  ],
  ['an old browser, our page', { site: undefined, origin: here, host: 'dauys.example' }, false],
  [
    'an old browser, another host name of ours',
    { site: undefined, origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' },
    false,
  ],
  [
    'an old browser, another site',
    { site: undefined, origin: 'https://evil.example', host: 'dauys.example' },
    true,
  ],
  ['a sandboxed frame', { site: undefined, origin: 'null', host: 'dauys.example' }, true],
  ['no browser at all', { site: undefined, origin: undefined, host: 'dauys.example' }, false],
])('%s', (_, headers, foreign) => {
  expect(isForeign(headers, here)).toBe(foreign);
});
