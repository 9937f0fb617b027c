import type { What } from '../../domain/conversation/inbound.ts';

/** Bytes that a button may carry. */
export const longestData = 64;

const choicePrefix = 'q';

/** What an option's button carries: `q|<question>|<code>`; null where it is too long to be carried. */
export const choiceData = (question: string, code: string): string | null => {
  const data = [choicePrefix, question, code].join('|');
  return new TextEncoder().encode(data).length > longestData ? null : data;
};
/** What a pressed button says. One that is not of ours any more is an old button, which the core explains. */
export const readCallbackData = (data: string): What => {
  const [prefix, question = '', code = ''] = data.split('|');
  if (prefix !== choicePrefix) return { kind: 'choice', question: '', code: '' };
  return { kind: 'choice', question, code };
};
