import { isTelephoneWave, loudness, readWave, secondsOf } from '../../text/wave.ts';

/** What can be wrong with a recording. `says-something-else`: its words have been changed since. */
export type SoundFault = 'not-a-wave' | 'not-8-khz-mono' | 'silent' | 'too-long' | 'says-something-else';

/** Longest recording in seconds; a longer prompt is not listened to. */
export const longestSound = 15;
/** Quieter than this (root mean square of full scale) nobody hears on a telephone. */
const quietest = 0.02;

/** Length of a recording, and what is wrong with it. */
export const checkSound = (
  content: Uint8Array,
): { readonly seconds: number; readonly faults: readonly SoundFault[] } => {
  const wave = readWave(content);
  if (!wave.ok) return { seconds: 0, faults: ['not-a-wave'] };
  if (!isTelephoneWave(wave.value)) return { seconds: 0, faults: ['not-8-khz-mono'] };
  const seconds = Math.round(secondsOf(wave.value) * 1000) / 1000;
  const faults: SoundFault[] = [];
  if (loudness(wave.value) < quietest) faults.push('silent');
  if (seconds > longestSound) faults.push('too-long');
  return { seconds, faults };
};
