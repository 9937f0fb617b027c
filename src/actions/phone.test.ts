import { expect, it } from 'vitest';
import { parseOwnPhone, parsePhone } from './phone.ts';

it.each([
  ['8 701 123 45 67', '+77011234567'],
  ['+7 (701) 123-45-67', '+77011234567'],
  ['87011234567', '+77011234567'],
  ['701 123 4567', '+77011234567'],
  ['8 (7272) 50-00-01', '+77272500001'],
  ['+49 30 1234567', '+49301234567'],
  ['1414', '1414'],
  ['102', '102'],
  ['12', null],
  ['', null],
  ['қоңырау шалыңыз', null],
  ['+7701123456789', null],
])('reads %s as %s', (typed, number) => {
  expect(parsePhone(typed)).toBe(number);
});

it.each([
  ['8 701 123 45 67', '+77011234567'],
  ['102', null],
  ['1414', null],
  ['12', null],
])("reads %s as a person's own %s", (typed, number) => {
  expect(parseOwnPhone(typed)).toBe(number);
});
