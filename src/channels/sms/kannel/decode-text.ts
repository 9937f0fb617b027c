import { decodeGsm } from './gsm-alphabet.ts';

/** What Kannel says of a message's octets: `%c` and `%C` of its settings. */
export interface Coding {
  /** 0: letters in `charset`; 1: octets as they came; 2: UCS-2. Null where it is not said or makes no sense. */
  readonly coding: 0 | 1 | 2 | null;
  readonly charset: string;
}

/** Text in a charset that the platform knows; null where it does not know it, or the octets are not of it. */
const decodeAs = (octets: Uint8Array, charset: string): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(octets);
  } catch {
    return null;
  }
};

/** Of UTF-16 in our alphabets the upper octets are few: 0 for Latin, 4 for Cyrillic, 0x20 for dashes and quotes. */
const upperOctets = new Set([0x00, 0x04, 0x20, 0x21]);
const looksLikeUtf16 = (octets: Uint8Array, upperAt: 0 | 1): boolean => {
  if (octets.length < 2 || octets.length % 2 !== 0) return false;
  const uppers = octets.filter((_, index) => index % 2 === upperAt);
  const known = uppers.filter((octet) => upperOctets.has(octet)).length;
  return known / uppers.length > 0.8;
};

/** No octet of a text that a person wrote: what the extension of GSM and lines need excepted. */
const hasControls = (text: string): boolean => /(?![\n\r\t\f])\p{Cc}/u.test(text);

const ucs2 = (octets: Uint8Array): string | null => {
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return decodeAs(octets, 'utf-16le');
  if (octets.length % 2 !== 0) return null;
  // Called UCS-2 by a gateway that had made UTF-8 of it: no text in our alphabets is both.
  const utf8 = looksLikeUtf16(octets, 0) ? null : decodeAs(octets, 'utf-8');
  return utf8 !== null && !hasControls(utf8) ? utf8 : decodeAs(octets, 'utf-16be');
};

/** Octets of which nothing is known for certain. Something comes of everything: a message is never lost for its coding. */
const sniffed = (octets: Uint8Array): string => {
  const wide = looksLikeUtf16(octets, 0)
    ? decodeAs(octets, 'utf-16be')
    : looksLikeUtf16(octets, 1)
      ? decodeAs(octets, 'utf-16le')
      : null;
  if (wide !== null && !hasControls(wide)) return wide;
  const utf8 = decodeAs(octets, 'utf-8');
  if (utf8 !== null && !hasControls(utf8)) return utf8;
  const gsm = decodeGsm(octets);
  if (gsm !== null && !hasControls(gsm)) return gsm;
  // Eight bits a letter, as old telephones of this country sent Cyrillic.
  return utf8 ?? new TextDecoder('windows-1251').decode(octets);
};

const gsmNames = /^(gsm|gsm-?7|gsm-?7bit|gsm-?03\.?38|7-?bit)$/i;
/** Names that say nothing of letters. */
const noCharset = /^(|binary|8-?bit|octet-stream)$/i;

const inCharset = (octets: Uint8Array, charset: string): string | null => {
  if (noCharset.test(charset)) return null;
  if (gsmNames.test(charset)) {
    // Kannel names the alphabet that was on the air; what it hands over it has often made UTF-8 of.
    const gsm = octets.some((octet) => octet < 0x20 || octet === 0x40 || octet === 0x24)
      ? decodeGsm(octets)
      : null;
    return gsm;
  }
  if (/^(ucs-?2|utf-?16|iso-10646-ucs-2)(-?be)?$/i.test(charset)) return ucs2(octets);
  return decodeAs(octets, charset);
};

/**
 * The text of a message from Kannel, in whatever coding it names: a charset that is named and fits goes first, then
 * what the coding means, then a look at the octets themselves. Never fails; what can't be told is read as well as may be.
 */
export const decodeText = (octets: Uint8Array, { coding, charset }: Coding): string => {
  if (octets.length === 0) return '';
  const named = inCharset(octets, charset.trim());
  const usable = named !== null && !hasControls(named) ? named : null;
  const text = usable ?? (coding === 2 ? ucs2(octets) : null) ?? sniffed(octets);
  return text.replace(/^\ufeff/, '');
};
