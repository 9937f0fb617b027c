import { appealJourney } from '../journeys/appeal.ts';
import { type Journey, nextUnanswered, prune, questionsFor } from '../journeys/journey.ts';
import type { Answer, JourneyContext, Question } from '../journeys/question.ts';
import { ratingJourney } from '../journeys/rating.ts';
import {
  additionHours,
  type Conversation,
  isWithin,
  type Running,
  type TalkContext,
  type TalkJourney,
} from './conversation.ts';
import type { Deed, KeepMedia, Turn } from './effects.ts';
import { pageOf } from './options.ts';
import type { Prompt, Words } from './prompt.ts';
import {
  askMenu,
  askQuestion,
  checkLine,
  languageOptions,
  menuOptions,
  menuShown,
  words,
} from './prompts.ts';

export const journeys: Readonly<Record<TalkJourney, Journey<unknown>>> = {
  appeal: appealJourney,
  rating: ratingJourney,
};

export const turn = (
  conversation: Conversation,
  prompts: readonly Prompt[],
  more: { readonly media?: KeepMedia | null; readonly deed?: Deed | null } = {},
): Turn => ({ conversation, prompts, media: more.media ?? null, deed: more.deed ?? null });

export const journeyContextOf = (running: Running, ctx: TalkContext): JourneyContext => ({
  ...ctx.journey,
  fileCount: running.files.length,
});

/** The running journey, unless it rests. */
export const active = (conversation: Conversation): Running | null =>
  conversation.running === null || conversation.running.stopped ? null : conversation.running;

export const pathOf = (running: Running, ctx: TalkContext): readonly Question[] =>
  questionsFor(journeys[running.journey], running.answers, journeyContextOf(running, ctx));

/** The question that the person has before them. */
export const currentQuestion = (running: Running, ctx: TalkContext): Question | undefined =>
  pathOf(running, ctx).find(({ id }) => id === running.asked);

/** On a telephone a rating is the institution and the mark. */
const markAlone = { service: '', when: '', reason: '', indicators: '' };

/** A journey begun: what the channel knows, and the needs once said, are not asked again. */
export const begin = (
  conversation: Conversation,
  journey: TalkJourney,
  ctx: TalkContext,
  more: {
    readonly short?: boolean;
    readonly answers?: Running['answers'];
    readonly files?: Running['files'];
  } = {},
): Conversation => {
  const needs = conversation.needs.length > 0 ? { needs: conversation.needs } : {};
  const known = journey === 'appeal' ? { ...ctx.presets, ...needs } : ctx.style.leads ? markAlone : {};
  return {
    ...conversation,
    awaiting: null,
    misses: 0,
    running: {
      journey,
      submissionId: ctx.freshId,
      answers: { ...known, ...more.answers },
      asked: null,
      page: 0,
      found: [],
      files: more.files ?? [],
      short: more.short ?? false,
      stopped: false,
      at: ctx.now,
    },
  };
};

/** What was answered so far, one line each, for the last look before sending. */
const checkLines = (running: Running, ctx: TalkContext): readonly Words[] => {
  const labelOf = (id: string) => ctx.organisation(id)?.label ?? null;
  const lines = pathOf(running, ctx).flatMap((question) => {
    const answer = running.answers[question.id];
    if (answer === undefined || question.kind === 'check' || question.kind === 'consent') return [];
    if (ctx.presets[question.id] !== undefined) return [];
    return [checkLine(question, answer, labelOf)];
  });
  const files = running.files.length;
  return files > 0 ? [...lines, words('check.files', { count: files })] : lines;
};

/** Asks one question of the running journey. */
export const ask = (
  conversation: Conversation,
  running: Running,
  question: Question,
  ctx: TalkContext,
  lines: readonly Words[] = [],
): Turn => {
  const same = running.asked === question.id;
  const page = same ? running.page : 0;
  const found = same ? running.found : [];
  const asking: Running = { ...running, asked: question.id, page, found, at: ctx.now };
  const checked = question.kind === 'check' ? checkLines(asking, ctx) : [];
  return turn({ ...conversation, running: asking, awaiting: null }, [
    askQuestion(question, { page, found, lines: [...lines, ...checked] }, ctx),
  ]);
};

/** The next question that is still to be answered. */
export const proceed = (
  conversation: Conversation,
  running: Running,
  ctx: TalkContext,
  lines: readonly Words[] = [],
): Turn => {
  const journey = journeys[running.journey];
  const context = journeyContextOf(running, ctx);
  const wanted = running.short ? 'statement' : null;
  const next =
    wanted === null
      ? nextUnanswered(journey, running.answers, context)
      : journey.questions(running.answers, context).find(({ id }) => id === wanted);
  if (next === undefined) return turn(conversation, []);
  return ask({ ...conversation, misses: 0 }, { ...running, found: [], page: 0 }, next, ctx, lines);
};

/** Keeps an answer that is a right one and goes on. */
export const keepAnswer = (
  conversation: Conversation,
  running: Running,
  question: Question,
  answer: Answer,
  ctx: TalkContext,
  lines: readonly Words[] = [],
): Turn => {
  const answers = { ...running.answers, [question.id]: answer };
  const pruned = prune(journeys[running.journey], answers, journeyContextOf(running, ctx));
  return proceed(conversation, { ...running, answers: { ...ctxKept(answers, ctx), ...pruned } }, ctx, lines);
};
/** What the channel knows stays, also while the path does not lead to it yet. */
const ctxKept = (answers: Running['answers'], ctx: TalkContext): Running['answers'] =>
  Object.fromEntries(
    Object.entries(answers).filter(([id]) => ctx.presets[id] !== undefined || id === 'needs'),
  );

export const mainMenu = (conversation: Conversation, ctx: TalkContext, lines: readonly Words[] = []): Turn =>
  turn({ ...conversation, awaiting: { kind: 'menu' } }, [
    askMenu('main', menuShown('main', menuOptions, 0, ctx), lines),
  ]);

export const languageMenu = (conversation: Conversation): Turn =>
  turn({ ...conversation, awaiting: { kind: 'language' } }, [
    { ...askMenu('language', pageOf(languageOptions, 0, 4)), bothLanguages: true },
  ]);

/** What was before the person when something else came between: the question again, or nothing. */
export const again = (conversation: Conversation, ctx: TalkContext): readonly Prompt[] => {
  const running = active(conversation);
  const question = running === null ? undefined : currentQuestion(running, ctx);
  if (running === null || question === undefined || conversation.awaiting !== null) return [];
  return ask(conversation, running, question, ctx).prompts;
};

/** Is there an appeal from here that a further message belongs to? */
export const openForAddition = (conversation: Conversation, ctx: TalkContext): Conversation['appeal'] => {
  const { appeal, awaiting } = conversation;
  if (appeal === null || awaiting?.kind === 'new-appeal') return null;
  return isWithin(appeal.at, ctx.now, additionHours) ? appeal : null;
};
