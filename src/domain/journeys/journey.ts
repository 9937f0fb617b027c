import { checkAnswer } from './check-answer.ts';
import type { Answer, AnswerError, Answers, JourneyContext, Question } from './question.ts';

export { checkAnswer } from './check-answer.ts';

/** The first question that is not right, and why. */
export interface Mistake {
  readonly question: string;
  readonly error: AnswerError;
}
export type Finished<Command> =
  | { readonly ok: true; readonly value: Command }
  | { readonly ok: false; readonly error: Mistake };

/** A conversation defined once for every channel; a channel renders its questions and hands back answers. */
export interface Journey<Command> {
  /** Slug; also the namespace of its texts. */
  readonly id: string;
  /** The path that these answers lead along. Pure; ends with the question of kind `check`. */
  readonly questions: (answers: Answers, ctx: JourneyContext) => readonly Question[];
  /** Puts answers that have all been found right into the finished command. */
  readonly command: (answers: Answers, ctx: JourneyContext) => Command;
}
type AnyJourney = Pick<Journey<unknown>, 'questions'>;

/** Text answered, '' where nothing was said. */
export const said = (answers: Answers, id: string): string => {
  const answer = answers[id];
  return typeof answer === 'string' ? answer : '';
};

/** Codes chosen where several may be, none where nothing was said. */
export const chosen = (answers: Answers, id: string): readonly string[] => {
  const answer: Answer | undefined = answers[id];
  return typeof answer === 'object' ? answer : [];
};

/**
 * Lays a path question by question. `ask` gives back the answer only when it is a right one for that question, so that
 * what follows never hangs on an answer out of reach or out of date.
 */
export const layPath = (answers: Answers, ctx: JourneyContext) => {
  const path: Question[] = [];
  const reached: Record<string, Answer> = {};
  const ask = (question: Question): string => {
    path.push(question);
    const raw = answers[question.id];
    if (raw === undefined || question.kind === 'check') return '';
    const checked = checkAnswer(question, raw, reached, ctx);
    if (!checked.ok) return '';
    reached[question.id] = checked.value;
    return said(reached, question.id);
  };
  return { path, ask };
};

/** The questions of a journey for the answers so far, in order, nothing twice. */
export const questionsFor = (
  journey: AnyJourney,
  answers: Answers,
  ctx: JourneyContext,
): readonly Question[] => journey.questions(answers, ctx);

type Walked =
  | { readonly found: null; readonly clean: Answers }
  | { readonly found: Question; readonly error: AnswerError };

/** Goes along the path as far as it holds; later answers are checked against earlier ones as they are kept. */
const walk = (journey: AnyJourney, answers: Answers, ctx: JourneyContext, skipUnsaid: boolean): Walked => {
  const clean: Record<string, Answer> = {};
  for (const question of journey.questions(answers, ctx)) {
    if (question.kind === 'check') continue;
    const raw = answers[question.id] ?? (skipUnsaid ? '' : undefined);
    if (raw === undefined) return { found: question, error: 'required' };
    const checked = checkAnswer(question, raw, clean, ctx);
    if (!checked.ok) return { found: question, error: checked.error };
    clean[question.id] = checked.value;
  }
  return { found: null, clean };
};

/** The first question not answered yet, or answered in a way that no longer holds; `check` when all is said. */
export const nextUnanswered = (
  journey: AnyJourney,
  answers: Answers,
  ctx: JourneyContext,
): Question | undefined =>
  walk(journey, answers, ctx, false).found ??
  journey.questions(answers, ctx).find((question) => question.kind === 'check');

/** Leaves out the answers that the path no longer leads to. */
export const prune = (journey: AnyJourney, answers: Answers, ctx: JourneyContext): Answers => {
  const reachable = new Set(journey.questions(answers, ctx).map((question) => question.id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => reachable.has(id)));
};

/** The first answer that is missing or not right; null when the journey can be finished. */
export const firstMistake = (journey: AnyJourney, answers: Answers, ctx: JourneyContext): Mistake | null => {
  const walked = walk(journey, answers, ctx, true);
  return walked.found === null ? null : { question: walked.found.id, error: walked.error };
};

/** The finished command, built of the reachable answers alone, each checked once more; or what must be mended first. */
export const finish = <Command>(
  journey: Journey<Command>,
  answers: Answers,
  ctx: JourneyContext,
): Finished<Command> => {
  const walked = walk(journey, answers, ctx, true);
  return walked.found === null
    ? { ok: true, value: journey.command(walked.clean, ctx) }
    : { ok: false, error: { question: walked.found.id, error: walked.error } };
};
