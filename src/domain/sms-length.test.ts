import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it, test } from 'vitest';
import { smsSegments } from './sms-length.ts';

test.each([
  ['nothing', '', 0],
  ['70 Kazakh letters', 'қ'.repeat(70), 1],
  ['71', 'қ'.repeat(71), 2],
  ['134', 'ө'.repeat(134), 2],
  ['135', 'ө'.repeat(135), 3],
  ['160 Latin letters', 'a'.repeat(160), 1],
  ['161', 'a'.repeat(161), 2],
  ['306', 'a'.repeat(306), 2],
  ['307', 'a'.repeat(307), 3],
  ['one Russian letter among Latin ones', `ы${'a'.repeat(70)}`, 2],
  ['the euro sign takes two units', '€'.repeat(80), 1],
  ['and one more', '€'.repeat(81), 2],
  ['an emoji takes two UTF-16 units', '🙂'.repeat(35), 1],
  ['and one more emoji', '🙂'.repeat(36), 2],
])('%s', (_, text, segments) => {
  expect(smsSegments(text)).toBe(segments);
});

describe('against a calculator of others', () => {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...'абвгдәіңғүұқөһabcde 0123€[]{}\n…–«»№') },
    fc.constantFrom('🙂', '👨‍👩‍👧', '🇰🇿', 'и\u0306', '1️⃣'),
  );
  const message = fc.array(piece, { minLength: 1, maxLength: 420 }).map((pieces) => pieces.join(''));
  const latin = fc
    .array(fc.constantFrom(...'abc XYZ019€[^'), { minLength: 1, maxLength: 700 })
    .map((letters) => letters.join(''));

  it('counts the same for any text', () => {
    fc.assert(
      fc.property(fc.oneof(message, latin), (text) => {
        expect(smsSegments(text)).toBe(new SegmentedMessage(text).segmentsCount);
      }),
      { numRuns: 300 },
    );
  });
});
