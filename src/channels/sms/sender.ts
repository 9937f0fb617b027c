import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Who an SMS came from. */
export interface Sender {
  /** E.164 for a telephone; otherwise as it came. Names the conversation. */
  readonly thread: string;
  /** Where an answer can go; null for names and short codes. */
  readonly address: string | null;
}

/** Numbers of services, three to six digits: looked for first, since the library makes +71414 of 1414. */
const shortCode = /^\d{3,6}$/;
/** What networks allow as an international number (E.164), where the library does not know it. */
const international = /^\+[1-9]\d{7,14}$/;

/** A mobile number of Kazakhstan in full, as nearly all come: nothing is to be looked up. */
const mobile = /^\+77\d{9}$/;

/** A `+` that came through a query undecoded: `%2B7…`, or a space where it stood. */
const decoded = (raw: string): string => raw.replace(/^\s*%2B/i, '+').trim();

/**
 * The sender of an SMS: a telephone of a person (E.164, however the gateway writes it: `+7…`, `%2B7…`, `8…`, `7…`), or
 * one that nobody reads at: a short code, or letters in place of a number. Null where there is nothing.
 */
export const senderOf = (raw: string): Sender | null => {
  const text = decoded(raw);
  if (text === '') return null;
  if (mobile.test(text)) return { thread: text, address: text };
  const digits = text.replace(/[\s()-]/g, '');
  if (shortCode.test(digits.replace(/^\+/, '')) || !/^\+?\d+$/.test(digits))
    return { thread: text, address: null };
  const full = /^7\d{10}$/.test(digits) ? `+${digits}` : digits;
  const parsed = parsePhoneNumberFromString(full, 'KZ');
  if (parsed?.isValid()) return { thread: parsed.number, address: parsed.number };
  // Kept with a plus: gateways send foreign numbers without one.
  const foreign = full.startsWith('+') ? full : `+${full}`;
  return international.test(foreign)
    ? { thread: foreign, address: foreign }
    : { thread: text, address: null };
};
