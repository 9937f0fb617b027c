import type { IdentityLevel } from '../people.ts';

/**
 * The language in which every conversation is written: a journey is a list of questions still to be asked, given
 * the answers so far. Nothing here knows how a channel renders a question; texts are keys, resolved at the edge.
 */
export type QuestionKind =
  | 'choice'
  | 'choices'
  | 'text'
  | 'statement'
  | 'phone'
  | 'date'
  | 'score'
  | 'files'
  | 'consent'
  | 'organisation'
  | 'check';

/** What was answered: text as typed (trimmed), or the codes chosen. Absent = not asked yet; '' = skipped. */
export type Answer = string | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

/** An option of a choice: its code, and the key (`namespace:key`) or the data that names it. */
export interface Option {
  readonly code: string;
  /** `number`: what it bears on posters, where it has one; said where names have no recording. */
  readonly label:
    | { readonly key: string }
    | { readonly kk: string; readonly ru: string; readonly number?: string };
}

/** Everything a journey may ask of the world, handed in so that the rules stay pure. */
export interface JourneyContext {
  /** `YYYY-MM-DD` in the service's time zone. */
  readonly today: string;
  /** Options that are data: regions, topics, categories, services. */
  readonly lists: Readonly<Record<'regions' | 'topics' | 'categories' | 'services', readonly Option[]>>;
  /** E.164; null when it can't be a person's telephone number. */
  readonly parsePhone: (typed: string) => string | null;
  readonly organisationExists: (id: string) => boolean;
  /** Files sent in this conversation so far: sound, video or a photo may stand in place of a written statement. */
  readonly fileCount: number;
  /** What the channel knows of who writes; `none` where it is not said. */
  readonly identity?: IdentityLevel;
  /** Numbers of the indicators that apply to an institution; all ten where it is not said. */
  readonly indicatorsOf?: (organisationId: string) => readonly number[];
  /** Has this device rated the institution in this quarter, with no way to know whether it was the same person? */
  readonly ratedBefore?: (organisationId: string) => boolean;
}

export interface Question {
  /** Stable slug; the web page, the callback data and the golden files all name it. */
  readonly id: string;
  readonly kind: QuestionKind;
  /** May it be passed over with nothing said? */
  readonly optional: boolean;
  /** Keys: `appeal:q.<id>.title`, `.hint`, and so on, by convention from `namespace` and `id`. */
  readonly options?: readonly Option[];
  /** Longest answer in characters, where text is typed. */
  readonly maxLength?: number;
  /** What typed text must be, where it is not just words. */
  readonly format?: 'email' | 'iin';
  /** HTML autocomplete token and, on other channels, the kind of thing that is asked. */
  readonly autocomplete?: string;
  /**
   * `other` where someone writes for another person: `appeal:q.<id>.other.title` then comes before
   * `appeal:q.<id>.title`, so that nobody states his own data as the other's.
   */
  readonly variant?: 'other';
}

/** Why an answer can't be taken: a closed union; the text is `errors:<code>`, with the question's own wording first. */
export type AnswerError =
  | 'required'
  | 'too-long'
  | 'not-an-option'
  | 'phone'
  | 'email'
  | 'date-format'
  | 'date-impossible'
  | 'date-future'
  | 'date-too-old'
  | 'iin-length'
  | 'iin-check'
  | 'iin-birth-date'
  | 'score'
  | 'consent'
  | 'organisation-unknown'
  | 'statement-or-files';
