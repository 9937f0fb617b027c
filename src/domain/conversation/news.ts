import type { Bilingual, Language } from '../language.ts';
import type { AppealState } from '../states.ts';
import type { Prompt } from './prompt.ts';
import { say, words } from './prompts.ts';

/** What there is to tell of an appeal. */
export interface News {
  readonly serial: number;
  readonly dueOn: string;
  /** Whom it was forwarded to, where that is known. */
  readonly organisation: Bilingual | null;
  readonly helpPhone: string;
}

/** States whose coming is told; the others are told by the answer, the question, or are the person's own doing. */
const told: ReadonlySet<AppealState> = new Set<AppealState>([
  'registered',
  'distributed',
  'in-work',
  'forwarded',
  'closed',
  'reopened',
  'merged',
]);

/** An official's answer in their own words, with its files, and how it can be contested. */
export const answerNews = (
  news: News,
  answer: { readonly text: string; readonly language: Language; readonly files: readonly string[] },
): readonly Prompt[] => [
  {
    role: 'answer',
    id: 'notice.answer',
    lines: [words('notice.answer', { number: { receipt: news.serial } })],
    quote: { text: answer.text, language: answer.language },
    files: answer.files,
  },
  say('information', 'notice.contest'),
];

/** An official's question in their own words. */
export const questionNews = (
  news: News,
  question: { readonly text: string; readonly language: Language },
): readonly Prompt[] => [
  {
    role: 'notice',
    id: 'notice.question',
    lines: [words('notice.question', { number: { receipt: news.serial } })],
    quote: question,
  },
];

/** A change of state; nothing where it need not be told. */
export const stateNews = (news: News, state: AppealState): readonly Prompt[] => {
  if (!told.has(state)) return [];
  const number = { receipt: news.serial };
  if (state === 'forwarded')
    return [
      news.organisation === null
        ? say('notice', 'notice.forwardedPlain', { number })
        : say('notice', 'notice.forwarded', { number, organisation: { label: news.organisation } }),
    ];
  return [say('notice', `notice.${state}`, { number, day: { day: news.dueOn } })];
};

/** Told to someone for whom another person has written. */
export const writtenForYouNews = (news: News): readonly Prompt[] => [
  say('notice', 'notice.written-for-you', { phone: news.helpPhone }),
];
