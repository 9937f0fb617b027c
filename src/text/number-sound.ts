import kk from '../../locales/kk/audio/digits.json' with { type: 'json' };
import ru from '../../locales/ru/audio/digits.json' with { type: 'json' };
import type { Language } from '../domain/language.ts';
import { receiptGroups } from './spoken.ts';
import { quiet, writeWave } from './wave.ts';

/** The ten digits, base64 of their samples. */
const digits: Readonly<Record<Language, readonly string[]>> = { kk, ru };
/** Seconds of quiet: between two digits, after a group, before the number is said again. */
const rests = { digit: 0.08, group: 0.6, again: 1.2 } as const;

const samplesOf = (digit: string, language: Language): Uint8Array =>
  Uint8Array.from(atob(digits[language][Number(digit)] ?? ''), (letter) => letter.charCodeAt(0));

/** A receipt number as one sound: digit by digit, in its groups, twice. WAV as on the telephone. */
export const numberSound = (serial: number, language: Language): Uint8Array<ArrayBuffer> => {
  const once = receiptGroups(serial).flatMap((group) => [
    ...[...group].flatMap((digit) => [samplesOf(digit, language), quiet(rests.digit)]),
    quiet(rests.group),
  ]);
  return writeWave([...once, quiet(rests.again), ...once]);
};
