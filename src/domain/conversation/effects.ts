import type { AppealCommand } from '../journeys/appeal-command.ts';
import type { Answers } from '../journeys/question.ts';
import type { RatingCommand } from '../journeys/rating.ts';
import type { Language } from '../language.ts';
import type { AppealState } from '../states.ts';
import type { Conversation, FileKind, TalkJourney } from './conversation.ts';
import type { Media } from './inbound.ts';
import type { Prompt } from './prompt.ts';

/** Files to be fetched for a submission (a statement's, or an added message's); nothing is said of them here. */
export interface KeepMedia {
  readonly kind: 'keep-media';
  readonly submissionId: string;
  readonly media: readonly Media[];
  /** Set where they belong to a message added to an appeal that is there already. */
  readonly appealId: string | null;
}

/** What the engine wants done; its outcome comes back through `conclude`. At most one in a turn. */
export type Deed =
  | {
      readonly kind: 'submit-appeal';
      readonly submissionId: string;
      readonly command: AppealCommand;
      readonly files: readonly FileKind[];
    }
  | {
      readonly kind: 'add-to-appeal';
      readonly appealId: string;
      readonly submissionId: string;
      readonly text: string;
      readonly files: readonly FileKind[];
      /** Nothing need be said of it: what it belongs to has been answered. */
      readonly quiet: boolean;
    }
  | { readonly kind: 'submit-rating'; readonly submissionId: string; readonly command: RatingCommand }
  | { readonly kind: 'look-up'; readonly serial: number; readonly code: string | null }
  /** The last appeal given from this telephone. */
  | { readonly kind: 'look-up-latest' }
  | { readonly kind: 'draw-hand-over' }
  | { readonly kind: 'redeem-hand-over'; readonly code: string };

/** What became of a deed. */
export type Outcome =
  | {
      readonly kind: 'appeal-taken';
      readonly appealId: string;
      readonly serial: number;
      readonly code: string;
      readonly dueOn: string;
    }
  | { readonly kind: 'added'; readonly serial: number }
  /** The appeal can take nothing more; the words make a new one. */
  | { readonly kind: 'not-added' }
  | { readonly kind: 'rating-taken'; readonly mark: number; readonly low: boolean }
  | { readonly kind: 'rating-refused'; readonly error: string }
  | {
      readonly kind: 'found';
      readonly serial: number;
      readonly state: AppealState;
      readonly dueOn: string;
      readonly open: boolean;
      /** Someone is going to call about it. */
      readonly callBack: boolean;
    }
  | { readonly kind: 'needs-code'; readonly serial: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'try-later' }
  | { readonly kind: 'hand-over-drawn'; readonly code: string }
  | {
      readonly kind: 'moved';
      readonly journey: TalkJourney;
      readonly submissionId: string;
      readonly answers: Answers;
      readonly files: readonly FileKind[];
      readonly language: Language;
    }
  | { readonly kind: 'code-wrong' };

/** The outcome of one message: what is remembered, what is said, what is to be done. */
export interface Turn {
  readonly conversation: Conversation;
  /** Said before whatever the deed's outcome adds. */
  readonly prompts: readonly Prompt[];
  readonly media: KeepMedia | null;
  readonly deed: Deed | null;
}
