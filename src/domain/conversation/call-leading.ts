import { afterFailure, hasFailed } from './call-failures.ts';
import { aloud, asks, digitsAwaited, isFarewell } from './call-words.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { mainMenu } from './steps.ts';

/** Simpler after failures, then the recording; something to do next after everything; both languages until one is known. */
export const ledOn = (before: Conversation, heard: Turn, ctx: TalkContext): Turn => {
  const { conversation } = heard;
  if (heard.deed !== null || conversation.call.ended) return heard;
  const led = hasFailed(before, heard) ? afterFailure(heard, ctx) : heard;
  const last = led.prompts.at(-1);
  const open = asks(last) || isFarewell(last);
  const rest = led.conversation.call.served ? [aloud('anythingElse')] : [];
  const on = open ? null : mainMenu({ ...led.conversation, misses: 0 }, ctx, rest);
  const prompts = on === null ? led.prompts : [...led.prompts, ...on.prompts];
  const both = led.conversation.language === null ? { bothLanguages: true as const } : {};
  return {
    ...led,
    conversation: on === null ? led.conversation : on.conversation,
    prompts: prompts.map((prompt) => {
      const digits = digitsAwaited[prompt.id];
      return { ...prompt, ...both, ...(digits === undefined ? {} : { digits }) };
    }),
  };
};
