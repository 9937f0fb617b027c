import type { Language } from '../../src/domain/language.ts';

/** What is pressed, in the words of `listen.sh`. */
export interface Scenario {
  readonly name: string;
  readonly language: Language;
  readonly path: string;
  /** Part of the window's title, by which it is found. */
  readonly title: string;
  readonly keys: readonly string[];
}
export interface Known {
  /** An appeal that has been answered: number and code. */
  readonly number: string;
  readonly code: string;
  readonly curator: { readonly email: string; readonly password: string };
}

const words: Readonly<Record<Language, { statement: string; name: string }>> = {
  kk: { statement: 'Pandus zhok, gimaratka kire almaimyn.', name: 'Erlan Tolegenov' },
  ru: { statement: 'Pandusa net, v zdanie ne popast.', name: 'Viktor Pak' },
};

/** In Orca's browse mode r, e and b lead to the next radio button, entry and button. */
const next = { radio: 'r', entry: 'e', button: 'b' } as const;
const goOn = [next.button, 'page:Return'];
const chooseFirst = [next.radio, 'space', 'page:Return'];
const write = (text: string) => [next.entry, 'Return', `text:${text}`];

/** From the first question to the number; the first form is sent empty, so that the error is heard too. */
const appeal = (language: Language): Scenario => ({
  name: `appeal-${language}`,
  language,
  path: `/${language}/appeal`,
  title: 'Дауыс',
  keys: [
    ...[next.button, next.button, 'page:Return'],
    // The summary's link leads to the first choice.
    ...['Tab', 'Return', 'space', 'page:Return'],
    ...chooseFirst,
    ...[next.radio, next.radio, 'space', 'page:Return'],
    ...[...write(words[language].statement), 'Escape', ...goOn],
  ],
});

export const scenarios = (known: Known): readonly Scenario[] =>
  (['kk', 'ru'] as const).flatMap((language) => [
    appeal(language),
    {
      name: `status-${language}`,
      language,
      path: `/${language}/status`,
      title: 'Дауыс',
      keys: [
        ...write(known.number),
        'Tab',
        `secret:${known.code}`,
        'page:Return',
        ...['h', 'h', 'h', 'h', 'h'],
      ],
    },
    {
      name: `inbox-${language}`,
      language,
      path: `/staff/sign-in?lang=${language}`,
      title: 'Дауыс',
      keys: [
        ...write(known.curator.email),
        'Tab',
        `secret:${known.curator.password}`,
        'page:Return',
        ...['h', 'h', 't', 'Tab', 'Tab', 'Tab'],
      ],
    },
  ]);
