import { expect, test } from 'vitest';
import { writeKeptFile } from '../account/held-form.ts';
import { readDate, writeDate } from './complete-fields.ts';
import { readKeptFile } from './kept-files.ts';

test.each([
  ['27 3 1968', '1968-03-27'],
  ['27.03.1968', '1968-03-27'],
  ['27/3/1968', '1968-03-27'],
  [' 1-12-2001 ', '2001-12-01'],
  ['31 2 1968', '1968-02-31'],
  ['1968', '1968'],
  ['наурыз', 'наурыз'],
])('a date of birth typed as %j', (typed, read) => {
  expect(readDate(typed)).toBe(read);
});

test('a date shown in the form and sent unchanged is the same date', () => {
  expect(readDate(writeDate('1968-03-07'))).toBe('1968-03-07');
});

test('a kept file comes through its form field, whatever its name holds', () => {
  const file = { id: '0c000000-0000-4000-8000-000000000001', kind: 'video', name: 'ым|дау.webm' } as const;
  expect(readKeptFile(writeKeptFile(file))).toEqual(file);
  expect(readKeptFile('x|program|y')).toBeNull();
  expect(readKeptFile('')).toBeNull();
});
