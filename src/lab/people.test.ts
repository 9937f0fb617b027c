import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { isLabAddress, isLabId, labPersonOf, labSid } from './people.ts';

test('lab people have addresses that nobody else can have', () => {
  fc.assert(
    fc.property(fc.string(), (token) => {
      const { chatId, phone } = labPersonOf(token);
      expect(isLabAddress(phone) && isLabAddress(String(chatId))).toBe(true);
      // By the numbering plans of all countries there is no such telephone.
      expect(parsePhoneNumberFromString(phone)?.isValid()).toBe(false);
      expect(Number.isSafeInteger(chatId) && chatId > 2 ** 40 && chatId < 2 ** 52).toBe(true);
    }),
  );
});

test.each([
  '+77011234567',
  '+7704123456',
  '+770412345678',
  '42',
  '1099511627775',
  '4600000000000000',
  '-4000000000000001',
  '',
])('an address of the real world is none of the lab: %s', (address) =>
  expect(isLabAddress(address)).toBe(false),
);

test('ids of the stand-in are known wherever they stand', () => {
  const random = (count: number): Buffer => Buffer.alloc(count, 3);
  expect(isLabId(labSid('RE', random))).toBe(true);
  expect(isLabId(`http://127.0.0.1:1/2010-04-01/Accounts/AC1/Recordings/${labSid('RE', random)}.wav`)).toBe(
    true,
  );
  expect(isLabId(labSid('lab-', random))).toBe(true);
  expect(isLabId('RE0123456789abcdef0123456789abcdef')).toBe(false);
});
