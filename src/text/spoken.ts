import kk from '../../locales/kk/voice.json' with { type: 'json' };
import ru from '../../locales/ru/voice.json' with { type: 'json' };
import type { Param, Words } from '../domain/conversation/prompt.ts';
import type { Language } from '../domain/language.ts';
import { formatReceipt } from '../domain/receipt-number.ts';

/**
 * What the telephone says, as pieces that are recorded once and put together: sentences, digits, days, months. A text
 * of `voice.json` is cut at its placeholders; each piece between them is one recording.
 */

/** One recording: its name (`taken.1`), and the words that it says. */
export interface Sound {
  readonly key: string;
  readonly text: string;
}
export type Spoken = { readonly kind: 'sound'; readonly sound: Sound } | { readonly kind: 'pause' };

type Node = string | { readonly [name: string]: Node };
const flat = (node: Node, path: string): readonly (readonly [string, string])[] =>
  typeof node === 'string'
    ? [[path, node]]
    : Object.entries(node).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`));
const texts: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  kk: new Map(flat(kk, '')),
  ru: new Map(flat(ru, '')),
};

type Piece = { readonly sound: Sound } | { readonly param: string };

/** A text cut at its placeholders; what holds no letter needs no recording. */
const cut = (key: string, text: string): readonly Piece[] => {
  const parts = text.split(/(\{\{\w+\}\})/).map((part) => part.trim());
  const spoken = parts.filter((part) => part.startsWith('{{') || /\p{L}/u.test(part));
  const sentences = spoken.filter((part) => !part.startsWith('{{')).length;
  let number = 0;
  return spoken.map((part) => {
    if (part.startsWith('{{')) return { param: part.slice(2, -2) };
    number += 1;
    return { sound: { key: sentences === 1 ? key : `${key}.${number}`, text: part } };
  });
};

/** Everything that can be said, one recording each. */
export const soundsOf = (language: Language): readonly Sound[] =>
  [...texts[language]].flatMap(([key, text]) =>
    cut(key, text).flatMap((piece) => ('sound' in piece ? [piece.sound] : [])),
  );

/** Said where there are no words for the ear: rather this than silence. */
const unspoken = 'unspoken';

/** The key in `voice.json` of a text of the conversation; a group of texts may have one sentence for all of them. */
const keyOf = (key: string): string => {
  const own = key.replace(/^\w+:/, '').replace(/\.other$/, '.title');
  if (texts.kk.has(own)) return own;
  const group = own.replace(/\.[^.]+$/, '');
  return texts.kk.has(group) ? group : unspoken;
};

/** Has this text words for the ear? */
export const isSpoken = (key: string): boolean => keyOf(key) !== unspoken;

const pause: Spoken = { kind: 'pause' };
/** A recording by its name; nothing where there is none. */
export const sound = (key: string, language: Language): readonly Spoken[] => {
  const text = texts[language].get(key);
  return text === undefined ? [] : [{ kind: 'sound', sound: { key, text } }];
};

/** Digits one by one, with a pause after each group. */
const digits = (groups: readonly string[], language: Language): readonly Spoken[] =>
  groups.flatMap((group) => [...[...group].flatMap((digit) => sound(`digit.${digit}`, language)), pause]);
const grouped = (typed: string): readonly string[] =>
  typed.match(typed.length % 3 === 0 ? /.{3}/g : /.{1,2}/g) ?? [];

/** 26 0000 0017: a receipt number as it is read out, two digits, four, four. */
export const receiptGroups = (serial: number): readonly string[] => {
  const number = formatReceipt(serial);
  return [number.slice(0, 2), number.slice(2, 6), number.slice(6)];
};

/** "екі мың жиырма алтыншы жылғы он бірінші қаңтар", "одиннадцатое января две тысячи двадцать шестого года". */
const date = (day: string, language: Language): readonly Spoken[] => {
  const [year = '', month = '', ofMonth = ''] = day.split('-');
  const order = {
    kk: [`year.${year}`, `day.${Number(ofMonth)}`, `month.${Number(month)}`],
    ru: [`day.${Number(ofMonth)}`, `month.${Number(month)}`, `year.${year}`],
  };
  return [...order[language].flatMap((key) => sound(key, language)), pause];
};

const param = (value: Param, language: Language): readonly Spoken[] => {
  if (typeof value === 'number')
    return texts[language].has(`mark.${value}`)
      ? sound(`mark.${value}`, language)
      : digits([String(value)], language);
  if (typeof value === 'string') return /^\d+$/.test(value) ? digits(grouped(value), language) : [];
  if ('day' in value) return date(value.day, language);
  if ('receipt' in value) return digits(receiptGroups(value.receipt), language);
  if ('digits' in value) return digits(grouped(value.digits), language);
  if ('list' in value) return value.list.flatMap((one) => param(one, language));
  if ('words' in value) return speak(value.words, language);
  const { label } = value;
  if ('key' in label) return speak({ key: label.key }, language);
  // Names are many and change: what bears a number is told by it.
  return label.number === undefined ? [] : digits(grouped(label.number), language);
};

/** One sentence of a prompt, as recordings in their order. */
export const speak = ({ key, params }: Words, language: Language): readonly Spoken[] => {
  const own = keyOf(key);
  return cut(own, texts[language].get(own) ?? '').flatMap((piece): readonly Spoken[] => {
    if ('sound' in piece) return [{ kind: 'sound', sound: piece.sound }];
    const value = params?.[piece.param];
    return value === undefined ? [] : param(value, language);
  });
};

/** The same in letters: for a voice of the provider's own, and for those who read along. */
export const spokenText = (spoken: readonly Spoken[]): string =>
  spoken
    .map((one) => (one.kind === 'sound' ? one.sound.text : ','))
    .join(' ')
    .replace(/[ ,]*\s,/g, ',')
    .replace(/([.!?…:]),/g, '$1')
    .replace(/,\s+(?=\p{Lu})/gu, '. ')
    .replace(/,\s*$/, '.')
    .trim();
