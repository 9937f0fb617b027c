import { addDays } from '../calendar.ts';
import { checkIin } from '../iin.ts';
import { fail, ok, type Result, unreachable } from '../result.ts';
import { consentVersion } from './consent.ts';
import type { Answer, AnswerError, Answers, JourneyContext, Question } from './question.ts';

type Checked = Result<Answer, AnswerError>;

/** Oldest age in years that a date may speak of; older is a slip of the finger. */
const oldestYears = 130;

/** Words as they are kept: line ends of one kind, no control characters (PostgreSQL refuses NUL), composed letters. */
export const tidyText = (typed: string): string =>
  typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\u200b\ufeff]/gu, '')
    .trim();

const one = (raw: Answer): string => (typeof raw === 'string' ? raw : (raw[0] ?? ''));
/** Counted in letters, where it could be too long at all. */
const isLonger = (text: string, most: number): boolean => text.length > most && [...text].length > most;

const checkText = (question: Question, raw: Answer, answers: Answers): Checked => {
  const text = tidyText(typeof raw === 'string' ? raw : raw.join(' '));
  if (text === '') return question.optional ? ok('') : fail('required');
  if (question.maxLength !== undefined && isLonger(text, question.maxLength)) return fail('too-long');
  switch (question.format) {
    case undefined:
      return ok(text);
    case 'email':
      return /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/u.test(text) ? ok(text) : fail('email');
    case 'iin': {
      const birthDate = one(answers['birth-date'] ?? '');
      return checkIin(text, birthDate === '' ? undefined : birthDate);
    }
    default:
      return unreachable(question.format);
  }
};

/** Reads `2026-12-15`, `15.12.2026`, `15 12 2026`, or the three fields day, month, year. */
const checkDate = (question: Question, raw: Answer, today: string): Checked => {
  const typed = (typeof raw === 'string' ? raw : raw.join('.')).trim();
  if (typed.replace(/[.\s]/g, '') === '') return question.optional ? ok('') : fail('required');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const spoken = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/.exec(typed);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : spoken ? [spoken[3], spoken[2], spoken[1]] : [];
  if (year === undefined || month === undefined || day === undefined) return fail('date-format');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== date)
    return fail('date-impossible');
  if (date > today) return fail('date-future');
  return date < addDays(today, -Math.ceil(oldestYears * 365.25)) ? fail('date-too-old') : ok(date);
};

const isOption = (question: Question, code: string): boolean =>
  question.options?.some((option) => option.code === code) ?? false;

const checkChoice = (question: Question, raw: Answer): Checked => {
  const code = one(raw).trim();
  if (code === '') return question.optional ? ok('') : fail('required');
  return isOption(question, code) ? ok(code) : fail('not-an-option');
};

const checkChoices = (question: Question, raw: Answer): Checked => {
  const codes = (typeof raw === 'string' ? [raw] : raw).map((code) => code.trim()).filter(Boolean);
  if (codes.length === 0) return question.optional ? ok('') : fail('required');
  if (!codes.every((code) => isOption(question, code))) return fail('not-an-option');
  return ok((question.options ?? []).map((option) => option.code).filter((code) => codes.includes(code)));
};

const checkStatement = (question: Question, raw: Answer, answers: Answers, ctx: JourneyContext): Checked => {
  const checked = checkText({ ...question, optional: true }, raw, answers);
  if (!checked.ok || checked.value !== '' || question.optional) return checked;
  return ctx.fileCount > 0 ? ok('') : fail('statement-or-files');
};

const checkPhone = (question: Question, raw: Answer, ctx: JourneyContext): Checked => {
  const typed = tidyText(one(raw));
  if (typed === '') return question.optional ? ok('') : fail('required');
  const phone = ctx.parsePhone(typed);
  return phone === null ? fail('phone') : ok(phone);
};

const checkScore = (question: Question, raw: Answer): Checked => {
  const typed = one(raw).trim();
  if (typed === '') return question.optional ? ok('') : fail('required');
  return /^([1-9]|10)$/.test(typed) ? ok(typed) : fail('score');
};

/** The version of the text agreed to is the answer, so that a changed text is asked anew. */
const checkConsent = (raw: Answer): Checked => {
  const typed = one(raw);
  return typed === 'yes' || typed === consentVersion ? ok(consentVersion) : fail('consent');
};

const checkOrganisation = (question: Question, raw: Answer, ctx: JourneyContext): Checked => {
  const id = one(raw).trim();
  if (id === '') return question.optional ? ok('') : fail('required');
  if (id === 'unknown' && question.optional) return ok(id);
  return ctx.organisationExists(id) ? ok(id) : fail('organisation-unknown');
};

/**
 * Takes what was typed, said or chosen and gives the answer as it is kept, or why it can't be. What comes out can go in
 * again and stays the same.
 */
export const checkAnswer = (
  question: Question,
  raw: Answer,
  answers: Answers,
  ctx: JourneyContext,
): Checked => {
  switch (question.kind) {
    case 'choice':
      return checkChoice(question, raw);
    case 'choices':
      return checkChoices(question, raw);
    case 'text':
      return checkText(question, raw, answers);
    case 'statement':
      return checkStatement(question, raw, answers, ctx);
    case 'phone':
      return checkPhone(question, raw, ctx);
    case 'date':
      return checkDate(question, raw, ctx.today);
    case 'score':
      return checkScore(question, raw);
    case 'consent':
      return checkConsent(raw);
    case 'organisation':
      return checkOrganisation(question, raw, ctx);
    case 'files':
    case 'check':
      return ok('');
    default:
      return unreachable(question.kind);
  }
};
