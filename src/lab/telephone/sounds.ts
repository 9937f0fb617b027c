import type { Spoken } from '../entries.ts';
import { joinWaves } from './join-waves.ts';

/** Sounds of one turn, as they are played: the service's own in one piece, a person's recording by itself. */
const runsOf = (pieces: readonly Spoken[]): readonly (readonly string[])[] => {
  const runs: string[][] = [];
  let joined = false;
  for (const { sound, text } of pieces) {
    if (sound === null) continue;
    const own = text === null;
    const last = runs.at(-1);
    if (last !== undefined && joined && !own) last.push(sound);
    else runs.push([sound]);
    joined = !own;
  }
  return runs;
};

/** Where each of them is to be had. */
export const soundsOf = (seq: number, pieces: readonly Spoken[]): readonly string[] =>
  runsOf(pieces).map(([only = ''], index) => {
    const isOwn = pieces.some(({ sound, text }) => text === null && sound === only);
    return isOwn ? only : `/lab/sound/${seq}-${index}.wav`;
  });

/** One of them, put together; null where there is none, or its parts don't fit together. */
export const joinSounds = async (
  pieces: readonly Spoken[],
  index: number,
  readSound: (path: string) => Promise<Uint8Array | null>,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const run = runsOf(pieces)[index];
  if (run === undefined) return null;
  const sounds = await Promise.all(run.map(readSound));
  return joinWaves(sounds.filter((sound) => sound !== null));
};
