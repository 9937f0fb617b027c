import { describe, expect, it } from 'vitest';
import digitsKk from '../../locales/kk/audio/digits.json' with { type: 'json' };
import { languages } from '../domain/language.ts';
import { serialFor } from '../domain/receipt-number.ts';
import { numberSound } from './number-sound.ts';
import { isTelephoneWave, loudness, readWave, secondsOf } from './wave.ts';

describe('a number as sound', () => {
  it.each(languages)('in %s is heard, and not too long', (language) => {
    const wave = readWave(numberSound(serialFor(26, 17), language));
    if (!wave.ok) throw new Error(wave.error);
    expect(isTelephoneWave(wave.value)).toBe(true);
    expect(loudness(wave.value)).toBeGreaterThan(0.02);
    expect(secondsOf(wave.value)).toBeGreaterThan(8);
    expect(secondsOf(wave.value)).toBeLessThan(30);
  });

  it('is each of its digits in its place, twice', () => {
    // 26 0000 0014
    const bytes = Buffer.from(numberSound(serialFor(26, 1), 'kk'));
    const places: number[] = [];
    for (const digit of '2600000014') {
      const samples = Buffer.from(digitsKk[Number(digit)] ?? '', 'base64');
      const at = bytes.indexOf(samples, (places.at(-1) ?? -1) + 1);
      expect(at, digit).toBeGreaterThan(places.at(-1) ?? 0);
      places.push(at);
    }
    const one = Buffer.from(digitsKk[6] ?? '', 'base64');
    expect(bytes.lastIndexOf(one)).toBeGreaterThan(places.at(-1) ?? 0);
  });
});
