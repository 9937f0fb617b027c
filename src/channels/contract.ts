import type { Channel as ChannelId } from '../domain/appeal.ts';
import type { Inbound, Media, TalkChannel } from '../domain/conversation/inbound.ts';
import type { Found, Outgoing, Prompt, Sent } from '../domain/conversation/prompt.ts';
import type { Style } from '../domain/conversation/style.ts';
import type { Language } from '../domain/language.ts';
import type { Result } from '../domain/result.ts';

/** What a channel can show and take; a journey's question is rendered within it, never beyond. */
export interface Capabilities {
  /** Buttons or options beside words. */
  readonly choices: boolean;
  readonly freeText: boolean;
  /** Sound spoken by the person may stand in place of words. */
  readonly voiceIn: boolean;
  /** A video, a photo or a document may stand in place of words. */
  readonly mediaIn: boolean;
  /** Longest message in characters (UTF-16 units); null where there is no limit worth naming. */
  readonly messageLength: number | null;
  /** The channel itself knows an address to answer to. */
  readonly knowsAddress: boolean;
}

/** A way for people to reach the service. Everything that is peculiar to it stays in its folder. */
export interface ChannelDescription {
  readonly id: ChannelId;
  readonly can: Capabilities;
}

/** A request of a provider, freed of the web server. `url` is built on `PUBLIC_BASE_URL`, as the provider signed it. */
export interface WebhookRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly header: (name: string) => string | null;
  /** As it came, for signatures and for codings other than UTF-8. */
  readonly body: Uint8Array;
}
export interface WebhookAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

/** What a provider tells of something we sent. `failed` is one of the endings of `Sent`. */
export interface DeliveryReport {
  readonly channel: TalkChannel;
  readonly providerId: string;
  readonly outcome: 'delivered' | Extract<Sent['outcome'], 'never' | 'blocked-by-person' | 'address-wrong'>;
}

/** A request read: messages of people, and reports on what was sent. Both may be empty (an update of no interest). */
export interface Reading {
  readonly inbound: readonly Inbound[];
  readonly reports: readonly DeliveryReport[];
}

/** What `receiveInbound` gives for one message; rendered into the webhook's answer where the channel does so. */
export interface Reply {
  /**
   * `taken` now; `repeated`: had been, and these are the same prompts; `kept`: it failed inside and will be tried
   * again (no prompts); `unanswered`: stored and not to be answered (no prompts).
   */
  readonly outcome: 'taken' | 'repeated' | 'kept' | 'unanswered';
  readonly language: Language;
  readonly prompts: readonly Prompt[];
}

/** One address that a provider calls. Mounted by `webhookRoutes`, which answers 403, 400 and 503 by itself. */
export interface Webhook {
  readonly method: 'GET' | 'POST';
  /** As in interfaces.md: `/channels/sms/twilio`. */
  readonly path: string;
  /** Is it really the provider? In constant time; false becomes 403, and nothing is stored. */
  readonly verify: (request: WebhookRequest) => boolean | Promise<boolean>;
  /** `not-ours`: not the provider's form at all; becomes 400, and nothing is stored. */
  readonly parse: (
    request: WebhookRequest,
  ) => Result<Reading, 'not-ours'> | Promise<Result<Reading, 'not-ours'>>;
  /** After the commit: what the provider is told. `replies` in the order of `Reading.inbound`. */
  readonly answer: (replies: readonly Reply[], request: WebhookRequest) => WebhookAnswer;
}

/** A stored file, opened to be sent on. */
export interface FileToSend {
  readonly name: string;
  readonly mediaType: string;
  readonly kind: 'picture' | 'document' | 'sound' | 'video';
  readonly bytes: number;
  readonly open: () => Promise<ReadableStream<Uint8Array>>;
}
/** Handed to `send`: what a sending may need of the service. */
export interface SendDesk {
  readonly openFile: (fileId: string) => Promise<FileToSend | null>;
}

/** A channel that converses. Made by a function of its settings; nothing of it runs before `app.ts` says so. */
export interface Channel extends ChannelDescription {
  readonly id: TalkChannel;
  readonly style: Style;
  readonly webhooks: readonly Webhook[];
  /**
   * Prompts as this channel's messages: letters for Telegram and SMS (one string a message, options numbered), TwiML
   * for the telephone (one document). Pure; the contract tests read it.
   */
  readonly render: (prompts: readonly Prompt[], language: Language) => readonly string[];
  /** Sends; never throws for what a provider does. null: this channel can't begin a message (a telephone). */
  readonly send: ((outgoing: Outgoing, desk: SendDesk) => Promise<Sent>) | null;
  /** Asks the provider about a sending of unknown outcome, begun at `since`; null where it can't be asked. */
  readonly find: ((outgoing: Outgoing, since: Date) => Promise<Found>) | null;
  /** Fetches a file from the provider (its configured root only, within `maxBytes`); null: it is gone for good. */
  readonly fetchMedia:
    | ((media: Media, maxBytes: number) => Promise<ReadableStream<Uint8Array> | null>)
    | null;
  /** Messages the provider takes in one second from us, all people together. */
  readonly messagesPerSecond: number;
}
