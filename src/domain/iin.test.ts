import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIin, iinBirthDate, iinControlDigit } from './iin.ts';

const two = (value: number) => String(value).padStart(2, '0');
/** First eleven digits of numbers that can be issued. */
const stems = fc
  .tuple(
    fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
    fc.boolean(),
    fc.nat(9999),
  )
  .map(([born, female, order]) => {
    const year = born.getUTCFullYear();
    const century = (year < 2000 ? 3 : 5) + (female ? 1 : 0);
    return `${two(year % 100)}${two(born.getUTCMonth() + 1)}${two(born.getUTCDate())}${century}${String(order).padStart(4, '0')}`;
  });
const valid = stems
  .map((stem) => ({ stem, control: iinControlDigit(stem) }))
  .filter(({ control }) => control !== null)
  .map(({ stem, control }) => `${stem}${control}`);

test.each([
  ['90010130001', 'first row'],
  ['85063040007', 'first row'],
])('%s: the control digit is the weighted sum modulo 11 (%s)', (stem) => {
  const sum = [...stem].reduce((total, digit, place) => total + Number(digit) * (place + 1), 0) % 11;
  expect(sum).toBeLessThan(10);
  expect(iinControlDigit(stem)).toBe(sum);
});

test('where the first row gives 10 the second decides, and a second 10 is never issued', () => {
  const row = (stem: string, weights: readonly number[]) =>
    weights.reduce((sum, weight, place) => sum + weight * Number(stem[place]), 0) % 11;
  let second = 0;
  let never = 0;
  for (let order = 0; order < 10_000; order += 1) {
    const stem = `9001013${String(order).padStart(4, '0')}`;
    if (row(stem, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) !== 10) continue;
    const other = row(stem, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]);
    expect(iinControlDigit(stem)).toBe(other === 10 ? null : other);
    if (other === 10) {
      never += 1;
      for (let digit = 0; digit < 10; digit += 1)
        expect(checkIin(`${stem}${digit}`)).toEqual({ ok: false, error: 'iin-check' });
    } else second += 1;
  }
  expect(second).toBeGreaterThan(0);
  expect(never).toBeGreaterThan(0);
});

test.each([
  ['900101300017', '1990-01-01'],
  ['900101400017', '1990-01-01'],
  ['050229500017', null],
  ['040229500017', '2004-02-29'],
  ['000229300017', null],
  ['000229500017', '2000-02-29'],
  ['991231100017', '1899-12-31'],
  ['901301300017', null],
  ['900001300017', null],
  ['900100300017', null],
  ['900101000017', null],
  ['900101700017', null],
  ['900101900017', null],
])('%s was born on %s', (iin, date) => {
  expect(iinBirthDate(iin)).toBe(date);
});

test.each(['', '90010130001', '9001013000170', '90010130001a', '------------'])(
  '%j has not 12 digits',
  (typed) => {
    expect(checkIin(typed)).toEqual({ ok: false, error: 'iin-length' });
  },
);

test('a right one is taken, with blanks and dashes, and must fit the date of birth', () => {
  fc.assert(
    fc.property(valid, (iin) => {
      const born = iinBirthDate(iin) ?? '';
      expect(checkIin(iin)).toEqual({ ok: true, value: iin });
      expect(checkIin(` ${iin.slice(0, 6)} ${iin.slice(6, 9)}-${iin.slice(9)} `)).toEqual({
        ok: true,
        value: iin,
      });
      expect(checkIin(iin, born)).toEqual({ ok: true, value: iin });
      expect(checkIin(iin, '1800-01-01')).toEqual({ ok: false, error: 'iin-birth-date' });
    }),
  );
});

test('another last digit is never taken', () => {
  fc.assert(
    fc.property(valid, fc.integer({ min: 1, max: 9 }), (iin, shift) => {
      const wrong = `${iin.slice(0, 11)}${(Number(iin[11]) + shift) % 10}`;
      expect(checkIin(wrong)).toEqual({ ok: false, error: 'iin-check' });
    }),
  );
});

// The eleventh weight is 11 itself, so that the eleventh digit alone goes unguarded.
test('one wrong digit of the first ten is never taken while the first row decides for both', () => {
  fc.assert(
    fc.property(valid, fc.nat(9), fc.integer({ min: 1, max: 9 }), (iin, place, shift) => {
      const digit = (Number(iin[place]) + shift) % 10;
      const wrong = iin.slice(0, place) + digit + iin.slice(place + 1);
      const first = (stem: string) => [...stem].reduce((sum, d, at) => sum + Number(d) * (at + 1), 0) % 11;
      fc.pre(first(iin.slice(0, 11)) < 10 && first(wrong.slice(0, 11)) < 10);
      expect(checkIin(wrong).ok).toBe(false);
    }),
  );
});
