import type { Answer, Answers } from '../../domain/journeys/question.ts';
import { fileField } from '../../web/files/file-parts.tsx';

/** Fields of the check page's form that are no answers. */
const notAnswers: ReadonlySet<string> = new Set(['submissionId', fileField]);
/** What the id of a question looks like; anything else is not ours. */
const questionId = /^[a-z][a-z0-9-]{0,39}$/;

/** The answers that the check page's form carries. */
export const answersIn = (form: URLSearchParams): Answers => {
  const answers: Record<string, Answer> = {};
  for (const name of new Set(form.keys())) {
    if (notAnswers.has(name) || !questionId.test(name)) continue;
    const all = form.getAll(name);
    answers[name] = all.length > 1 ? all : (all[0] ?? '');
  }
  return answers;
};
