import { fail, ok, type Result } from './result.ts';

/**
 * A totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004) with zeros on the diagonal. Its check digit
 * catches every single wrong digit and every swap of neighbours, the check digit among them.
 */
export const dammTable = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

const lastRunning = 9_999_999;

/** 0 for a number whose last digit is its right check digit; otherwise the digit that would make it so. */
const damm = (digits: string): number => {
  let interim = 0;
  for (const digit of digits) interim = dammTable[interim]?.[Number(digit)] ?? 0;
  return interim;
};

/**
 * The nine digits before the check digit as one number, `260000001` for the first appeal of 2026.
 * Throws `RangeError` outside 0 to 99 and 1 to 9,999,999: the sequence that counts never leaves them.
 */
export const serialFor = (yearTwoDigits: number, running: number): number => {
  const yearFits = Number.isInteger(yearTwoDigits) && yearTwoDigits >= 0 && yearTwoDigits <= 99;
  const runningFits = Number.isInteger(running) && running >= 1 && running <= lastRunning;
  if (!yearFits || !runningFits) throw new RangeError('year or running number out of range');
  return yearTwoDigits * 10_000_000 + running;
};

/** The receipt number that a person gets: ten digits, the last one the check digit. */
export const formatReceipt = (serial: number): string => {
  const nine = String(serial).padStart(9, '0');
  return nine + String(damm(nine));
};

/** The same in groups of 2-4-4, `26 0000 0017`, as it is shown and read out. */
export const groupReceipt = (serial: number): string => {
  const ten = formatReceipt(serial);
  return `${ten.slice(0, 2)} ${ten.slice(2, 6)} ${ten.slice(6)}`;
};

/** Reads a number as people type it, with spaces, dashes, dots or a number sign; gives the serial. */
export const parseReceipt = (typed: string): Result<number, 'receipt-length' | 'receipt-check'> => {
  const digits = typed.normalize('NFKC').replace(/[\s\-‐-―−.·№#]|No/g, '');
  if (!/^[0-9]{10}$/.test(digits)) return fail('receipt-length');
  return damm(digits) === 0 ? ok(Number(digits.slice(0, 9))) : fail('receipt-check');
};
