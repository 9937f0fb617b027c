import kk from '../../locales/kk/audio/manifest.json' with { type: 'json' };
import ru from '../../locales/ru/audio/manifest.json' with { type: 'json' };
import { isLanguage, type Language } from '../domain/language.ts';
import { allSounds } from './question-sounds.ts';
import type { Sound } from './spoken.ts';

/** A recording, as `npm run voice` has found and checked it. */
export interface Recorded {
  /** Name of the file beside the manifest. */
  readonly file: string;
  /** SHA-256 of the words that it says, and of the file. */
  readonly textHash: string;
  readonly soundHash: string;
  readonly seconds: number;
  readonly source: 'synthetic' | 'human';
}
export type VoiceManifest = Readonly<Record<string, Recorded>>;

export const voiceManifests: Readonly<Record<Language, VoiceManifest>> = {
  kk: kk as VoiceManifest,
  ru: ru as VoiceManifest,
};

/** Where built recordings lie below `/assets/`; their names change with their sound, so they may be kept for ever. */
export const voiceFolder = 'voice';
export const builtName = (key: string, { soundHash }: Pick<Recorded, 'soundHash'>): string =>
  `${key}-${soundHash.slice(0, 10)}.wav`;

/** The path of a recording; null where there is none yet. */
export const soundPath = (key: string, language: Language): string | null => {
  const recorded = voiceManifests[language][key];
  return recorded === undefined ? null : `/assets/${voiceFolder}/${language}/${builtName(key, recorded)}`;
};

const named: Readonly<Record<Language, ReadonlyMap<string, Sound>>> = {
  kk: new Map(allSounds('kk').map((one) => [one.key, one])),
  ru: new Map(allSounds('ru').map((one) => [one.key, one])),
};

/** The words and the language of a recording, from its path; null where it is none of ours. */
export const soundAt = (path: string): { readonly sound: Sound; readonly language: Language } | null => {
  const [, language, key] = /^\/assets\/voice\/(\w\w)\/(.+)-[0-9a-f]{10}\.wav$/.exec(path) ?? [];
  if (!isLanguage(language) || key === undefined) return null;
  const sound = named[language].get(key);
  return sound === undefined ? null : { sound, language };
};
