import { type Language, languages, otherLanguage } from '../domain/language.ts';
import { translator } from '../text/translate.ts';

/** A sentence that one press sends, in its own language. */
export interface SampleText {
  readonly code: string;
  readonly text: string;
  readonly language: Language;
  /** A key of `lab.json` that says what it means, where the words alone don't. */
  readonly means?: 'rateMeans';
}

const say = (language: Language, code: 'ramp' | 'worker' | 'help'): SampleText => ({
  code: `${code}-${language}`,
  text: translator(language)(`lab:sample.${code}`),
  language,
});

/** Appeals of people (from the research that the service was made after), a mark, and a call for help. */
export const sampleTexts = (language: Language): readonly SampleText[] => [
  say(language, 'ramp'),
  say(language, 'worker'),
  say(otherLanguage(language), 'ramp'),
  {
    code: `rate-${language}`,
    text: translator(language)('lab:sample.rate'),
    language,
    means: 'rateMeans',
  },
  say(language, 'help'),
];

/** The sentence behind a code, whatever the language of the page that it was pressed on. */
export const sampleText = (code: string): string | undefined =>
  languages.flatMap(sampleTexts).find((sample) => sample.code === code)?.text;
