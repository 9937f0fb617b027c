import type { Prompt } from '../domain/conversation/prompt.ts';
import { type Language, languages } from '../domain/language.ts';
import { mostQuotedSegments, mostSegments, smsSegments } from '../domain/sms-length.ts';
import { type PromptText, promptText } from './prompt-text.ts';
import { translator } from './translate.ts';

/** What one prompt is made of, and how it is written when some of it has to go. */
interface Draft {
  readonly prompt: Prompt;
  readonly text: PromptText;
  readonly hint: boolean;
  readonly skip: boolean;
  readonly question: boolean;
  readonly lines: readonly string[];
  /** Most letters of an option's name. */
  readonly labelLength: number;
}

/** Letters of an institution's name that tell it apart well enough, where several have to fit into one message. */
const enoughOfName = [60, 52, 46, 42, 38, 34, 30] as const;

const sharedWords = (one: readonly string[], other: readonly string[]): number => {
  const differ = one.findIndex((word, index) => word !== other[index]);
  return differ < 0 ? one.length : differ;
};

/** Names cut to a length so that they can still be told apart: what several begin with goes first, then their ends. */
const toldApart = (labels: readonly string[], most: number): readonly string[] => {
  const split = labels.map((label) => label.split(' '));
  return labels.map((label, index) => {
    if (label.length <= most) return label;
    const words = split[index] ?? [];
    const others = split.filter((_, other) => other !== index);
    const shared = Math.max(0, ...others.map((other) => sharedWords(words, other)));
    const rest = shared === 0 || shared === words.length ? label : `…${words.slice(shared).join(' ')}`;
    return rest.length <= most ? rest : `${rest.slice(0, most - 1).trimEnd()}…`;
  });
};

const written = (draft: Draft): string => {
  const { text, lines, labelLength } = draft;
  const labels = toldApart(
    text.options.map(({ label }) => label),
    labelLength,
  );
  const listed = text.options.map(({ number }, index) => `${number}. ${labels[index]}`);
  const question = draft.hint ? text.question : text.plainQuestion;
  return [
    ...lines,
    ...(draft.question && question ? [question] : []),
    ...listed,
    ...(draft.skip && text.skip ? [text.skip] : []),
  ].join('\n');
};

/** The language is not known yet: the question in both, the options (in their own names) once. */
const inBoth = (prompt: Prompt): PromptText => {
  const texts = languages.map((language) => promptText(prompt, language, { brief: true, hints: true }));
  const both = (read: (text: PromptText) => string | null): string | null =>
    texts
      .map(read)
      .filter((one) => one !== null)
      .join('\n') || null;
  return {
    lines: texts.flatMap(({ lines }) => lines),
    question: both(({ question }) => question),
    plainQuestion: both(({ plainQuestion }) => plainQuestion),
    options: texts[0]?.options ?? [],
    skip: both(({ skip }) => skip),
  };
};

const whole = (prompt: Prompt, language: Language): Draft => {
  const text = prompt.bothLanguages
    ? inBoth(prompt)
    : promptText(prompt, language, { brief: true, hints: true });
  const labelLength = Math.max(0, ...text.options.map(({ label }) => label.length));
  return { prompt, text, hint: true, skip: true, question: true, lines: text.lines, labelLength };
};

/** What a draft can do without, first what is missed least; each step goes on from the one before. */
const shorter: readonly ((draft: Draft, language: Language) => Draft)[] = [
  (draft) => ({ ...draft, hint: false }),
  (draft) => ({ ...draft, skip: false }),
  ...enoughOfName.map((most) => (draft: Draft) => withNames(draft, most)),
  (draft) =>
    isAskedAgain(draft.prompt) && draft.text.options.length > 0 ? { ...draft, question: false } : draft,
  (draft, language) =>
    draft.question || draft.prompt.lines.every(({ key }) => !key.startsWith('talk:unclear.'))
      ? draft
      : { ...draft, lines: [translator(language)('talk:unclear.least')] },
  (draft) => (isCheck(draft.prompt) ? { ...draft, lines: fitting(draft) } : draft),
  (draft) => (draft.text.question === null ? draft : { ...draft, lines: [], question: true }),
];
/** The question has been read before: what was wrong, and the options, say enough. */
const isAskedAgain = ({ lines }: Prompt): boolean =>
  lines.some(({ key }) => /^talk:(unclear|error|cannotSkip|consent|organisation\.which)/.test(key));
const withNames = (draft: Draft, most: number): Draft =>
  draft.prompt.ask?.kind === 'organisation'
    ? { ...draft, labelLength: Math.min(draft.labelLength, most) }
    : draft;
const isCheck = (prompt: Prompt): boolean => prompt.ask?.kind === 'check';

const fits = (text: string): boolean => smsSegments(text) <= mostSegments;

/** As many of the lines to be checked as there is room for, in their order. */
const fitting = (draft: Draft): readonly string[] => {
  let lines: readonly string[] = [];
  for (const line of draft.lines) {
    const more = [...lines, line];
    if (fits(written({ ...draft, lines: [...more, '…'] }))) lines = more;
  }
  return lines.length === draft.lines.length ? lines : [...lines, '…'];
};

const weight: Readonly<Record<Prompt['role'], number>> = {
  receipt: 6,
  status: 5,
  answer: 4,
  question: 4,
  notice: 3,
  confirmation: 2,
  information: 1,
};

const joined = (drafts: readonly Draft[]): string => drafts.map(written).join('\n');

/** The most of it that two segments hold: shorter by steps, then without what weighs least, then with names cut. */
const inTwoSegments = (prompts: readonly Prompt[], language: Language): string => {
  let drafts: readonly Draft[] = prompts.map((prompt) => whole(prompt, language));
  for (;;) {
    let text = joined(drafts);
    if (fits(text)) return text;
    for (const step of shorter) {
      drafts = drafts.map((draft) => step(draft, language));
      text = joined(drafts);
      if (fits(text)) return text;
    }
    if (drafts.length === 1) break;
    const least = Math.min(...drafts.map(({ prompt }) => weight[prompt.role]));
    const gone = drafts.findLastIndex(({ prompt }) => weight[prompt.role] === least);
    drafts = prompts
      .filter((prompt) => drafts.some((draft) => draft.prompt === prompt))
      .toSpliced(gone, 1)
      .map((prompt) => whole(prompt, language));
  }
  const [draft] = drafts;
  if (draft === undefined) return '';
  for (let labelLength = draft.labelLength; labelLength > 8; labelLength -= 1) {
    const text = written({ ...draft, labelLength });
    if (fits(text)) return text;
  }
  return cutTo(joined(drafts), mostSegments, '');
};

/** The beginning of a text, cut between words, with what has to follow it. */
const cutTo = (text: string, segments: number, after: string): string => {
  const words = text.split(/(?<=\s)/u);
  let [low, high] = [0, words.length];
  const upTo = (count: number): string => `${words.slice(0, count).join('').trimEnd()}…${after}`;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (smsSegments(upTo(middle)) <= segments) low = middle;
    else high = middle - 1;
  }
  return upTo(low);
};

/** An official's own words: whole as far as one message reaches, else their beginning and how to get the rest. */
const withQuote = (prompts: readonly Prompt[], language: Language): string => {
  const t = translator(language);
  const files = prompts.some((prompt) => (prompt.files ?? []).length > 0);
  const texts = prompts.map((prompt) => promptText(prompt, language, { brief: true }));
  const lines = texts.flatMap((text) => text.lines);
  const at = prompts.findIndex(({ quote }) => quote !== undefined);
  const before = texts.slice(0, at + 1).flatMap((text) => text.lines).length;
  const elsewhere = files ? [t('talk:notice.files')] : [];
  const told = [...lines.slice(0, before), ...elsewhere, ...lines.slice(before)].join('\n');
  if (smsSegments(told) <= mostQuotedSegments) return told;
  const after = ['', t('talk:notice.rest'), ...lines.slice(before)].join('\n');
  return cutTo(lines.slice(0, before).join('\n'), mostQuotedSegments, after);
};

/**
 * Everything that is said at one time, as one SMS: at most two segments, in which the receipt number and the last day
 * are never cut; what an official wrote is passed on whole in up to ten. Empty where nothing is said.
 */
export const smsText = (prompts: readonly Prompt[], language: Language): string =>
  prompts.some(({ quote }) => quote !== undefined)
    ? withQuote(prompts, language)
    : inTwoSegments(prompts, language);

/** Can these options stand under this question in one message, in whichever language it is read? */
export const hasRoomInSms = (prompt: Prompt): boolean =>
  languages.every((language) => {
    const draft = { ...whole(prompt, language), hint: false, skip: false };
    return fits(written(withNames(draft, Math.min(...enoughOfName))));
  });
