import { expect, it } from 'vitest';
import { isMobile } from './mobile.ts';

it.each([
  ['+77010000001', true],
  ['+77472223344', true],
  ['+77780000000', true],
  ['+77272000001', false],
  ['+77172700000', false],
  ['+79161234567', false],
  ['+7701000000', false],
  ['77010000001', false],
])('%s reads messages: %s', (phone, reads) => {
  expect(isMobile(phone)).toBe(reads);
});
