import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import type { Style } from '../../domain/conversation/style.ts';
import type { Option } from '../../domain/journeys/question.ts';

/** What conversing needs besides the context of every action; put together by `app.ts`, since actions know no texts. */
export interface TalkDesk {
  readonly styleOf: (channel: TalkChannel) => Style;
  /** Can the service begin a message to this address there? Nowhere, where it is not said. */
  readonly sends?: (channel: TalkChannel, address: string) => boolean;
  /** An option's names in both languages: what a person may type to choose it. */
  readonly labels: (label: Option['label']) => readonly string[];
  /** The telephone at which people answer. */
  readonly helpPhone: string;
}
