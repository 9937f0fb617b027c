import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const shortCode = /^\d{3,6}$/;

/**
 * A telephone number as people type it, made one way: E.164 (`+77011234567`), Kazakhstan where no country is said;
 * short codes (`1414`) as they are, before the library makes +71414 of them. Null where it can't be a number.
 */
export const parsePhone = (typed: string): string | null => {
  const text = typed.trim();
  const digits = text.replace(/[\s()-]/g, '');
  if (shortCode.test(digits)) return digits;
  const parsed = parsePhoneNumberFromString(text, 'KZ');
  return parsed?.isValid() ? parsed.number : null;
};

/** A person's own telephone, E.164: a short code is no number that anyone can be called back at. */
export const parseOwnPhone = (typed: string): string | null => {
  const phone = parsePhone(typed);
  return phone?.startsWith('+') ? phone : null;
};
