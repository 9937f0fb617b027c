import type { Language } from '../domain/language.ts';

/** First letter large: states and options are named in lower case, since sentences use them too. */
export const asHeading = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
