import { isTold } from './call-endings.ts';
import { failed } from './call-failures.ts';
import { aloud, farewell, farewells, isFarewell, questionOf } from './call-words.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { send } from './give.ts';
import { say } from './prompts.ts';
import { active, ask, begin, mainMenu, proceed } from './steps.ts';

/** Who asks for a person after having spoken is called about that; whose number is hidden is asked for it. */
export const askForPerson = (conversation: Conversation, ctx: TalkContext): Turn | null => {
  const running = active(conversation);
  if (running !== null && isTold(running)) {
    const needs = [...new Set([...[running.answers.needs ?? []].flat(), 'call-me'])];
    const sent = send(
      { ...conversation, awaiting: null },
      { ...running, short: true, answers: { ...running.answers, needs } },
      ctx,
    );
    return { ...sent, prompts: [say('information', 'person', { phone: ctx.helpPhone })] };
  }
  if (ctx.presets.phone !== undefined) return null;
  const answers = { type: 'inquiry', needs: ['call-me'] };
  const begun = begin(conversation, 'appeal', ctx, { short: true, answers });
  return begun.running === null ? null : proceed(begun, begun.running, ctx, [aloud('personNumber')]);
};

export const pressDone = (conversation: Conversation, ctx: TalkContext): Turn | null => {
  const running = active(conversation);
  if (running?.journey === 'rating' && questionOf(conversation, ctx)?.kind === 'check')
    return send(conversation, running, ctx);
  return running === null && conversation.call.served ? farewell(conversation, farewells.served) : null;
};

/** Keys that lead nowhere where the person is; null where they may lead on. */
export const pressWrong = (conversation: Conversation, text: string, ctx: TalkContext): Turn | null => {
  const { awaiting } = conversation;
  const offered = { menu: 4, language: 2, keep: 2 };
  switch (awaiting?.kind) {
    case 'menu':
    case 'language':
    case 'keep': {
      const number = Number(text);
      const isOffered = Number.isInteger(number) && number >= 1 && number <= offered[awaiting.kind];
      if (isOffered) return null;
      if (isFarewell(conversation.last.at(-1))) return mainMenu({ ...conversation, misses: 0 }, ctx);
      return failed(conversation, ctx, aloud('unclear'));
    }
    case 'receipt':
      return [8, 10, 16].includes(text.length) ? null : failed(conversation, ctx, aloud('digitsMissing'));
    case 'code':
      return text.length === 6 ? null : failed(conversation, ctx, aloud('digitsMissing'));
    default: {
      const running = active(conversation);
      const question = questionOf(conversation, ctx);
      // A key before the tone: the person wants to speak at once.
      return running !== null && question?.kind === 'statement'
        ? ask(conversation, running, question, ctx, [aloud('speakNow')])
        : null;
    }
  }
};
