import { z } from 'zod';
import { parseReceipt } from '../../domain/receipt-number.ts';

const errorCodes = [
  'numberRequired',
  'receipt-length',
  'receipt-check',
  'codeRequired',
  'code',
  'no-such-appeal',
  'try-later',
] as const;
export type LookUpError = (typeof errorCodes)[number];

/** What stands in the two fields, with what is wrong about it. */
export interface LookUpTyped {
  readonly number: string;
  readonly code: string;
  readonly errors: readonly LookUpError[];
  /** Milliseconds since 1970, with `try-later`. */
  readonly tryAgainAt?: number | undefined;
}
export const nothingTyped: LookUpTyped = { number: '', code: '', errors: [] };

const longest = 40;

/** Reads the form; `serial` and `digits` are there where both fields can be right. */
export const readLookUp = (
  form: URLSearchParams,
): LookUpTyped & { readonly key: { readonly serial: number; readonly code: string } | null } => {
  const number = (form.get('number') ?? '').trim().slice(0, longest);
  const code = (form.get('code') ?? '').trim().slice(0, longest);
  const receipt = parseReceipt(number);
  const digits = code.normalize('NFKC').replace(/[\s\-‐-―]/g, '');
  const codeFits = /^[0-9]{6}$/.test(digits);
  const errors: LookUpError[] = [];
  if (number === '') errors.push('numberRequired');
  else if (!receipt.ok) errors.push(receipt.error);
  if (code === '') errors.push('codeRequired');
  else if (!codeFits) errors.push('code');
  return {
    number,
    code,
    errors,
    key: receipt.ok && codeFits ? { serial: receipt.value, code: digits } : null,
  };
};

const shape = z.object({
  number: z.string(),
  code: z.string(),
  errors: z.array(z.enum(errorCodes)),
  tryAgainAt: z.number().optional(),
});

/** Kept in a cookie for a few minutes, so that the page with the error is a page of its own and holds what was typed. */
export const writeTyped = (typed: LookUpTyped): string =>
  Buffer.from(JSON.stringify(shape.parse(typed))).toString('base64url');

export const readTypedCookie = (cookie: string | undefined): LookUpTyped => {
  if (!cookie) return nothingTyped;
  try {
    return shape.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')));
  } catch {
    return nothingTyped;
  }
};
