import { skipCode } from '../../domain/conversation/options.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import { type Language, languages } from '../../domain/language.ts';
import { promptText } from '../../text/prompt-text.ts';
import { hasText, translator } from '../../text/translate.ts';
import { choiceData } from './callback-data.ts';
import { splitText } from './split-text.ts';

/** Most characters of a message that asks or tells; people's and officials' own words may fill a message. */
export const mostCharacters = 300;
export const mostOfQuotation = 4096;
/** Buttons under one message, one a row. */
const mostRows = 4;

/** One message as it goes out: plain text (nobody's words are read as markup), and what can be pressed. */
export interface TelegramMessage {
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly data: string }[];
  /** In place of the person's letters: a button that hands over their number; or the same taken away. */
  readonly keyboard: 'none' | 'take-away' | { readonly phone: string; readonly skip: string | null };
}

const plain = (text: string): TelegramMessage => ({ text, buttons: [], keyboard: 'none' });

/** The same in both languages stands once. */
const together = (texts: readonly string[], between: string): string => [...new Set(texts)].join(between);

const spokenOf = (prompt: Prompt, language: Language): readonly Language[] =>
  prompt.bothLanguages ? languages : [language];

interface Blocks {
  /** What is said before the question, one line each. */
  readonly lines: readonly string[];
  /** Question, numbered options, and how to pass it over. */
  readonly asked: string;
  readonly labels: readonly { readonly code: string; readonly label: string }[];
}

const blocksOf = (prompt: Prompt, spoken: readonly Language[]): Blocks => {
  const texts = spoken.map((language) => promptText(prompt, language, { apart: true }));
  const options = (texts[0]?.options ?? []).map(({ number, code }, index) => {
    const label = together(
      texts.map((text) => text.options[index]?.label ?? ''),
      ' / ',
    );
    return { number, code, label };
  });
  const asked = [
    together(
      texts.flatMap(({ question }) => question ?? []),
      '\n',
    ),
    options.map(({ number, label }) => `${number}. ${label}`).join('\n'),
    together(
      texts.flatMap(({ skip }) => skip ?? []),
      '\n',
    ),
  ];
  return {
    lines: texts.flatMap(({ lines }) => lines),
    asked: asked.filter((block) => block !== '').join('\n\n'),
    labels: options,
  };
};

/** Whoever comes upon a button by itself has to know what it is about; "yes" alone does not tell. */
const aloneLabel = (question: string, code: string, label: string, spoken: readonly Language[]): string => {
  const key = `talk:q.${question}.short`;
  if ((code !== 'yes' && code !== 'no') || !hasText(key)) return label;
  const about = spoken.map((language) => translator(language)(key));
  return `${together(about, ' / ')}: ${label.toLocaleLowerCase(spoken[0])}`;
};

const buttonsOf = (
  ask: NonNullable<Prompt['ask']>,
  { labels }: Blocks,
  spoken: readonly Language[],
): TelegramMessage['buttons'] => {
  // More options than rows stand where several may be named: by their numbers.
  const fitting = labels.length <= mostRows ? labels : [];
  const choices = fitting.flatMap(({ code, label }) => {
    const data = choiceData(ask.question, code);
    return data === null ? [] : [{ label: aloneLabel(ask.question, code, label, spoken), data }];
  });
  if (!ask.skippable || choices.length >= mostRows) return choices;
  const skip = together(
    spoken.map((language) => translator(language)('telegram:skipButton')),
    ' / ',
  );
  const data = choiceData(ask.question, skipCode);
  return data === null ? choices : [...choices, { label: skip, data }];
};

const asksForPhone = ({ kind, question }: NonNullable<Prompt['ask']>): boolean =>
  kind === 'phone' && question === 'phone';

/** The message that ends with a question. */
const askedMessage = (
  text: string,
  ask: NonNullable<Prompt['ask']>,
  blocks: Blocks,
  spoken: readonly Language[],
): TelegramMessage => {
  if (!asksForPhone(ask)) return { text, buttons: buttonsOf(ask, blocks, spoken), keyboard: 'none' };
  const t = translator(spoken[0] ?? 'kk');
  const skip = ask.skippable ? t('telegram:skipWord') : null;
  return { text, buttons: [], keyboard: { phone: t('telegram:sharePhone'), skip } };
};

/** Lines put together into as few messages as their length allows; none is parted that fits by itself. */
const packed = (lines: readonly string[], most: number): readonly string[] => {
  const messages: string[] = [];
  for (const line of lines) {
    const last = messages.at(-1);
    const longer = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && longer.length <= most) messages[messages.length - 1] = longer;
    else messages.push(...splitText(line, most));
  }
  return messages;
};

const messagesOf = (prompt: Prompt, language: Language): readonly TelegramMessage[] => {
  const spoken = spokenOf(prompt, language);
  const blocks = blocksOf(prompt, spoken);
  const said = blocks.lines.join('\n');
  const { ask } = prompt;
  if (prompt.quote !== undefined) {
    // The one who speaks changes here.
    const whole = [blocks.lines.slice(0, -1).join('\n'), blocks.lines.at(-1) ?? ''].join('\n\n');
    return splitText(whole, mostOfQuotation).map(plain);
  }
  if (ask === undefined) return packed(blocks.lines, mostCharacters).map(plain);
  const whole = said === '' ? blocks.asked : `${said}\n\n${blocks.asked}`;
  if (whole.length <= mostCharacters) return [askedMessage(whole, ask, blocks, spoken)];
  // A question is never parted from its options.
  return [
    ...packed(blocks.lines, mostCharacters).map(plain),
    askedMessage(blocks.asked, ask, blocks, spoken),
  ];
};

/** One thing that goes out: a message, or a kept file by its id. */
export type Part =
  | { readonly kind: 'message'; readonly message: TelegramMessage }
  | { readonly kind: 'file'; readonly fileId: string };

/** What is said in a row goes into one message where it has room there: one signal, and nothing half sent. */
const joined = (before: readonly Part[], message: TelegramMessage): readonly Part[] => {
  const last = before.at(-1);
  const alone: Part = { kind: 'message', message };
  if (last?.kind !== 'message' || last.message.buttons.length > 0 || last.message.keyboard !== 'none')
    return [...before, alone];
  const text = `${last.message.text}\n\n${message.text}`;
  if (text.length > mostCharacters) return [...before, alone];
  return [...before.slice(0, -1), { kind: 'message', message: { ...message, text } }];
};

/** A keyboard can only be taken away with a message that has no buttons of its own. */
const withoutPhoneButton = (parts: readonly Part[], language: Language): readonly Part[] => {
  const [first, ...others] = parts;
  if (first?.kind !== 'message') return parts;
  const { message } = first;
  if (message.buttons.length === 0 && message.keyboard === 'none')
    return [{ kind: 'message', message: { ...message, keyboard: 'take-away' } }, ...others];
  const onward = plain(translator(language)('talk:onward'));
  return [{ kind: 'message', message: { ...onward, keyboard: 'take-away' } }, ...parts];
};

/**
 * What goes out for prompts, in order. A question ends its message; someone's own words are a message of their own, with
 * their files behind them.
 */
export const compose = (prompts: readonly Prompt[], language: Language): readonly Part[] => {
  const done: Part[] = [];
  let open: readonly Part[] = [];
  for (const prompt of prompts) {
    const messages = messagesOf(prompt, language);
    const files = prompt.files ?? [];
    if (prompt.quote === undefined && files.length === 0) {
      open = messages.reduce(joined, open);
      continue;
    }
    done.push(
      ...open,
      ...messages.map((message) => ({ kind: 'message', message }) as const),
      ...files.map((fileId) => ({ kind: 'file', fileId }) as const),
    );
    open = [];
  }
  const parts = [...done, ...open];
  return prompts[0]?.afterPhone ? withoutPhoneButton(parts, language) : parts;
};

/** Have this question and its options room in one message, whichever the language? */
export const hasRoom = (prompt: Prompt): boolean =>
  languages.every((language) => blocksOf(prompt, [language]).asked.length <= mostCharacters);
