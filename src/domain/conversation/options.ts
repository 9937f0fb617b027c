import type { Option } from '../journeys/question.ts';
import { numberOf, numbersOf } from './numbers.ts';
import type { Choice } from './prompt.ts';
import { foldSpelling } from './spelling.ts';

/** Stands for "show me more of them". */
export const moreCode = '+more';
/** Stands for "I pass over this question", on a button under it. */
export const skipCode = '+skip';
const more: Option = { code: moreCode, label: { key: 'talk:more' } };

const numbered = (shown: readonly Option[]): readonly Choice[] =>
  shown.map(({ code, label }, index) => ({ number: index + 1, code, label }));

/** Where there is room for any options, as far as their number goes. */
const anyRoom = (): boolean => true;

/**
 * The options offered at once: at most `most` and no more than there is room for, numbered from 1; one at least. Where
 * there are more, the last one leads to the next page, and the last page leads back to the first.
 */
export const pageOf = (
  options: readonly Option[],
  page: number,
  most: number,
  hasRoom: (choices: readonly Choice[]) => boolean = anyRoom,
): readonly Choice[] => {
  const all = numbered(options);
  // Two of them leave nothing to turn over to.
  if (options.length <= 2 || (options.length <= most && hasRoom(all))) return all;
  const pages: (readonly Choice[])[] = [];
  for (let first = 0; first < options.length; ) {
    let each = most - 1;
    const from = first;
    const shown = (): readonly Choice[] => numbered([...options.slice(from, from + each), more]);
    while (each > 1 && !hasRoom(shown())) each -= 1;
    pages.push(shown());
    first += each;
  }
  return pages[page % pages.length] ?? all;
};

type Labels = (label: Option['label']) => readonly string[];

/** Yes or no in a word; null where it is something else. */
export const yesOrNo = (text: string): 'yes' | 'no' | null => yesNo[foldSpelling(text)] ?? null;

/** Short words that say yes or no, folded; longer ones are matched by the options' own names. */
const yesNo: Readonly<Record<string, 'yes' | 'no'>> = {
  иа: 'yes',
  ия: 'yes',
  иә: 'yes',
  да: 'yes',
  ага: 'yes',
  yes: 'yes',
  ок: 'yes',
  жок: 'no',
  нет: 'no',
  неа: 'no',
  no: 'no',
};

/** "Алматы" is the city; who means the region around it says so. Folded. */
const cityWords: ReadonlySet<string> = new Set(['каласы', 'город']);
const withoutCity = (name: string): string =>
  name
    .split(' ')
    .filter((word) => !cityWords.has(word))
    .join(' ');

/** The option whose name is what was written, begins with it, or alone holds all of its words; null where none or many. */
const byWords = (text: string, options: readonly Option[], labels: Labels): string | null => {
  const said = foldSpelling(text);
  if (said === '') return null;
  const names = options.map(({ code, label }) => ({ code, names: labels(label).map(foldSpelling) }));
  const fitting = (fits: (name: string) => boolean): readonly string[] =>
    names.filter((option) => option.names.some(fits)).map(({ code }) => code);
  const words = said.split(' ');
  const holdsAll = (name: string): boolean => {
    const parts = name.split(' ');
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
  // Two letters begin too many words to tell: "да" is no "даю".
  const looser = said.length < 3 ? [] : [(name: string) => name.startsWith(said), holdsAll];
  const exact = [(name: string) => name === said, (name: string) => withoutCity(name) === said];
  for (const fits of [...exact, ...looser]) {
    const codes = fitting(fits);
    if (codes.length === 1) return codes[0] ?? null;
  }
  return null;
};

/** The option meant by a number of the page shown, by yes or no, or by words of its name; null where it is none. */
export const choiceOf = (
  text: string,
  shown: readonly Choice[],
  all: readonly Option[],
  labels: Labels,
): string | null => {
  const number = numberOf(text);
  if (number !== null) return shown.find((choice) => choice.number === number)?.code ?? null;
  const short = yesOrNo(text);
  if (short !== null && all.some(({ code }) => code === short)) return short;
  return byWords(text, all, labels);
};

/** The options meant where several may be: numbers in one message, or words of one; null where it is none. */
export const choicesOf = (
  text: string,
  shown: readonly Choice[],
  all: readonly Option[],
  labels: Labels,
): readonly string[] | null => {
  const numbers = numbersOf(text);
  if (numbers === null) {
    const parts = text.split(/[,;\n]/).map((part) => choiceOf(part, shown, all, labels));
    return parts.every((code) => code !== null) ? parts : null;
  }
  const codes = numbers.map((number) => shown.find((choice) => choice.number === number)?.code);
  return codes.every((code) => code !== undefined) ? codes : null;
};
