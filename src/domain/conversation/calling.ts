import { said } from '../journeys/journey.ts';
import { hearAfterwards, hearHangUp } from './call-endings.ts';
import { hearSilence } from './call-failures.ts';
import { askForPerson, pressDone, pressWrong } from './call-keys.ts';
import { ledOn } from './call-leading.ts';
import { aloud, questionOf } from './call-words.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import type { What } from './inbound.ts';
import { active, keepAnswer, proceed, turn } from './steps.ts';

/**
 * What is peculiar to a line on which the service leads (`Style.leads`: a telephone): silence is an answer, whatever
 * fails ends at the recording, something always follows what was said, and a call may break off at any word.
 */

/** What is answered in a way of the telephone's own; null where the common rules do. */
const answerFirst = (conversation: Conversation, what: What, ctx: TalkContext): Turn | null => {
  switch (what.kind) {
    case 'silence':
      return hearSilence(conversation, ctx);
    case 'hang-up':
      return hearHangUp(conversation, ctx);
    case 'media':
      return conversation.call.ended ? hearAfterwards(conversation, what, ctx) : null;
    case 'text':
      return /^\d+$/.test(what.text) ? pressWrong(conversation, what.text, ctx) : null;
    case 'command':
      if (what.command === 'person') return askForPerson(conversation, ctx);
      return what.command === 'done' ? pressDone(conversation, ctx) : null;
    default:
      return null;
  }
};

/** The common rules, fitted to an ear: nothing to be read, nothing that keys can't answer. */
const fitted = (before: Conversation, what: What, heard: Turn, ctx: TalkContext): Turn => {
  const { conversation, prompts } = heard;
  const { awaiting } = conversation;
  const running = active(conversation);
  const last = prompts.at(-1);
  if (awaiting?.kind === 'receipt' && last?.id === 'status.ask' && ctx.presets.phone !== undefined)
    return turn({ ...conversation, awaiting: null }, [], { deed: { kind: 'look-up-latest' } });
  if (running?.journey === 'rating') {
    // Another mark is what one wants to change; whether to make an appeal of a low one is asked after it.
    if (awaiting?.kind === 'change') {
      const { mark: _given, ...answers } = running.answers;
      return proceed({ ...conversation, awaiting: null }, { ...running, answers }, ctx);
    }
    const question = questionOf(conversation, ctx);
    if (question?.id === 'make-appeal')
      return fitted(before, what, keepAnswer(conversation, running, question, 'no', ctx), ctx);
    if (question?.kind === 'check' && last?.ask?.kind === 'check') {
      const lines = [aloud('rated', { mark: Number(said(running.answers, 'mark')) })];
      return { ...heard, prompts: [...prompts.slice(0, -1), { ...last, lines }] };
    }
  }
  if (what.kind === 'media' && last?.ask?.question === 'keep')
    return { ...heard, prompts: [...prompts.slice(0, -1), { ...last, media: what.media }] };
  const thrownAway = active(before)?.files.length ?? 0;
  if (before.awaiting?.kind === 'keep' && running !== null && running.files.length < thrownAway)
    // The first recording stays behind under the old name, and reaches nobody.
    return {
      ...heard,
      conversation: { ...conversation, running: { ...running, submissionId: ctx.freshId } },
    };
  return heard;
};

/** One step of a call; `hear` are the rules that hold on every channel. */
export const onTheLine = (
  before: Conversation,
  what: What,
  ctx: TalkContext,
  hear: (before: Conversation, what: What, ctx: TalkContext) => Turn,
): Turn => {
  const heard = answerFirst(before, what, ctx) ?? fitted(before, what, hear(before, what, ctx), ctx);
  return ledOn(before, heard, ctx);
};
