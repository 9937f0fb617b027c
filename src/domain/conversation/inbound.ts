import type { Language } from '../language.ts';

/** Channels on which the service converses; the web and the worker's tablet have pages instead. */
export const talkChannels = ['telegram', 'sms', 'voice'] as const;
export type TalkChannel = (typeof talkChannels)[number];

/** Sound, pictures and papers as the provider names them; fetched after the message has been answered for. */
export interface Media {
  /** `video-note` is Telegram's round video: taken as sign language. */
  readonly kind: 'voice' | 'video-note' | 'video' | 'photo' | 'document';
  /** The provider's id or address of the file; never shown, never logged. */
  readonly ref: string;
  readonly name?: string;
  readonly seconds?: number;
  /** Larger than so many MB, which is all that the channel hands over: it can't be fetched, and the person is told. */
  readonly overMegabytes?: number;
}

/** What a person can say by a word of ours, a command or a key. `words.ts` knows how each is spelt. */
export const commands = [
  'start',
  'help',
  'appeal',
  'rate',
  'status',
  'new',
  'back',
  'repeat',
  'skip',
  'done',
  'language',
  'kk',
  'ru',
  'person',
  'stop',
  'hand-over',
] as const;
export type Command = (typeof commands)[number];

/** What came in, freed of everything that is the provider's. */
export type What =
  | { readonly kind: 'text'; readonly text: string }
  /** A button or key of ours: the question it stood under, and the code of the option. */
  | { readonly kind: 'choice'; readonly question: string; readonly code: string }
  /** `text`: what was written under it. `album`: the same for messages that were sent together, as one. */
  | {
      readonly kind: 'media';
      readonly media: readonly Media[];
      readonly text: string;
      readonly album?: string;
    }
  /** A telephone number handed over by a button; `own`: the channel vouches that it is the sender's. */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  /** `argument`: what came with it, `/start 26000001`. */
  | { readonly kind: 'command'; readonly command: Command; readonly argument?: string }
  /** A message already taken was changed by its writer. */
  | { readonly kind: 'edited'; readonly text: string }
  /** Something that can't be read: a sticker, a place on a map. */
  | { readonly kind: 'unreadable' }
  /** We were brought among several people, where nobody's words are for us: declined, and nothing said there is kept. */
  | { readonly kind: 'crowd' }
  /** Nothing was said or pressed while we waited. */
  | { readonly kind: 'silence' }
  /** The line was cut; what was said before it counts. */
  | { readonly kind: 'hang-up' }
  /** The person, or the provider for them, wants no more messages here; or wants them again. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unblocked' };

/** One message of one person, as a channel hands it to `receiveInbound`. */
export interface Inbound {
  readonly channel: TalkChannel;
  /** The provider's own id of this message, the same however often it is sent: what repeats are known by. */
  readonly externalId: string;
  /** Names the conversation: the person's address where the channel keeps one, a call's id for the telephone. */
  readonly thread: string;
  /** Where the person can be reached on this channel (E.164, a chat's id); null where it is hidden. */
  readonly address: string | null;
  /** False for senders nobody reads at: names instead of numbers, short codes. Stored, never answered. */
  readonly answerable: boolean;
  /** What the channel knows of the person's language; what they write goes before it. */
  readonly languageHint: Language | null;
  /** A name others can write to, `@aigul`, where the channel has one. */
  readonly handle?: string;
  /** A part (`number` of `total`, from 1) of a long message that the provider hands over piece by piece. */
  readonly part?: { readonly reference: number; readonly total: number; readonly number: number };
  readonly what: What;
}
