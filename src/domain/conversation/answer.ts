import { checkAnswer, tidyText } from '../journeys/check-answer.ts';
import { said } from '../journeys/journey.ts';
import type { Answer, Question } from '../journeys/question.ts';
import type { Conversation, Running, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { send } from './give.ts';
import { numberOf } from './numbers.ts';
import { choiceOf, choicesOf, moreCode, yesOrNo } from './options.ts';
import type { Words } from './prompt.ts';
import { askMenu, checkOptions, choicesShown, menuShown, optionsOf, say, words } from './prompts.ts';
import { ask, journeyContextOf, keepAnswer, pathOf, turn } from './steps.ts';

/** What is taken where a person passes over a question that the rules need an answer to, or can't be understood. */
const defaults: Readonly<Record<string, string>> = {
  'for-whom': 'self',
  relation: 'other',
  authority: 'none',
  'may-contact': 'no',
  type: 'message',
  danger: 'no',
  'answer-channel': 'site',
  'hide-name': 'no',
  'another-person': 'no',
  'make-appeal': 'no',
};
/** Most organisations offered for the words of a search. */
const mostFound = 24;
const unknownWords = 6;

/** Words enough to be a thought, and not the name of an option typed wrongly. */
const isThought = (text: string): boolean =>
  text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length >= 3 || [...text].length >= 25;

const append = (before: string, text: string): string => (before === '' ? text : `${before}\n${text}`);

/** Own words where an option was expected are never lost: they belong to what is told. */
const alsoTold = (
  conversation: Conversation,
  running: Running,
  question: Question,
  text: string,
  ctx: TalkContext,
): Turn => {
  const id = running.journey === 'appeal' ? 'statement' : 'reason';
  const answers = { ...running.answers, [id]: append(said(running.answers, id), text) };
  return ask({ ...conversation, misses: 0 }, { ...running, answers }, question, ctx, [words('heard.text')]);
};

/** Passes a question over: nothing said where that may be, otherwise what is most likely. */
export const skip = (
  conversation: Conversation,
  running: Running,
  question: Question,
  ctx: TalkContext,
): Turn => {
  if (running.short) return turn({ ...conversation, running: null }, [say('confirmation', 'dropped')]);
  if (question.optional) return keepAnswer(conversation, running, question, '', ctx);
  const likely = defaults[question.id];
  if (likely !== undefined) return keepAnswer(conversation, running, question, likely, ctx);
  return ask(conversation, running, question, ctx, [words('cannotSkip')]);
};

/** It could not be made out: the question again with how to answer, then without it. */
const miss = (
  conversation: Conversation,
  running: Running,
  question: Question,
  ctx: TalkContext,
  why: Words,
): Turn => {
  const misses = conversation.misses + 1;
  const passable = question.optional || defaults[question.id] !== undefined;
  if (misses >= 3 && passable) {
    const passed = skip({ ...conversation, misses: 0 }, running, question, ctx);
    return passed;
  }
  return ask({ ...conversation, misses }, running, question, ctx, [why]);
};

const take = (
  conversation: Conversation,
  running: Running,
  question: Question,
  raw: Answer,
  ctx: TalkContext,
  lines: readonly Words[] = [],
): Turn => {
  const checked = checkAnswer(question, raw, running.answers, journeyContextOf(running, ctx));
  if (checked.ok && running.short)
    return send(
      conversation,
      { ...running, answers: { ...running.answers, [question.id]: checked.value } },
      ctx,
    );
  if (checked.ok) return keepAnswer(conversation, running, question, checked.value, ctx, lines);
  const max = question.maxLength ?? 0;
  return miss(conversation, running, question, ctx, words(`error.${checked.error}`, { max }));
};

const search = (
  conversation: Conversation,
  running: Running,
  question: Question,
  text: string,
  ctx: TalkContext,
): Turn => {
  const region = said(running.answers, 'region');
  const rated = running.journey === 'rating';
  const byCode = ctx.institutionByCode(text.trim());
  const found = byCode
    ? [byCode]
    : ctx.findOrganisations(text, region === '' ? null : region, rated).slice(0, mostFound);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0)
    return take(conversation, running, question, first.code, ctx, [
      words('organisation.is', { name: { label: first.label } }),
    ]);
  if (first === undefined) {
    if (text.split(/\s+/).length >= unknownWords) return alsoTold(conversation, running, question, text, ctx);
    return miss(conversation, running, question, ctx, words('organisation.none'));
  }
  const searching = { ...running, asked: question.id, found, page: 0 };
  return ask(conversation, searching, question, ctx, [words('organisation.which', { count: found.length })]);
};

/** The page of answers to choose from when something is to be changed before sending. */
export const askChange = (
  conversation: Conversation,
  running: Running,
  page: number,
  ctx: TalkContext,
): Turn =>
  turn({ ...conversation, running: { ...running, at: ctx.now }, awaiting: { kind: 'change', page } }, [
    askMenu('change', menuShown('change', changeOptions(running, ctx), page, ctx)),
  ]);
export const changeOptions = (running: Running, ctx: TalkContext) =>
  pathOf(running, ctx)
    .filter(
      ({ id, kind }) =>
        kind !== 'check' && running.answers[id] !== undefined && ctx.presets[id] === undefined,
    )
    .map(({ id }) => ({ code: id, label: { key: `talk:q.${id}.short` } }));

/** An option chosen by its code: a button, a key, or a number that was made out. */
export const answerByCode = (
  conversation: Conversation,
  running: Running,
  question: Question,
  code: string,
  ctx: TalkContext,
): Turn => {
  if (code === moreCode)
    return ask(conversation, { ...running, asked: question.id, page: running.page + 1 }, question, ctx);
  if (question.kind === 'check') {
    if (code === checkOptions[1]?.code) return askChange(conversation, running, 0, ctx);
    return code === checkOptions[0]?.code
      ? send(conversation, running, ctx)
      : ask(conversation, running, question, ctx);
  }
  if (question.kind === 'consent') {
    if (code === 'agree') return take(conversation, running, question, 'yes', ctx);
    return ask(conversation, running, question, ctx, [words('consent.refused', { phone: ctx.helpPhone })]);
  }
  const danger = question.id === 'danger' && code === 'yes' ? [words('danger')] : [];
  return take(conversation, running, question, question.kind === 'choices' ? [code] : code, ctx, danger);
};

/** What was written in answer to the question that stands. Nothing is ever "invalid": it is asked again with help. */
export const answerByText = (
  conversation: Conversation,
  running: Running,
  question: Question,
  typed: string,
  ctx: TalkContext,
): Turn => {
  const text = tidyText(typed);
  const options = optionsOf(question, running.found);
  const shown = choicesShown(question, running.page, running.found, ctx);
  switch (question.kind) {
    case 'choice':
    case 'consent':
    case 'check': {
      const code =
        (question.kind === 'consent' ? agreed(text) : null) ?? choiceOf(text, shown, options, ctx.labels);
      if (code !== null) return answerByCode(conversation, running, question, code, ctx);
      if (isThought(text)) return alsoTold(conversation, running, question, text, ctx);
      return miss(conversation, running, question, ctx, unclear(conversation, question));
    }
    case 'choices': {
      const codes = choicesOf(text, shown, options, ctx.labels);
      if (codes?.length === 1 && codes[0] === moreCode)
        return answerByCode(conversation, running, question, moreCode, ctx);
      if (codes !== null) return take(conversation, running, question, codes, ctx);
      if (isThought(text)) return alsoTold(conversation, running, question, text, ctx);
      return miss(conversation, running, question, ctx, unclear(conversation, question));
    }
    case 'organisation': {
      const code = running.found.length > 0 ? choiceOf(text, shown, options, ctx.labels) : null;
      if (code !== null) return answerByCode(conversation, running, question, code, ctx);
      return search(conversation, running, question, text, ctx);
    }
    case 'score': {
      const number = numberOf(text.replace(/\/\s*10$/, ''));
      return take(conversation, running, question, number === null ? text : String(number), ctx);
    }
    case 'text':
    case 'statement':
    case 'phone':
    case 'date':
    case 'files':
      return take(conversation, running, question, text, ctx);
  }
};

/** "Yes" to the consent agrees, before it is held against the words of the options. */
const agreed = (text: string): string | null => {
  const said = yesOrNo(text);
  return said === null ? null : said === 'yes' ? 'agree' : 'disagree';
};
const unclear = (conversation: Conversation, question: Question): Words =>
  words(conversation.misses === 0 || question.kind === 'consent' ? 'unclear.first' : 'unclear.second');
