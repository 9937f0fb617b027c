import { conclude } from '../../domain/conversation/conclude.ts';
import type { Conversation, TalkContext } from '../../domain/conversation/conversation.ts';
import type { KeepMedia, Outcome, Turn } from '../../domain/conversation/effects.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import type { Language } from '../../domain/language.ts';
import type { Queryable } from '../../storage/database.ts';
import type { ActionContext } from '../context.ts';
import type { Arriving } from './arriving.ts';
import { type DeedOf, doDeeds } from './do-deeds.ts';
import type { KeptConversation } from './kept-conversation.ts';

/** Deeds that follow from each other in one turn, at most. */
const mostRounds = 4;

/** One message in the middle of being taken. */
export interface Taking {
  readonly arriving: Arriving;
  readonly rowId: string;
  readonly person: KeptConversation;
  readonly context: TalkContext;
  turn: Turn;
  prompts: readonly Prompt[];
  readonly media: KeepMedia[];
  readonly appeals: string[];
}

export const languageOf = (conversation: Conversation): Language => conversation.language ?? 'kk';

/** Goes on with every turn until nothing is left to be done. */
export const settle = async (
  ctx: ActionContext,
  trx: Queryable,
  takings: readonly Taking[],
): Promise<void> => {
  for (let round = 0; round < mostRounds; round += 1) {
    const deeds = new Map<DeedOf, Taking>();
    for (const taking of takings) {
      const { deed, conversation } = taking.turn;
      if (deed === null) continue;
      const person = { ...taking.person, conversation };
      deeds.set(
        { deed, inbound: taking.arriving.inbound, person, language: languageOf(conversation) },
        taking,
      );
    }
    if (deeds.size === 0) return;
    const outcomes = await doDeeds(ctx, trx, [...deeds.keys()]);
    for (const [one, taking] of deeds) {
      const outcome: Outcome | undefined = outcomes.get(one);
      if (outcome === undefined) throw new Error('talk: a deed without an outcome');
      if (outcome.kind === 'appeal-taken') taking.appeals.push(outcome.appealId);
      const next = conclude(taking.turn.conversation, one.deed, outcome, taking.context);
      taking.prompts = [...taking.prompts, ...next.prompts];
      if (next.media !== null) taking.media.push(next.media);
      taking.turn = next;
    }
  }
};
