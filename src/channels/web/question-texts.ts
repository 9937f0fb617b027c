import type { AnswerError, Option, Question } from '../../domain/journeys/question.ts';
import { hasText, type TextKey, type TextParams } from '../../text/translate.ts';
import type { Visit } from '../../web/visit.ts';
import { asHeading } from '../../web/wording.ts';
import type { WebJourney } from './web-journey.ts';

/** The question's own text of that name: the one for writing on another's behalf first. */
const ownText = (web: WebJourney, question: Question, name: string): TextKey | null => {
  const base = `${web.texts}:q.${question.id}`;
  const keys = question.variant
    ? [`${base}.${question.variant}.${name}`, `${base}.${name}`]
    : [`${base}.${name}`];
  return keys.find(hasText) ?? null;
};

/** The question itself; every question has one, so a missing text is a mistake of ours. */
export const titleOf = ({ t }: Visit, web: WebJourney, question: Question): string => {
  const key = ownText(web, question, 'title');
  if (!key) throw new Error(`no text for question ${question.id}`);
  return t(key);
};

export const hintOf = ({ t }: Visit, web: WebJourney, question: Question): string | undefined => {
  const key =
    (question.optional ? ownText(web, question, 'hintOptional') : null) ?? ownText(web, question, 'hint');
  return key ? t(key) : undefined;
};

/** Further words of the question, by name; undefined where it has none. */
export const moreOf = (
  { t }: Visit,
  web: WebJourney,
  question: Question,
  name: string,
  params?: TextParams,
): string | undefined => {
  const key = ownText(web, question, name);
  return key ? t(key, params) : undefined;
};

export const optionText = ({ t, language }: Visit, option: Option): string => {
  const { label } = option;
  if (!('key' in label)) return asHeading(label[language], language);
  if (!hasText(label.key)) throw new Error(`no text for option ${label.key}`);
  return asHeading(t(label.key), language);
};

/** What is wrong and how to mend it: the question's own words first. */
export const errorText = (
  visit: Visit,
  web: WebJourney,
  question: Question,
  error: AnswerError,
  typed: string,
): string => {
  const params = { max: question.maxLength ?? 0, length: [...typed.trim()].length };
  return moreOf(visit, web, question, `error.${error}`, params) ?? visit.t(`errors:${error}`, params);
};
