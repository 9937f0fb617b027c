import type { Media } from '../../domain/conversation/inbound.ts';
import type { Found, Outgoing, Sent } from '../../domain/conversation/prompt.ts';

/** A stored file, opened to be sent on. */
export interface FileToSend {
  readonly name: string;
  readonly mediaType: string;
  readonly kind: 'picture' | 'document' | 'sound' | 'video';
  readonly bytes: number;
  readonly open: () => Promise<ReadableStream<Uint8Array>>;
}
/** What a sending may need of the service. */
export interface SendDesk {
  readonly openFile: (fileId: string) => Promise<FileToSend | null>;
  /** How many of the messages that make up this sending went out at earlier tries: those are not sent again. */
  readonly partsOut: number;
  /** Notes that so many of them are out; to be called after each, before the next. */
  readonly notePart: (partsOut: number) => Promise<void>;
}

/** The way out of a channel, handed in by `app.ts`: actions never import channels. */
export interface Outlet {
  /** Sends; never throws for what a provider does. null: this channel can't begin a message (a telephone). */
  readonly send: ((outgoing: Outgoing, desk: SendDesk) => Promise<Sent>) | null;
  /** Asks the provider about a sending of unknown outcome, begun at `since`; null where it can't be asked. */
  readonly find: ((outgoing: Outgoing, since: Date) => Promise<Found>) | null;
  /** Fetches a file from the provider (its configured root only, within `maxBytes`); null: it is gone for good. */
  readonly fetchMedia:
    | ((media: Media, maxBytes: number) => Promise<ReadableStream<Uint8Array> | null>)
    | null;
  /**
   * Whether a way through this outlet may be taken to an address, for an appeal that was given from `givenAt` (null: on
   * the site, or from a hidden number); always, where it is not said. In the demonstration it keeps the lab apart.
   */
  readonly reaches?: (address: string, givenAt: string | null) => boolean;
  /** Messages the provider takes in one second from us, all people together. */
  readonly messagesPerSecond: number;
}
