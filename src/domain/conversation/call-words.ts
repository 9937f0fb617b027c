import type { Question } from '../journeys/question.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import type { Prompt, Words } from './prompt.ts';
import { active, currentQuestion, turn } from './steps.ts';

/** Words that are only ever spoken. */
export const aloud = (key: string, params?: Words['params']): Words =>
  params === undefined ? { key: `voice:${key}` } : { key: `voice:${key}`, params };
export const sayAloud = (id: string, params?: Words['params']): Prompt => ({
  role: 'information',
  id,
  lines: [aloud(id, params)],
});

export const farewells = {
  unheard: 'goodbye.unheard',
  served: 'goodbye.served',
  waiting: 'goodbye.waiting',
} as const;
/** Said last on a line on which nobody has spoken for a quarter of an hour; nothing follows it. */
export const lastWord = 'goodbye.ended';
/** The name of a call's end, the same however it is heard of. */
export const endOfCall = (thread: string): string => `${thread}:over`;
export const isFarewell = (prompt: Prompt | undefined): boolean => prompt?.id.startsWith('goodbye.') ?? false;

/** How many digits are awaited after what asks for a number. */
export const digitsAwaited: Readonly<Record<string, number>> = {
  'status.ask': 10,
  'status.notFound': 10,
  'status.typo': 10,
  'status.code': 6,
  'handOver.ask': 8,
};
export const asks = (prompt: Prompt | undefined): boolean =>
  prompt !== undefined && (prompt.ask !== undefined || digitsAwaited[prompt.id] !== undefined);

export const questionOf = (conversation: Conversation, ctx: TalkContext): Question | undefined => {
  const running = active(conversation);
  return running === null || conversation.awaiting !== null ? undefined : currentQuestion(running, ctx);
};

/** The line stays open; any key leads back to the menu. */
export const farewell = (conversation: Conversation, id: string, misses = 0): Turn =>
  turn({ ...conversation, running: null, awaiting: { kind: 'menu' }, misses }, [sayAloud(id)]);
