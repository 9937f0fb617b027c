import { aloud, asks, farewell, farewells, isFarewell, lastWord, questionOf } from './call-words.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { send } from './give.ts';
import type { Prompt, Words } from './prompt.ts';
import { active, ask, begin, mainMenu, proceed, turn } from './steps.ts';

/** After so many failures in a row the prompt is a simpler one, and after one more the person simply speaks. */
const failuresBorne = 2;
/** Times that one who says nothing is asked to speak. */
const mostSilences = 3;
/** How often the service says, about once a minute, that it is still there; then the silent line may end. */
const mostWaits = 12;

/** Keys and menus have not helped: the person says it in their own words. */
export const speakInstead = (conversation: Conversation, ctx: TalkContext, why: Words): Turn => {
  if (conversation.call.served) return farewell(conversation, farewells.served);
  const begun = begin(conversation, 'appeal', ctx, { short: true });
  return begun.running === null ? turn(begun, []) : proceed(begun, begun.running, ctx, [why]);
};

/** What asks in words of its own (a number is awaited) keeps them; a question needs nothing before it. */
const simpler = (prompt: Prompt): Prompt => ({
  ...prompt,
  lines: prompt.ask === undefined ? prompt.lines : [],
  simpler: true,
});

/** Nothing was pressed, or nothing that is offered: the same again, then simpler, then the recording. */
export const failed = (conversation: Conversation, ctx: TalkContext, why: Words | null): Turn => {
  const misses = conversation.misses + 1;
  if (misses > failuresBorne)
    return speakInstead(conversation, ctx, aloud(why === null ? 'speakNow' : 'speakInstead'));
  const last = conversation.last.at(-1);
  const missed = { ...conversation, misses };
  if (!asks(last) || last === undefined) return mainMenu(missed, ctx);
  const again: Prompt = { ...last, lines: last.ask === undefined ? last.lines : [] };
  return turn(missed, [
    misses === failuresBorne
      ? simpler(again)
      : { ...again, lines: why === null ? again.lines : [why, ...again.lines] },
  ]);
};

export const hearSilence = (conversation: Conversation, ctx: TalkContext): Turn => {
  const running = active(conversation);
  const { awaiting, misses, last } = conversation;
  // It was said before: who does nothing sends what they have spoken or marked.
  if (running !== null && awaiting?.kind === 'keep')
    return send({ ...conversation, awaiting: null }, running, ctx);
  const question = questionOf(conversation, ctx);
  if (running?.journey === 'rating' && question?.kind === 'check') return send(conversation, running, ctx);
  if (isFarewell(last.at(-1)))
    return farewell(conversation, misses < mostWaits ? farewells.waiting : lastWord, misses + 1);
  if (running?.short && question !== undefined) {
    const silences = misses + 1;
    if (silences >= mostSilences)
      return farewell(conversation, conversation.call.served ? farewells.served : farewells.unheard);
    return ask({ ...conversation, misses: silences }, running, question, ctx, [aloud('speakNow')]);
  }
  if (conversation.call.served && awaiting?.kind === 'menu') return farewell(conversation, farewells.served);
  return failed(conversation, ctx, null);
};

export const hasFailed = (before: Conversation, { conversation, prompts }: Turn): boolean =>
  conversation.misses > before.misses && !isFarewell(prompts.at(-1)) && active(conversation)?.short !== true;

export const afterFailure = (heard: Turn, ctx: TalkContext): Turn => {
  const { misses } = heard.conversation;
  if (misses > failuresBorne) return speakInstead(heard.conversation, ctx, aloud('speakInstead'));
  const last = heard.prompts.at(-1);
  if (misses < failuresBorne || last === undefined || !asks(last)) return heard;
  return { ...heard, prompts: [...heard.prompts.slice(0, -1), simpler(last)] };
};
