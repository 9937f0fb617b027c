import { describe, expect, it } from 'vitest';
import { isTelephoneWave, loudness, quiet, readWave, secondsOf, writeWave } from './wave.ts';

const tone = (seconds: number): Uint8Array =>
  Uint8Array.from({ length: seconds * 8_000 }, (_nothing, at) => (at % 8 < 4 ? 0x90 : 0x10));

describe('a wave', () => {
  it('that was put together is read again: samples, length, form', () => {
    const wave = readWave(writeWave([tone(1), quiet(0.5), tone(1)]));
    if (!wave.ok) throw new Error(wave.error);
    expect(isTelephoneWave(wave.value)).toBe(true);
    expect(secondsOf(wave.value)).toBe(2.5);
    expect(wave.value.data.subarray(0, 8_000)).toEqual(tone(1));
  });

  it('of an odd length is padded, and still as long as it is', () => {
    const bytes = writeWave([new Uint8Array(3).fill(0xff)]);
    expect(bytes.length % 2).toBe(0);
    const wave = readWave(bytes);
    expect(wave.ok && wave.value.data).toHaveLength(3);
  });

  it('is loud or silent', () => {
    expect(loudness({ data: quiet(1) })).toBe(0);
    expect(loudness({ data: tone(1) })).toBeGreaterThan(0.1);
    expect(loudness({ data: new Uint8Array() })).toBe(0);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['something else', new TextEncoder().encode('<html>'.repeat(20))],
    ['a header alone', writeWave([]).subarray(0, 40)],
  ])('is not read out of %s', (_name, bytes) => {
    expect(readWave(bytes)).toEqual({ ok: false, error: 'not-a-wave' });
  });
});
