import { SegmentedMessage } from 'sms-segments-calculator';
import tables from 'sms-segments-calculator/dist/libs/UnicodeToGSM.js';
import { expect, it } from 'vitest';
import { isGsmText } from '../../../domain/sms-length.ts';
import { decodeGsm } from './gsm-alphabet.ts';

/** Septets by the letter's code point, as the calculator of Twilio knows them. */
const septetsOf: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries(
    ('default' in tables ? tables.default : tables) as Readonly<Record<string, readonly number[]>>,
  ).map(([code, septets]) => [String.fromCodePoint(Number(code)), septets]),
);

it('every letter of the alphabet is read, and counted, as others know it', () => {
  expect(septetsOf.size).toBeGreaterThan(130);
  for (const [letter, septets] of septetsOf) {
    if (!isGsmText(letter)) continue;
    expect(decodeGsm(Uint8Array.from(septets)), `U+${letter.codePointAt(0)?.toString(16)}`).toBe(letter);
    expect(new SegmentedMessage(letter).encodingName).toBe('GSM-7');
  }
  const known = [...septetsOf.keys()].filter(isGsmText);
  expect(known.length).toBeGreaterThan(130);
});

it('an octet that is no septet is not of it, and an extension that nobody knows is a blank', () => {
  expect(decodeGsm(Uint8Array.from([0x41, 0x80]))).toBeNull();
  expect(decodeGsm(Uint8Array.from([0x41, 27, 0x41]))).toBe('A ');
  expect(decodeGsm(Uint8Array.from([0x41, 27]))).toBe('A ');
});
