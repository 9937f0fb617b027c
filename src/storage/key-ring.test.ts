import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyRing } from './key-ring.ts';

const key = (): string => randomBytes(32).toString('base64');
const [older, newer] = [key(), key()];
const before = createKeyRing([older]);
const rotated = createKeyRing([newer, older]);
const after = createKeyRing([newer]);

describe('sealed values', () => {
  test('open again, whatever the text, in the same context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(before.open(before.seal(text, context), context)).toBe(text);
      }),
    );
  });

  test('the same text is never sealed the same way twice', () => {
    expect(before.seal('Айгүл', 'appeals:1').equals(before.seal('Айгүл', 'appeals:1'))).toBe(false);
  });

  test('after a rotation the old ones open, the new ones are sealed by the new key', () => {
    const old = before.seal('Айгүл', 'appeals:1');
    expect(rotated.open(old, 'appeals:1')).toBe('Айгүл');
    const fresh = rotated.seal('Айгүл', 'appeals:1');
    expect([rotated.sealedByFirst(old), rotated.sealedByFirst(fresh)]).toEqual([false, true]);
    expect(after.open(fresh, 'appeals:1')).toBe('Айгүл');
    expect(() => before.open(fresh, 'appeals:1')).toThrow('sealed-with-unknown-key');
  });

  test('a value moved to another row does not open', () => {
    expect(() => before.open(before.seal('Айгүл', 'appeals:1'), 'appeals:2')).toThrow('sealed-value-damaged');
  });

  test('not one bit can be changed', () => {
    const sealed = before.seal('Айгүл', 'appeals:1');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => before.open(changed, 'appeals:1')).toThrow();
    }
  });

  test.each([0, 1, 32])('%i bytes are too short to be one', (length) => {
    expect(() => before.open(Buffer.alloc(length, 1), 'x')).toThrow('sealed-value-damaged');
  });
});

describe('blind indexes', () => {
  test('the same value gives the same number, another field or key another one', () => {
    expect(before.blind('phone', '+77011234567')).toBe(before.blind('phone', '+77011234567'));
    expect(before.blind('phone', '1')).not.toBe(before.blind('iin', '1'));
    expect(before.blind('phone', '1')).not.toBe(after.blind('phone', '1'));
  });
  test('while keys rotate a look-up asks under each', () => {
    expect(rotated.blinds('iin', '1')).toEqual([after.blind('iin', '1'), before.blind('iin', '1')]);
  });
  test('they are whole numbers of 64 bits', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const blind = BigInt(before.blind('name', value));
        expect(BigInt.asIntN(64, blind)).toBe(blind);
      }),
    );
  });
});

describe('codes of authenticity', () => {
  test('verify under any key of the ring, for one purpose', () => {
    const mac = before.mac('events', 'x');
    expect(rotated.verify('events', 'x', mac)).toBe(true);
    expect(rotated.verify('audit', 'x', mac)).toBe(false);
    expect(rotated.verify('events', 'y', mac)).toBe(false);
    expect(after.verify('events', 'x', mac)).toBe(false);
    expect(before.verify('events', 'x', mac.subarray(1))).toBe(false);
  });
});

describe('the ring', () => {
  test.each([[[]], [['short']], [[randomBytes(31).toString('base64')]], [[older, '']]])(
    'refuses %j',
    (keys) => {
      expect(() => createKeyRing(keys)).toThrow();
    },
  );
});
