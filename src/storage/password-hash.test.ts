import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkPassword, hashPassword, isOutdated, nobodysHash, usualCost } from './password-hash.ts';

const cheap = { ln: 4, r: 8, p: 1 };

test('the right password fits, no other, and the same one never hashes twice to the same', async () => {
  const hash = await hashPassword('қара шаңырақ', randomBytes(16), cheap);
  expect(await checkPassword('қара шаңырақ', hash)).toBe(true);
  for (const wrong of ['', 'Қара шаңырақ', 'қара шаңырақ ', hash])
    expect(await checkPassword(wrong, hash)).toBe(false);
  expect(await hashPassword('қара шаңырақ', randomBytes(16), cheap)).not.toBe(hash);
});

test('a letter composed by another keyboard is the same letter', async () => {
  const hash = await hashPassword('й'.normalize('NFC'), randomBytes(16), cheap);
  expect(await checkPassword('й'.normalize('NFD'), hash)).toBe(true);
});

test('what it costs stands in it; less than usual is outdated', async () => {
  const hash = await hashPassword('қара шаңырақ', randomBytes(16), cheap);
  expect(hash).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
  expect(isOutdated(hash)).toBe(true);
  expect(isOutdated(nobodysHash)).toBe(false);
  expect(nobodysHash).toContain(`ln=${usualCost.ln},r=${usualCost.r},p=${usualCost.p}`);
});

test('nothing fits no hash, or one that can not be read', async () => {
  expect(await checkPassword('', null)).toBe(false);
  expect(await checkPassword('none', 'none')).toBe(false);
});
