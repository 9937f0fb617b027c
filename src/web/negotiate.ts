import { isLanguage, type Language } from '../domain/language.ts';

/**
 * The language for someone who has not chosen one: the first of Kazakh and Russian that the browser asks for, by
 * weight. Kazakh where it asks for neither.
 */
export const languageWanted = (acceptLanguage: string | undefined): Language => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
      return { language: tag.split('-')[0], weight: weight ? Number(weight.slice(2)) : 1, order };
    })
    .filter((one) => isLanguage(one.language) && one.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  const first = wanted[0]?.language;
  return isLanguage(first) ? first : 'kk';
};
