import type { Channel } from '../domain/appeal.ts';

/** What a channel can show and take; a journey's question is rendered within it, never beyond. */
export interface Capabilities {
  /** Buttons or options beside words. */
  readonly choices: boolean;
  readonly freeText: boolean;
  /** A voice, a video or a photo may stand in place of words. */
  readonly media: boolean;
  /** Longest message in characters; null where there is no limit worth naming. */
  readonly messageLength: number | null;
  /** The channel itself knows an address to answer to. */
  readonly knowsAddress: boolean;
}

/** A way for people to reach the service. Everything that is peculiar to it stays in its folder. */
export interface ChannelDescription {
  readonly id: Channel;
  readonly can: Capabilities;
}
