import { describe, expect, it } from 'vitest';
import voices from '../../../reference/voices.json' with { type: 'json' };
import { detectLanguage } from './detect-language.ts';

describe('the language of a message', () => {
  it.each(voices.kk)('kk: %s', (said) => {
    expect(detectLanguage(said)).toBe('kk');
  });
  it.each(voices.ru)('ru: %s', (said) => {
    expect(detectLanguage(said)).toBe('ru');
  });
  it.each([
    ['Гимаратка кире алмаймын пандус жок', 'kk'],
    ['magan komek kerek, uige kelmeidi', 'kk'],
    ['pomogite, mne ne dali kolyasku', 'ru'],
    ['Салем', 'kk'],
    ['Здравствуйте', 'ru'],
    ['26 0000 0017', null],
    ['Болат Ахметов', null],
    ['ok', null],
    ['', null],
  ] as const)('%s is %s', (said, language) => {
    expect(detectLanguage(said)).toBe(language);
  });
});
