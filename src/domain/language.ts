/** The languages the service speaks. Kazakh is the default wherever nothing else is known. */
export const languages = ['kk', 'ru'] as const;
export type Language = (typeof languages)[number];

/** One thing said in both languages: data an administrator edits, not interface text. */
export type Bilingual = Readonly<Record<Language, string>>;

export const isLanguage = (value: unknown): value is Language => value === 'kk' || value === 'ru';
/**
 * In which language a person's words are, as far as their letters tell: Kazakh where a letter stands that Russian
 * lacks, else the one that is supposed. Screen readers need it: a Russian voice spells such letters out.
 */
export const languageOfWords = (words: string, supposed: Language): Language =>
  /[әіңғүұқөһ]/i.test(words) ? 'kk' : supposed;

export const otherLanguage = (language: Language): Language => (language === 'kk' ? 'ru' : 'kk');
