import type { Prompt } from './prompt.ts';

/** How a channel converses: parameters of the one set of rules, never a second one. */
export interface Style {
  /** Most options offered in one message; where there are more, the last one of a page is "more". */
  readonly choicesPerMessage: number;
  /** Can these options stand under this question in one message? Asked with the question alone, no lines before it. */
  readonly hasRoom?: (prompt: Prompt) => boolean;
  /** Every reply is one message of at most two SMS segments: no greetings, `<key>-brief` where a text has it. */
  readonly brief: boolean;
  /** The stop word always ends notices; otherwise only where no journey is running (there it only pauses). */
  readonly stopEndsNotices: boolean;
  /** `later`: replies go out through the outbox. `at-once`: they are the answer to the webhook itself. */
  readonly replies: 'later' | 'at-once';
  /** Questions come by themselves to one who says nothing (a call); elsewhere nobody is asked unbidden. */
  readonly leads: boolean;
}
