import type { Choice, Param, Prompt, Words } from '../domain/conversation/prompt.ts';
import type { Option } from '../domain/journeys/question.ts';
import { type Language, languages } from '../domain/language.ts';
import { groupReceipt } from '../domain/receipt-number.ts';
import { sayDay } from './dates.ts';
import { hasText, type TextKey, translator } from './translate.ts';

export interface PromptTextOptions {
  /** Short forms where a text has one (`takenBrief`), dates in digits: for channels that pay by the letter. */
  readonly brief?: boolean;
  /** Forms with the receipt number on a line of its own where a text has one (`addedApart`). */
  readonly apart?: boolean;
  /** Hints of questions; where it is brief they are left out unless they are asked for. */
  readonly hints?: boolean;
}

/** A prompt in letters: its paragraphs (the question last), and its options with their numbers. */
export interface PromptText {
  readonly lines: readonly string[];
  readonly question: string | null;
  /** The question without its hint. */
  readonly plainQuestion: string | null;
  readonly options: readonly { readonly number: number; readonly code: string; readonly label: string }[];
  /** How to pass the question over, where that may be; said last. */
  readonly skip: string | null;
}

/** `talk:q.name.other` where that is written, `talk:q.name.title` otherwise. */
const keyOf = (key: string, { brief, apart }: PromptTextOptions): TextKey => {
  const names = [key, key.replace(/\.other$/, '.title')];
  const forms = [...(brief ? ['Brief'] : []), ...(apart ? ['Apart'] : []), ''];
  const candidates = names.flatMap((name) => forms.map((form) => `${name}${form}`));
  const found = candidates.find(hasText);
  if (found === undefined && hasText(`${key}_other`)) return key as TextKey;
  if (found === undefined) throw new Error(`no text ${key}`);
  return found;
};

/** The name of an option, as a heading begins: with a capital. */
export const labelText = (label: Option['label'], language: Language, brief = false): string => {
  const text = 'key' in label ? translator(language)(keyOf(label.key, { brief })) : label[language];
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
};

/** An option's names in both languages: what a person may type to choose it. */
export const labelTexts = (label: Option['label']): readonly string[] =>
  languages.flatMap((language) => [
    ...new Set([labelText(label, language), labelText(label, language, true)]),
  ]);

const digitsOfDay = (day: string): string => day.split('-').reverse().join('.');
/** Digits in groups that can be read out: `123 456`, `12 34 56 78`. */
const grouped = (digits: string): string =>
  digits.length % 3 === 0
    ? (digits.match(/.{3}/g) ?? []).join(' ')
    : (digits.match(/.{1,2}/g) ?? []).join(' ');

const paramText = (param: Param, language: Language, options: PromptTextOptions): string | number => {
  if (typeof param !== 'object') return param;
  if ('day' in param) return options.brief ? digitsOfDay(param.day) : sayDay(param.day, language);
  if ('receipt' in param) return groupReceipt(param.receipt);
  if ('digits' in param) return options.brief ? param.digits : grouped(param.digits);
  if ('list' in param) return param.list.map((one) => paramText(one, language, options)).join(', ');
  if ('words' in param) return wordsText(param.words, language, options);
  const label = labelText(param.label, language, options.brief);
  return label.charAt(0).toLocaleLowerCase(language) === label.charAt(0) || !('key' in param.label)
    ? label
    : label.charAt(0).toLocaleLowerCase(language) + label.slice(1);
};

/** One sentence of a prompt, in a language. */
export const wordsText = (words: Words, language: Language, options: PromptTextOptions = {}): string => {
  const params = Object.entries(words.params ?? {}).map(
    ([name, param]) => [name, paramText(param, language, options)] as const,
  );
  return translator(language)(keyOf(words.key, options), Object.fromEntries(params));
};

const choiceText = ({ number, code, label }: Choice, language: Language, brief = false) => ({
  number,
  code,
  label: labelText(label, language, brief),
});

/** A prompt in letters, for every channel that writes; a quotation stands as its writer wrote it. */
export const promptText = (
  prompt: Prompt,
  language: Language,
  options: PromptTextOptions = {},
): PromptText => {
  const { ask, quote } = prompt;
  const hint = ask?.hint && (options.hints ?? !options.brief) ? [wordsText(ask.hint, language, options)] : [];
  return {
    lines: [
      ...prompt.lines.map((line) => wordsText(line, language, options)),
      ...(quote ? [quote.text] : []),
    ],
    question: ask ? [wordsText(ask.title, language, options), ...hint].join(' ') : null,
    plainQuestion: ask ? wordsText(ask.title, language, options) : null,
    options: ask?.choices.map((choice) => choiceText(choice, language, options.brief)) ?? [],
    skip: ask?.skippable ? translator(language)(keyOf('talk:skip', options)) : null,
  };
};

/** The same as one text: paragraphs, the question, options as numbered lines. */
export const plainText = (prompt: Prompt, language: Language, options: PromptTextOptions = {}): string => {
  const { lines, question, options: choices, skip } = promptText(prompt, language, options);
  const listed = choices.map(({ number, label }) => `${number}. ${label}`);
  return [
    ...lines,
    ...(question ? [question] : []),
    ...listed,
    ...(skip && !options.brief ? [skip] : []),
  ].join('\n');
};
