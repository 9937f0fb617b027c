import type { Answer, Answers, Question } from '../../domain/journeys/question.ts';
import type { FileProblem } from '../../web/files/file-words.ts';

/**
 * What stands in a form as it was typed, field by field, whether it can be taken or not. It is kept in the draft
 * beside the answers, under a name that no question has, so that a page with an error shows it again unchanged.
 */
export type Typed = readonly string[];

const keyOf = (questionId: string): string => `typed:${questionId}`;
/** Files that were not taken: `code|name` each. */
const problemsKey = 'typed:files';

/** What was typed and not taken; null where nothing is kept of it. */
export const typedIn = (answers: Answers, questionId: string): Typed | null => {
  const kept = answers[keyOf(questionId)];
  return typeof kept === 'object' ? kept : null;
};

/** To be saved: keeps what was typed, or forgets it (null) once the answer was taken. */
export const keepTyped = (questionId: string, typed: Typed | null): Answers => ({
  [keyOf(questionId)]: typed ?? '',
});

/** The answer that the fields of a question make. */
export const rawOf = (question: Pick<Question, 'kind'>, typed: Typed): Answer =>
  question.kind === 'date' || question.kind === 'choices' ? typed : (typed[0] ?? '');

/** The fields that show an answer given before. */
export const typedOf = (question: Pick<Question, 'kind'>, answer: Answer | undefined): Typed => {
  if (answer === undefined) return [];
  if (typeof answer === 'object') return answer;
  if (question.kind !== 'date') return [answer];
  const [year, month, day] = answer.split('-');
  return day && month && year ? [String(Number(day)), String(Number(month)), year] : [];
};

/** Reads the fields of a question out of a posted form. */
export const readTyped = (question: Pick<Question, 'kind' | 'id'>, form: URLSearchParams): Typed => {
  if (question.kind === 'date')
    return (['day', 'month', 'year'] as const).map((part) => form.get(`${question.id}-${part}`) ?? '');
  const all = form.getAll(question.id);
  return question.kind === 'choices' ? all.filter((code) => code !== '') : [all[0] ?? ''];
};

/** The same where the path no longer leads to the question, so that its kind isn't known: the draft was over. */
export const readUnknown = (questionId: string, form: URLSearchParams): Answer | null => {
  if (form.has(`${questionId}-day`)) return readTyped({ kind: 'date', id: questionId }, form);
  const all = form.getAll(questionId);
  return all.length > 1 ? all : (all[0] ?? null);
};

export const keepProblems = (problems: readonly FileProblem[]): Answers => ({
  [problemsKey]: problems.length > 0 ? problems.map(({ code, name }) => `${code}|${name}`) : '',
});

export const problemsIn = (answers: Answers): readonly FileProblem[] => {
  const kept = answers[problemsKey];
  if (typeof kept !== 'object') return [];
  return kept.map((line) => {
    const bar = line.indexOf('|');
    return { code: line.slice(0, bar), name: line.slice(bar + 1) };
  });
};
