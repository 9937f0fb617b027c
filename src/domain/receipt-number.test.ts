import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dammTable, formatReceipt, groupReceipt, parseReceipt, serialFor } from './receipt-number.ts';

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const times = (row: number, column: number): number => dammTable[row]?.[column] ?? -1;
const running = fc.integer({ min: 1, max: 9_999_999 });
const serials = fc.tuple(fc.integer({ min: 0, max: 99 }), running).map(([year, n]) => serialFor(year, n));

const mistakesIn = (ten: string): string[] => {
  const wrong: string[] = [];
  for (let place = 0; place < ten.length; place += 1) {
    for (const digit of digits)
      if (String(digit) !== ten[place]) wrong.push(ten.slice(0, place) + digit + ten.slice(place + 1));
    const [a, b] = [ten[place], ten[place + 1]];
    if (a !== undefined && b !== undefined && a !== b)
      wrong.push(ten.slice(0, place) + b + a + ten.slice(place + 2));
  }
  return wrong;
};

describe('the table proves it for every number there can be', () => {
  test('a single wrong digit always shows: every row and every column is a permutation', () => {
    for (const row of digits) {
      expect(new Set(digits.map((column) => times(row, column))).size).toBe(10);
      expect(new Set(digits.map((column) => times(column, row))).size).toBe(10);
    }
  });
  test('a swap of neighbours always shows: (c·x)·y = (c·y)·x only for x = y', () => {
    for (const c of digits)
      for (const x of digits)
        for (const y of digits) if (x !== y) expect(times(times(c, x), y)).not.toBe(times(times(c, y), x));
  });
  test('the check digit is its own end: zeros on the diagonal', () => {
    for (const x of digits) expect(times(x, x)).toBe(0);
  });
});

test('every wrong digit and every swap of neighbours, in every place, of a thousand running numbers', () => {
  for (let n = 1; n <= 1000; n += 1) {
    const ten = formatReceipt(serialFor(26, n * 9973));
    for (const wrong of mistakesIn(ten))
      expect(parseReceipt(wrong)).toEqual({ ok: false, error: 'receipt-check' });
  }
});

test('the same for any year and number', () => {
  fc.assert(
    fc.property(serials, (serial) =>
      mistakesIn(formatReceipt(serial)).every((wrong) => !parseReceipt(wrong).ok),
    ),
  );
});

test('what is shown can be read back, in any grouping', () => {
  fc.assert(
    fc.property(serials, (serial) => {
      expect(formatReceipt(serial)).toMatch(/^\d{10}$/);
      expect(groupReceipt(serial)).toMatch(/^\d{2} \d{4} \d{4}$/);
      expect(parseReceipt(formatReceipt(serial))).toEqual({ ok: true, value: serial });
      expect(parseReceipt(groupReceipt(serial))).toEqual({ ok: true, value: serial });
    }),
  );
});

test('the first appeal of 2026', () => {
  expect(serialFor(26, 1)).toBe(260_000_001);
  expect(groupReceipt(260_000_001)).toBe('26 0000 0014');
});

const [year, ...rest] = groupReceipt(260_000_001).split(' ');
test.each([
  ['no spaces', '2600000014'],
  ['groups', '26 0000 0014'],
  ['dashes', '26-0000-0014'],
  ['long dashes', '26–0000—0014'],
  ['no-break spaces', '26\u00a00000\u00a00014'],
  ['number sign and blanks', ' № 26 0000 0014 '],
  ['full-width digits', '２６００００００１４'],
  ['dots', `${year}.${rest.join('.')}`],
])('reads a number typed with %s', (_, typed) => {
  expect(parseReceipt(typed)).toEqual({ ok: true, value: 260_000_001 });
});

test.each(['', '260000001', '26000000140', '26 0000 001a', 'менің нөмірім'])('%j is no number', (typed) => {
  expect(parseReceipt(typed)).toEqual({ ok: false, error: 'receipt-length' });
});

test.each([
  [100, 1],
  [-1, 1],
  [26, 0],
  [26, 10_000_000],
  [26, 1.5],
])('year %d, running %d are out of range', (yearDigits, n) => {
  expect(() => serialFor(yearDigits, n)).toThrow(RangeError);
});
