import type { InboundReply } from '../actions/talk/arriving.ts';
import type { Outlet } from '../actions/talk/outlet.ts';
import type { Channel as ChannelId } from '../domain/appeal.ts';
import type { Inbound, TalkChannel } from '../domain/conversation/inbound.ts';
import type { Prompt, Sent } from '../domain/conversation/prompt.ts';
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
  readonly body?: string | ReadableStream<Uint8Array>;
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
export type Reply = InboundReply;

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
  readonly answer: (
    replies: readonly Reply[],
    request: WebhookRequest,
  ) => WebhookAnswer | Promise<WebhookAnswer>;
}

/** A channel that converses. Made by a function of its settings; nothing of it runs before `app.ts` says so. */
export interface Channel extends ChannelDescription, Outlet {
  readonly id: TalkChannel;
  readonly style: Style;
  readonly webhooks: readonly Webhook[];
  /**
   * Prompts as this channel's messages: letters for Telegram and SMS (one string a message, options numbered), TwiML
   * for the telephone (one document). Pure; the contract tests read it.
   */
  readonly render: (prompts: readonly Prompt[], language: Language) => readonly string[];
}

export type { FileToSend, Outlet, SendDesk } from '../actions/talk/outlet.ts';
