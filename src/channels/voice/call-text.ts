import type { Prompt } from '../../domain/conversation/prompt.ts';
import type { Language } from '../../domain/language.ts';
import { spokenText } from '../../text/spoken.ts';
import { linesOf } from './say-call.ts';

/** What a caller hears, in letters: a line for each sentence, `[…]` for their own recording and for the tone. */
export const callText = (prompts: readonly Prompt[], language: Language): string => {
  const own = (): string => '[жазба / запись]';
  const lines = prompts
    .flatMap((prompt) => linesOf(prompt, language, own))
    .map((line) => ('play' in line ? line.play : spokenText(line.spoken)));
  const isRecording = prompts.at(-1)?.ask?.kind === 'statement';
  return [...lines, ...(isRecording ? ['[сигнал]'] : [])].filter(Boolean).join('\n');
};
