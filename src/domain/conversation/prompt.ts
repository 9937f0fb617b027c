import type { Option, Question } from '../journeys/question.ts';
import type { Language } from '../language.ts';
import type { Media, TalkChannel } from './inbound.ts';

/** A value put into a text; dates, numbers and names are said by the channel in the person's language. */
export type Param =
  | string
  | number
  /** `YYYY-MM-DD` */
  | { readonly day: string }
  /** A serial, shown and read out as a receipt number in groups of 2-4-4. */
  | { readonly receipt: number }
  /** Digits said one by one, `123456`. */
  | { readonly digits: string }
  | { readonly label: Option['label'] }
  | { readonly words: Words }
  | { readonly list: readonly Param[] };

/** A sentence or a few: the key of a text, `namespace:key`, and what is put into it. */
export interface Words {
  readonly key: string;
  readonly params?: Readonly<Record<string, Param>>;
}

/** An option as it is offered now: its number on this page of options, counted from 1. */
export interface Choice {
  readonly number: number;
  readonly code: string;
  readonly label: Option['label'];
}

export type PromptRole =
  | 'question'
  | 'receipt'
  | 'status'
  | 'confirmation'
  | 'information'
  | 'notice'
  | 'answer';

/** One message to a person, as data: the channel chooses letters, buttons or sound for it. */
export interface Prompt {
  readonly role: PromptRole;
  /** Stable slug of what is said, for tests and transcripts: `ask.type`, `appeal-taken`. */
  readonly id: string;
  readonly lines: readonly Words[];
  /** The person's language is not known yet: to be said in both, Kazakh first. */
  readonly bothLanguages?: true;
  /** Comes after the question for the person's telephone: a button offered for it is taken away. */
  readonly afterPhone?: true;
  /**
   * What is asked, after the lines. `title` is the key of the question's words (`hint`, where it has one); `choices`
   * are to be listed with their numbers, as words and as buttons or keys.
   */
  readonly ask?: {
    /** Goes back with a button, see `What`. */
    readonly question: string;
    readonly kind: Question['kind'] | 'menu';
    readonly title: Words;
    readonly hint: Words | null;
    readonly choices: readonly Choice[];
    readonly skippable: boolean;
  };
  /** The same facts for channels that say or show them in a way of their own. */
  readonly receipt?: { readonly serial: number; readonly code: string; readonly dueOn: string };
  /** Someone's own words, passed on as they are. */
  readonly quote?: { readonly text: string; readonly language: Language };
  /** What the person has just said, to be heard again before it is sent. */
  readonly media?: readonly Media[];
  /** Twice it has not been understood: to be said in the simplest way, with more time. */
  readonly simpler?: true;
  /** How many digits are awaited, for keypads. */
  readonly digits?: number;
  /** Ids of kept files that go with it; `DeliveryDesk.openFile` gives their content. */
  readonly files?: readonly string[];
}

/** What is to be sent to one person, rendered and sent by the channel. */
export interface Outgoing {
  /** The same at every try; a channel that can, gives it to the provider to be recognised by. */
  readonly deliveryId: string;
  readonly channel: TalkChannel;
  readonly address: string;
  readonly language: Language;
  readonly prompts: readonly Prompt[];
}

/** What became of a sending: a small closed set; what follows from each is decided in one place, `deliver.ts`. */
export type Sent =
  /** Taken by the provider; `providerId` is what its delivery report will name. */
  | { readonly outcome: 'sent'; readonly providerId: string | null }
  /** Not taken, and may be tried again not before `at`; `everyone`: the provider asks us to hold back altogether. */
  | { readonly outcome: 'try-later'; readonly at: Date | null; readonly everyone: boolean }
  /** Will never be taken: too long, malformed, an account closed. `code` is stable and holds nothing personal. */
  | { readonly outcome: 'never'; readonly code: string }
  /** The person wants nothing from us here. */
  | { readonly outcome: 'blocked-by-person' }
  | { readonly outcome: 'address-wrong' }
  /** Handed over, but no reply came: it may have gone out or not. */
  | { readonly outcome: 'unknown' };

/** What a provider says when asked about a sending whose outcome is unknown. */
export type Found =
  | { readonly found: 'went-out'; readonly providerId: string | null }
  | { readonly found: 'did-not-go-out' }
  | { readonly found: 'cannot-say' };
