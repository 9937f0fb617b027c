import type { Answer, Option, Question } from '../journeys/question.ts';
import type { TalkContext } from './conversation.ts';
import { pageOf } from './options.ts';
import type { Choice, Param, Prompt, PromptRole, Words } from './prompt.ts';

/** Words of the namespace `talk`. */
export const words = (key: string, params?: Words['params']): Words =>
  params === undefined ? { key: `talk:${key}` } : { key: `talk:${key}`, params };

/** One message that asks nothing. */
export const say = (role: PromptRole, id: string, params?: Words['params']): Prompt => ({
  role,
  id,
  lines: [words(id, params)],
});

const own = (...codes: readonly string[]): readonly Option[] =>
  codes.map((code) => ({ code, label: { key: `talk:option.${code}` } }));

export const menuOptions = own('menu-appeal', 'menu-rate', 'menu-status', 'menu-help');
export const languageOptions: readonly Option[] = [
  { code: 'kk', label: { kk: 'Қазақша', ru: 'Қазақша' } },
  { code: 'ru', label: { kk: 'Русский', ru: 'Русский' } },
];
export const checkOptions = own('send', 'change');
export const keepOptions = own('keep', 'again');
export const consentOptions = own('agree', 'disagree');

/** What is offered at a question of a journey, all pages together. */
export const optionsOf = (question: Question, found: readonly Option[]): readonly Option[] => {
  switch (question.kind) {
    case 'choice':
    case 'choices':
      return question.options ?? [];
    case 'organisation':
      return found;
    case 'consent':
      return consentOptions;
    case 'check':
      return checkOptions;
    case 'text':
    case 'statement':
    case 'phone':
    case 'date':
    case 'score':
    case 'files':
      return [];
  }
};

/** Where several may be chosen, all stand in one message while that is bearable: numbers must mean one thing. */
const longestList = 8;
export const choicesShown = (
  question: Question,
  page: number,
  found: readonly Option[],
  ctx: Pick<TalkContext, 'style'>,
): readonly Choice[] => {
  const options = optionsOf(question, found);
  const several = question.kind === 'choices' && !ctx.style.leads && options.length <= longestList;
  const { choicesPerMessage, hasRoom } = ctx.style;
  const room =
    hasRoom && ((choices: readonly Choice[]) => hasRoom(askedWith(question, choices, { found, lines: [] })));
  return pageOf(options, page, several ? longestList : choicesPerMessage, room);
};

const titleOf = (question: Question): Words => words(`q.${question.id}.${question.variant ?? 'title'}`);
const hintOf = (question: Question): Words | null =>
  question.kind === 'choices' || question.kind === 'organisation' ? words(`q.${question.id}.hint`) : null;

const askedWith = (
  question: Question,
  choices: readonly Choice[],
  place: { readonly found: readonly Option[]; readonly lines: readonly Words[] },
): Prompt => ({
  role: 'question',
  id: `ask.${question.id}`,
  lines: place.lines,
  ask: {
    question: question.id,
    kind: question.kind,
    title: titleOf(question),
    hint: place.found.length > 0 ? null : hintOf(question),
    choices,
    skippable: question.optional,
  },
});

/** A question of a journey, after lines that belong to it (what was understood, what was wrong). */
export const askQuestion = (
  question: Question,
  place: { readonly page: number; readonly found: readonly Option[]; readonly lines?: readonly Words[] },
  ctx: Pick<TalkContext, 'style'>,
): Prompt =>
  askedWith(question, choicesShown(question, place.page, place.found, ctx), {
    found: place.found,
    lines: place.lines ?? [],
  });

/** Fewest options of a menu that are looked for on one page. */
const shortestMenu = 4;
/** The options of a menu (the choice outside of a journey named `id`) that one page shows. */
export const menuShown = (
  id: string,
  options: readonly Option[],
  page: number,
  ctx: Pick<TalkContext, 'style'>,
): readonly Choice[] => {
  const { choicesPerMessage, hasRoom } = ctx.style;
  const room = hasRoom && ((choices: readonly Choice[]) => hasRoom(askMenu(id, choices)));
  return pageOf(options, page, Math.max(shortestMenu, choicesPerMessage), room);
};

/** A choice outside of a journey: the menu, the language, what to change. */
export const askMenu = (id: string, choices: readonly Choice[], lines: readonly Words[] = []): Prompt => ({
  role: 'question',
  id: `ask.${id}`,
  lines,
  ask: {
    question: id,
    kind: 'menu',
    title: words(`menu.${id}`),
    hint: null,
    choices,
    skippable: false,
  },
});

const shortest = 60;
const excerpt = (text: string): string =>
  text.length > shortest ? `${[...text].slice(0, shortest).join('')}…` : text;

/** An answer as it is read back: names of options, text cut short. */
const saidAs = (
  question: Question,
  answer: Answer,
  labelOf: (id: string) => Option['label'] | null,
): Param => {
  const named = (code: string): Param => {
    const option = question.options?.find((one) => one.code === code);
    return option ? { label: option.label } : code;
  };
  if (typeof answer === 'object')
    return answer.length === 0 ? { words: words('check.nothing') } : { list: answer.map(named) };
  if (answer === '' || answer === 'unknown') return { words: words('check.nothing') };
  if (question.kind === 'organisation') {
    const label = labelOf(answer);
    return label ? { label } : answer;
  }
  if (question.kind === 'date') return { day: answer };
  return question.options ? named(answer) : excerpt(answer);
};

/** One line of what is to be checked before sending. */
export const checkLine = (
  question: Question,
  answer: Answer,
  labelOf: (id: string) => Option['label'] | null,
): Words =>
  words('check.line', {
    name: { words: words(`q.${question.id}.short`) },
    value: saidAs(question, answer, labelOf),
  });

const asksPhone = ({ ask }: Prompt): boolean => ask?.kind === 'phone' && ask.question === 'phone';

/** Marks the first of what is said after the person's telephone was asked for, whatever came of it. */
export const closingPhone = (before: readonly Prompt[], said: readonly Prompt[]): readonly Prompt[] => {
  const [first, ...others] = said;
  if (first === undefined || !before.some(asksPhone) || said.some(asksPhone)) return said;
  return [{ ...first, afterPhone: true }, ...others];
};
