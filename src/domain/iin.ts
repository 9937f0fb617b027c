import { fail, ok, type Result } from './result.ts';

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2] as const;

const weigh = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11;

/** The twelfth digit for the first eleven; null where both rows of weights give 10: such a number is never issued. */
export const iinControlDigit = (eleven: string): number | null => {
  const first = weigh(eleven, firstWeights);
  if (first < 10) return first;
  const second = weigh(eleven, secondWeights);
  return second < 10 ? second : null;
};

/** The date of birth written into an IIN, `YYYY-MM-DD`: six digits and the century in the seventh; null if impossible. */
export const iinBirthDate = (iin: string): string | null => {
  const century = Math.ceil(Number(iin[6]) / 2);
  if (century < 1 || century > 3) return null;
  const date = `${17 + century}${iin.slice(0, 2)}-${iin.slice(2, 4)}-${iin.slice(4, 6)}`;
  const moment = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== date ? null : date;
};

/**
 * Checks an individual identification number as typed (spaces and dashes don't matter) and gives its 12 digits.
 * With a date of birth (`YYYY-MM-DD`) the two must agree.
 */
export const checkIin = (
  typed: string,
  birthDate?: string,
): Result<string, 'iin-length' | 'iin-check' | 'iin-birth-date'> => {
  const digits = typed.replace(/[\s\-‐-―]/g, '');
  if (!/^[0-9]{12}$/.test(digits)) return fail('iin-length');
  const born = iinBirthDate(digits);
  if (born === null || iinControlDigit(digits.slice(0, 11)) !== Number(digits[11])) return fail('iin-check');
  if (birthDate !== undefined && birthDate !== born) return fail('iin-birth-date');
  return ok(digits);
};
