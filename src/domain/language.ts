/** The languages the service speaks. Kazakh is the default wherever nothing else is known. */
export const languages = ['kk', 'ru'] as const;
export type Language = (typeof languages)[number];

/** One thing said in both languages: data an administrator edits, not interface text. */
export type Bilingual = Readonly<Record<Language, string>>;

export const isLanguage = (value: unknown): value is Language => value === 'kk' || value === 'ru';
export const otherLanguage = (language: Language): Language => (language === 'kk' ? 'ru' : 'kk');
