import type { Answers, JourneyContext, Option } from '../journeys/question.ts';
import type { Language } from '../language.ts';
import type { AccessNeed } from '../people.ts';
import type { TalkChannel } from './inbound.ts';
import type { Prompt } from './prompt.ts';
import type { Style } from './style.ts';

export type TalkJourney = 'appeal' | 'rating';
export type FileKind = 'sound' | 'video' | 'picture' | 'document';

/** A journey under way in a conversation. */
export interface Running {
  readonly journey: TalkJourney;
  /** Becomes the appeal's or the rating's submission, so that one conversation never makes two of them. */
  readonly submissionId: string;
  readonly answers: Answers;
  /** The question that the person was asked last. */
  readonly asked: string | null;
  /** The page of its options that was shown, from 0. */
  readonly page: number;
  /** Organisations found by the person's words, while one is being chosen. */
  readonly found: readonly Option[];
  /** Files that came with it, by kind; they may stand in place of the statement. */
  readonly files: readonly FileKind[];
  /** The statement is all that is wanted; it is sent as soon as it is there. */
  readonly short: boolean;
  readonly stopped: boolean;
  /** ISO instant of the last message; the place is kept for a week after it. */
  readonly at: string;
}

/** Something asked outside of a journey. */
export type Awaiting =
  | { readonly kind: 'menu' }
  | { readonly kind: 'language' }
  | { readonly kind: 'new-appeal' }
  | { readonly kind: 'receipt' }
  | { readonly kind: 'code'; readonly serial: number }
  | { readonly kind: 'hand-over' }
  /** Which answer is to be changed, asked on the check page. */
  | { readonly kind: 'change'; readonly page: number }
  /** Is the recording to be kept? */
  | { readonly kind: 'keep' };

/** Everything that is remembered of one person's conversation on one channel: one value that survives JSON. */
export interface Conversation {
  readonly language: Language | null;
  /** Chosen by a word or button, and not only told from what was written. */
  readonly languageChosen: boolean;
  readonly running: Running | null;
  readonly awaiting: Awaiting | null;
  /** The last appeal given here. */
  readonly appeal: { readonly id: string; readonly serial: number; readonly at: string } | null;
  /** Asked once, on whatever channel. */
  readonly needs: readonly AccessNeed[];
  /** What was said last, for "repeat". */
  readonly last: readonly Prompt[];
  /** How often in a row the answer could not be made out. */
  readonly misses: number;
  /** Wants no notices here; what they ask for themselves is answered. */
  readonly optedOut: boolean;
  /** On a telephone: something was done for the caller already; the line is cut. */
  readonly call: { readonly served: boolean; readonly ended: boolean };
  /** The album of the last file: what else belongs to it needs no answer of its own. */
  readonly album: string | null;
}

export const newConversation: Conversation = {
  language: null,
  languageChosen: false,
  running: null,
  awaiting: null,
  appeal: null,
  needs: [],
  last: [],
  misses: 0,
  optedOut: false,
  call: { served: false, ended: false },
  album: null,
};

/** What the engine may ask of the world, handed in so that it stays pure. */
export interface TalkContext {
  /** ISO instant. */
  readonly now: string;
  readonly channel: TalkChannel;
  readonly style: Style;
  /** A UUID that nothing bears yet. */
  readonly freshId: string;
  readonly languageHint: Language | null;
  /** What the channel knows and need not be asked: how and where to answer. */
  readonly presets: Answers;
  readonly journey: JourneyContext;
  /** An option's names in both languages. */
  readonly labels: (label: Option['label']) => readonly string[];
  readonly findOrganisations: (words: string, region: string | null, rated: boolean) => readonly Option[];
  readonly organisation: (id: string) => Option | null;
  /** An institution by the number that stands on its rating poster. */
  readonly institutionByCode: (code: string) => Option | null;
  /** What a caller is given as a number also goes to them by SMS. */
  readonly copyBySms?: boolean;
  /** The telephone at which people answer. */
  readonly helpPhone: string;
}

/** Days that a place in a journey is kept, and hours in which a further message belongs to the last appeal. */
export const placeKeptDays = 7;
export const additionHours = 24;

const hour = 3_600_000;
export const isWithin = (since: string, now: string, hours: number): boolean =>
  Date.parse(now) - Date.parse(since) < hours * hour;

/** What still counts at this instant: a place older than a week is given up. */
export const afterPause = (conversation: Conversation, now: string): Conversation =>
  conversation.running !== null && !isWithin(conversation.running.at, now, placeKeptDays * 24)
    ? { ...conversation, running: null, awaiting: null }
    : conversation;
