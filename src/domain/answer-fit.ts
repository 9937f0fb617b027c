import type { Language } from './language.ts';
import type { AnswerChannel, Preferences } from './people.ts';
import { mostSegments, smsSegments } from './sms-length.ts';

export type FileKind = 'picture' | 'document' | 'sound' | 'video';

/** An answer as the curator is about to send it. */
export interface DraftAnswer {
  readonly language: Language;
  readonly text: string;
  readonly fileKinds: readonly FileKind[];
  readonly channel: AnswerChannel;
}

/** What does not fit; each has a text `domain:misfit.<code>`. */
export const misfits = [
  'empty',
  'language',
  'channel',
  'sign-language',
  'audio',
  'plain-language',
  'sms-length',
  'large-print',
  'call-me',
] as const;
export type Misfit = (typeof misfits)[number];

/** Only told: something is left to do, or may be hard to read. The others stop the answer until she says why. */
const reminders: ReadonlySet<Misfit> = new Set<Misfit>(['sms-length', 'large-print', 'call-me']);
/** Does it hold the answer back until the curator mends it or says why it must go as it is? */
export const stopsAnswer = (misfit: Misfit): boolean => !reminders.has(misfit);
/** An act begun by an appeal is written (art. 78): nothing overrides an empty answer. */
export const canBeOverridden = (misfit: Misfit): boolean => misfit !== 'empty';

const meanWords = 20;
const mostWords = 30;

/** Words in each sentence; a line break ends one too, so that a list is no endless sentence. */
const sentenceLengths = (text: string): readonly number[] =>
  text
    .split(/[.!?…]+(?=\s|$)|\n+/u)
    .map((sentence) => sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length)
    .filter((words) => words > 0);

const isLongWinded = (text: string): boolean => {
  const lengths = sentenceLengths(text);
  const words = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.some((length) => length > mostWords) || words > meanWords * lengths.length;
};

/** Everything in an answer that the person may be unable to use, in a fixed order; empty where it fits. */
export const answerMisfits = (answer: DraftAnswer, wanted: Preferences): readonly Misfit[] => {
  const needs = (need: Preferences['needs'][number]) => wanted.needs.includes(need);
  const onPaper = answer.channel === 'post' || answer.channel === 'email';
  const found: Readonly<Record<Misfit, boolean>> = {
    empty: answer.text.trim() === '',
    language: answer.language !== wanted.language,
    channel: answer.channel !== wanted.answerChannel,
    'sign-language': needs('sign-language') && !answer.fileKinds.includes('video'),
    audio: needs('audio') && !answer.fileKinds.includes('sound') && !answer.fileKinds.includes('video'),
    'plain-language': needs('plain-language') && isLongWinded(answer.text),
    'sms-length':
      (needs('sms-only') || answer.channel === 'sms') && smsSegments(answer.text.trim()) > mostSegments,
    'large-print': needs('large-print') && onPaper,
    'call-me': needs('call-me') || answer.channel === 'phone',
  };
  return misfits.filter((misfit) => found[misfit]);
};
