import { tidyText } from '../journeys/check-answer.ts';
import { answerByCode, answerByText, skip } from './answer.ts';
import { onTheLine } from './calling.ts';
import { afterLanguage, obey } from './commands.ts';
import { afterPause, type Conversation, type TalkContext } from './conversation.ts';
import { detectLanguage } from './detect-language.ts';
import type { Turn } from './effects.ts';
import { addTo } from './give.ts';
import { hearMedia } from './hear-media.ts';
import { choose, hearText, isMenu, menuDeeds } from './hear-text.ts';
import type { What } from './inbound.ts';
import { skipCode } from './options.ts';
import { say } from './prompts.ts';
import { active, again, currentQuestion, openForAddition, pathOf, turn } from './steps.ts';

const hearChoice = (conversation: Conversation, question: string, code: string, ctx: TalkContext): Turn => {
  const { awaiting } = conversation;
  if (question === 'main' && isMenu(code))
    return obey({ ...conversation, awaiting: null }, menuDeeds[code], '', ctx);
  if (question === 'language' && (code === 'kk' || code === 'ru'))
    return afterLanguage({ ...conversation, awaiting: null, language: code, languageChosen: true }, ctx);
  if (awaiting !== null && question === awaiting.kind) {
    const chosen = choose(conversation, awaiting, code, ctx);
    if (chosen !== null) return chosen;
  }
  const running = active(conversation);
  const there = running === null ? undefined : pathOf(running, ctx).find(({ id }) => id === question);
  if (code === skipCode && running !== null && there?.id === running.asked && awaiting === null)
    return skip({ ...conversation, misses: 0 }, running, there, ctx);
  if (running !== null && there !== undefined && code !== skipCode)
    return answerByCode({ ...conversation, awaiting: null, misses: 0 }, running, there, code, ctx);
  return turn(conversation, [say('information', 'oldButton'), ...again(conversation, ctx)]);
};

const hearContact = (conversation: Conversation, phone: string, own: boolean, ctx: TalkContext): Turn => {
  if (!own) return turn(conversation, [say('information', 'contact.notOwn'), ...again(conversation, ctx)]);
  const running = active(conversation);
  const question = running === null ? undefined : currentQuestion(running, ctx);
  if (running !== null && question?.kind === 'phone')
    return answerByText(conversation, running, question, phone, ctx);
  if (running === null) return turn(conversation, [say('confirmation', 'contact.unasked')]);
  const kept = { ...running, answers: { ...running.answers, phone } };
  return turn({ ...conversation, running: kept }, [
    say('confirmation', 'contact.taken'),
    ...again({ ...conversation, running: kept }, ctx),
  ]);
};

/** The language to speak: a word chosen it, otherwise what is written tells, otherwise what was spoken last. */
const spokenIn = (conversation: Conversation, what: What, ctx: TalkContext): Conversation => {
  const text = what.kind === 'text' || what.kind === 'media' || what.kind === 'edited' ? what.text : '';
  const settled = conversation.languageChosen && active(conversation) !== null;
  const detected = text === '' || settled ? null : detectLanguage(text);
  const language = detected ?? conversation.language ?? ctx.languageHint;
  return language === conversation.language ? conversation : { ...conversation, language };
};

/** The rules that hold on every channel. */
const hear = (before: Conversation, what: What, ctx: TalkContext): Turn => {
  const conversation = spokenIn(afterPause(before, ctx.now), what, ctx);
  switch (what.kind) {
    case 'text':
      return hearText(conversation, what.text, ctx);
    case 'choice':
      return hearChoice(conversation, what.question, what.code, ctx);
    case 'media':
      return hearMedia(conversation, what, ctx);
    case 'contact':
      return hearContact(conversation, what.phone, what.own, ctx);
    case 'command':
      return obey(conversation, what.command, what.argument ?? '', ctx);
    case 'edited': {
      const appeal = active(conversation) === null ? openForAddition(conversation, ctx) : null;
      const text = tidyText(what.text);
      if (appeal !== null && text !== '') return addTo(conversation, appeal.id, { text, media: [] }, ctx);
      return turn(conversation, [say('information', 'edited'), ...again(conversation, ctx)]);
    }
    case 'unreadable':
      return turn(conversation, [say('information', 'unreadable'), ...again(conversation, ctx)]);
    case 'crowd':
      return turn(before, [{ ...say('information', 'crowd'), bothLanguages: true }]);
    case 'silence':
    case 'hang-up':
      // Heard where the service leads; elsewhere nobody is asked unbidden.
      return turn(conversation, []);
    case 'blocked':
      return turn({ ...conversation, optedOut: true }, []);
    case 'unblocked':
      return turn({ ...conversation, optedOut: false }, []);
  }
};

/**
 * One message of a person: what is remembered after it, what is said, what is to be done. Pure; the outcome of the deed
 * goes into `conclude`.
 */
export const converse = (before: Conversation, what: What, ctx: TalkContext): Turn =>
  ctx.style.leads ? onTheLine(afterPause(before, ctx.now), what, ctx, hear) : hear(before, what, ctx);
