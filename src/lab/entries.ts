import type { Language } from '../domain/language.ts';

/** A button under a message of the bot, or of the keyboard that it puts in place of the letters. */
export interface ChatButton {
  readonly text: string;
  /** What pressing it does: a callback, words sent as if typed, or handing over the telephone number. */
  readonly press:
    | { readonly kind: 'data'; readonly data: string }
    | { readonly kind: 'text' }
    | { readonly kind: 'contact' };
}
export type FileKind = 'photo' | 'voice' | 'video-note' | 'video' | 'document';
export interface ChatFile {
  readonly kind: FileKind;
  readonly fileId: string;
  readonly name: string;
}

/** A message in the chat. */
export interface ChatEntry {
  readonly at: Date;
  readonly from: 'person' | 'service';
  readonly text: string;
  readonly messageId: number;
  readonly buttons: readonly ChatButton[];
  readonly file: ChatFile | null;
  /** The service did not take it, and it is to be sent again. */
  readonly lost: boolean;
}

/** A message on the SMS phone. */
export interface SmsEntry {
  readonly at: Date;
  readonly from: 'person' | 'service';
  readonly text: string;
  /** The provider's id. */
  readonly sid: string;
  readonly lost: boolean;
}

/** One sound of a call, with its words. */
export interface Spoken {
  /** Where it is played from; null for words that the provider would speak with a voice of its own. */
  readonly sound: string | null;
  /** Null where nobody has written down what is said: a person's own recording. */
  readonly text: string | null;
  readonly language: Language;
}

/** What happens on the telephone. */
export type CallEntry =
  | { readonly what: 'begun'; readonly at: Date }
  | { readonly what: 'spoken'; readonly at: Date; readonly pieces: readonly Spoken[] }
  | { readonly what: 'keys'; readonly at: Date; readonly keys: string }
  | { readonly what: 'silence'; readonly at: Date }
  | { readonly what: 'tone'; readonly at: Date }
  | { readonly what: 'recorded'; readonly at: Date; readonly seconds: number; readonly fileId: string }
  | { readonly what: 'ended'; readonly at: Date; readonly by: 'person' | 'service' | 'fault' };
