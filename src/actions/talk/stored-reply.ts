import type { Prompt } from '../../domain/conversation/prompt.ts';
import type { KeyRing } from '../../storage/keys.ts';

const contextOf = (inboundId: string): string => `inbound-reply:${inboundId}`;

/** What answered a message, kept for its repeats and for the sending. */
export const sealReply = (keys: KeyRing, inboundId: string, prompts: readonly Prompt[]): Buffer =>
  keys.seal(JSON.stringify(prompts), contextOf(inboundId));

/** Authenticated, and written by `sealReply` alone. */
export const openReply = (keys: KeyRing, inboundId: string, sealed: Buffer): readonly Prompt[] =>
  JSON.parse(keys.open(sealed, contextOf(inboundId)));
