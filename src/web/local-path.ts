import { isLanguage, type Language } from '../domain/language.ts';

/** An address to lead back to, taken from what came in: a path of this site, or null for anything else. */
export const localPath = (typed: string | undefined): string | null => {
  if (!typed?.startsWith('/')) return null;
  const here = 'http://here.invalid';
  if (!URL.canParse(typed, here)) return null;
  const url = new URL(typed, here);
  // `/.//elsewhere` is here, but its tidied path `//elsewhere` would be another host.
  return url.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : null;
};

/** The same page in another language; a path without a language stays as it is. */
export const inLanguage = (path: string, language: Language): string => {
  const [, first] = path.split(/[/?]/);
  return isLanguage(first) ? `/${language}${path.slice(3)}` : path;
};
