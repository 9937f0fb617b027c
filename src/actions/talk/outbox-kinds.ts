/** Outbox entries that fetch a file which someone sent; the payload is `{ mediaId }`. */
export const fetchKind = 'fetch-media';

/** Outbox entries that end a call whose end was not told; the payload is `{ conversationId }`. */
export const endCallKind = 'end-call';

/** Outbox entries that a channel sends: one kind a channel, so that each goes at its own pace. See `Errand`. */
export const sendKind = (channel: string): string => `send:${channel}`;

/** What is to be sent. Ids and codes only; words are read where they are kept. */
export type Errand =
  /** The answer to a message. */
  | { readonly what: 'reply'; readonly inboundId: string }
  /** A sentence of ours to someone in a conversation. */
  | { readonly what: 'say'; readonly conversationId: string; readonly text: string }
  /** The number and the code of an appeal that was spoken, in letters. */
  | { readonly what: 'receipt'; readonly appealId: string }
  /** News of an appeal: what `NoticePayload` says, on one of the ways to the person. */
  | {
      readonly what: 'news';
      readonly news: 'answer' | 'question' | 'state' | 'written-for-you';
      /** The event it tells of; null for `written-for-you`. */
      readonly eventId: string | null;
      readonly to: 'writer' | 'applicant';
      /** Channels that have failed for this news already. */
      readonly tried: readonly string[];
      /** The task that stands in where no channel carries it; null: then it is let go. */
      readonly task: {
        readonly id: string;
        readonly kind: string;
        readonly channel: string;
        readonly notice: string | null;
      } | null;
    };
