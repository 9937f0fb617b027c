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

/** By the skip link to the first field of the page: tabbing, as most people do. */
const toField = ['Tab', 'Return', 'Tab'];
const chooseFirst = [...toField, 'space', 'page:Return'];
const chooseSecond = [...toField, 'r', 'space', 'page:Return'];
/** Return in a field sends the form as the first button would. */
const passOver = [...toField, 'page:Return'];
const write = (text: string) => [...toField, `text:${text}`];

/** From the first question to the number; the first form is sent empty, so that the error is heard too. */
const appeal = (language: Language): Scenario => ({
  name: `appeal-${language}`,
  language,
  path: `/${language}/appeal`,
  title: 'Дауыс',
  keys: [
    // For whom: nothing chosen, then by the link of the summary to the first choice.
    ...passOver,
    ...['Tab', 'Return', 'space', 'page:Return'],
    // Type; danger: no; the statement, past the buttons for a file and for a recording.
    ...chooseFirst,
    ...chooseSecond,
    ...[...write(words[language].statement), 'Tab', 'Tab', 'Tab', 'page:Return'],
    // Region, organisation and topic are passed over.
    ...[...toField, 'Tab', 'page:Return'],
    ...passOver,
    ...passOver,
    // A name, an answer on this site, no needs, no details.
    ...[...write(words[language].name), 'page:Return'],
    ...chooseFirst,
    ...passOver,
    ...passOver,
    // The name need not be hidden; consent; check and send; the number.
    ...chooseSecond,
    ...[...toField, 'space', 'page:Return'],
    ...['b', 'page:Return'],
    ...['h', 'h', 'h'],
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
        // Before the fields stands a link for those who came here to give an appeal.
        ...[...toField, 'Tab', `text:${known.curator.email}`],
        'Tab',
        `secret:${known.curator.password}`,
        'page:Return',
        ...['h', 'h', 't', 'Tab', 'Tab', 'Tab'],
      ],
    },
  ]);
