import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from './split-text.ts';

const squeezed = (text: string): string => text.replace(/\s+/gu, '');

describe('a long text', () => {
  it.each<[string, string, number, readonly string[]]>([
    ['that fits stays whole', 'Бір сөйлем.', 20, ['Бір сөйлем.']],
    [
      'is parted at paragraphs first',
      'Бірінші абзац.\n\nЕкінші абзац бар.',
      24,
      ['Бірінші абзац.', 'Екінші абзац бар.'],
    ],
    ['then at lines', 'Бірінші жол бар\nекінші жол да бар', 24, ['Бірінші жол бар', 'екінші жол да бар']],
    ['then after sentences', 'Бірінші сөз. Екінші сөз бар.', 24, ['Бірінші сөз.', 'Екінші сөз бар.']],
    ['then between words', 'бір екі үш төрт бес', 10, ['бір екі үш', 'төрт бес']],
    [
      'a border right at the start leaves no scrap',
      'Я. Второе предложение длинное',
      20,
      ['Я. Второе', 'предложение длинное'],
    ],
  ])('%s', (_name, text, most, parts) => {
    expect(splitText(text, most)).toEqual(parts);
  });

  it('loses nothing, and never cuts a word that has room, nor a character', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .map((text) => squeezed(text) || 'а');
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(' ', '. ', '\n', '\n\n')))
      .map((words) => words.flat().join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 64, max: 200 }), (whole, most) => {
        const parts = splitText(whole, most);
        expect(squeezed(parts.join(' '))).toBe(squeezed(whole));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(most);
          expect(part.isWellFormed()).toBe(true);
        }
        const words = whole.split(/\s+/u).filter((one) => one !== '' && one.length <= most);
        for (const one of words) expect(parts.some((part) => part.includes(one))).toBe(true);
      }),
    );
  });

  it('one endless word is cut between its characters', () => {
    const parts = splitText('😀'.repeat(40), 33);
    expect(parts.join('')).toBe('😀'.repeat(40));
    for (const part of parts) expect(part.isWellFormed()).toBe(true);
  });
});
