import type { Language } from '../../domain/language.ts';
import { soundAt } from '../../text/voice-sounds.ts';

/** The words that a `<Play>` says, from its address, for those who read along; null where it is no prompt of ours. */
export const captionOf = (url: string): { readonly text: string; readonly language: Language } | null => {
  const found = soundAt(new URL(url, 'http://localhost').pathname);
  return found === null ? null : { text: found.sound.text, language: found.language };
};
