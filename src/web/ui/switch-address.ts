import { otherLanguage } from '../../domain/language.ts';
import type { Visit } from '../visit.ts';

/** Where the language switch of a page leads: the same place in the other language. */
export const switchAddress = ({ language, place, languageInPath }: Visit): string => {
  const other = otherLanguage(language);
  if (languageInPath) return `/${other}${place}`;
  return `${place}${place.includes('?') ? '&' : '?'}lang=${other}`;
};
