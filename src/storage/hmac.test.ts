import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacUnder } from './hmac.ts';

const byNode = (key: Uint8Array, data: string | Uint8Array): string =>
  createHmac('sha256', key).update(data).digest('hex');

test('is what Node makes of the same key and message, one after the other', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 })), { maxLength: 5 }),
      (key, messages) => {
        const hmac = hmacUnder(Buffer.from(key));
        for (const message of messages) {
          const data = typeof message === 'string' ? message : Buffer.from(message);
          expect(hmac(data).toString('hex')).toBe(byNode(key, data));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('the second example of RFC 4231', () => {
  expect(hmacUnder(Buffer.from('Jefe'))('what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('a longer key is refused', () => {
  expect(() => hmacUnder(Buffer.alloc(65))).toThrow();
});
