import { consentNotAsked } from '../journeys/consent.ts';
import { afterDeedOnTheLine } from './call-outcomes.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Deed, Outcome, Turn } from './effects.ts';
import { giveShort } from './give.ts';
import type { Prompt } from './prompt.ts';
import { say, words } from './prompts.ts';
import { again, begin, proceed, turn } from './steps.ts';

/** A journey that became what it was for is over; another one that rests keeps its place. */
const ended = (conversation: Conversation, submissionId: string): Conversation =>
  conversation.running?.submissionId === submissionId
    ? { ...conversation, running: null, awaiting: null }
    : conversation;

/** `more`: the person was not asked anything yet, and may say more. */
const receipt = (
  outcome: Extract<Outcome, { kind: 'appeal-taken' }>,
  more: boolean,
  ctx: TalkContext,
): readonly Prompt[] => {
  const { serial, code, dueOn } = outcome;
  const taken: Prompt = {
    role: 'receipt',
    id: 'appeal-taken',
    lines: [words('taken', { number: { receipt: serial }, code: { digits: code }, day: { day: dueOn } })],
    receipt: { serial, code, dueOn },
  };
  return more && !ctx.style.leads ? [taken, say('information', 'takenMore')] : [taken];
};

const statusOf = (outcome: Extract<Outcome, { kind: 'found' }>): Prompt => ({
  role: 'status',
  id: 'status',
  lines: [
    words('status.is', {
      number: { receipt: outcome.serial },
      state: { label: { key: `domain:state.${outcome.state}` } },
    }),
    ...(outcome.open ? [words('status.due', { day: { day: outcome.dueOn } })] : []),
  ],
});

const afterRating = (
  conversation: Conversation,
  deed: Extract<Deed, { kind: 'submit-rating' }>,
  outcome: Extract<Outcome, { kind: 'rating-taken' }>,
  ctx: TalkContext,
): Turn => {
  const rated = ended(conversation, deed.submissionId);
  const thanks = say('confirmation', 'rating.taken', { mark: outcome.mark });
  const { makeAppeal, reason, institutionId } = deed.command;
  if (makeAppeal) {
    const answers = { organisation: institutionId };
    if (reason !== null) return giveShort(rated, { text: reason, media: [], answers }, ctx, [thanks]);
    const begun = begin(rated, 'appeal', ctx, { short: true, answers });
    if (begun.running === null) return turn(rated, [thanks]);
    const asked = proceed(begun, begun.running, ctx);
    return { ...asked, prompts: [thanks, ...asked.prompts] };
  }
  if (outcome.low && reason === null && rated.running === null) {
    // What is written next is an appeal about this institution.
    const begun = begin(rated, 'appeal', ctx, { short: true, answers: { organisation: institutionId } });
    if (begun.running !== null) {
      const waiting = { ...begun.running, asked: 'statement' };
      return turn({ ...begun, running: waiting }, [thanks, say('question', 'rating.low')]);
    }
  }
  return turn(rated, [thanks, ...again(rated, ctx)]);
};

const concluded = (conversation: Conversation, deed: Deed, outcome: Outcome, ctx: TalkContext): Turn => {
  switch (outcome.kind) {
    case 'appeal-taken': {
      if (deed.kind !== 'submit-appeal') return turn(conversation, []);
      const { needs, consentVersion } = deed.command;
      const given: Conversation = {
        ...ended(conversation, deed.submissionId),
        appeal: { id: outcome.appealId, serial: outcome.serial, at: ctx.now },
        needs: needs.length > 0 ? needs : conversation.needs,
      };
      return turn(given, [
        ...receipt(outcome, consentVersion === consentNotAsked, ctx),
        ...again(given, ctx),
      ]);
    }
    case 'added':
      if (deed.kind === 'add-to-appeal' && deed.quiet) return turn(conversation, []);
      return turn(conversation, [
        say('confirmation', 'added', { number: { receipt: outcome.serial } }),
        ...again(conversation, ctx),
      ]);
    case 'not-added': {
      if (deed.kind !== 'add-to-appeal') return turn(conversation, []);
      return giveShort({ ...conversation, appeal: null }, { text: deed.text, media: [] }, ctx);
    }
    case 'rating-taken':
      return deed.kind === 'submit-rating'
        ? afterRating(conversation, deed, outcome, ctx)
        : turn(conversation, []);
    case 'rating-refused': {
      const rested = deed.kind === 'submit-rating' ? ended(conversation, deed.submissionId) : conversation;
      const why = outcome.error === 'rated-already' ? 'rating.already' : 'rating.refused';
      return turn(rested, [say('information', why), ...again(rested, ctx)]);
    }
    case 'found':
      return turn(conversation, [statusOf(outcome), ...again(conversation, ctx)]);
    case 'needs-code':
      return turn({ ...conversation, awaiting: { kind: 'code', serial: outcome.serial } }, [
        say('question', 'status.code'),
      ]);
    case 'not-found':
      return turn({ ...conversation, awaiting: { kind: 'receipt' } }, [say('status', 'status.notFound')]);
    case 'try-later':
      return turn(conversation, [say('information', 'status.tryLater', { phone: ctx.helpPhone })]);
    case 'hand-over-drawn':
      return turn(conversation, [say('confirmation', 'handOver.code', { code: { digits: outcome.code } })]);
    case 'moved': {
      const { journey, submissionId, answers, files, language } = outcome;
      const moved = begin({ ...conversation, language, languageChosen: true }, journey, ctx, {
        answers,
        files,
        short: ctx.style.leads,
      });
      if (moved.running === null) return turn(conversation, []);
      return proceed(moved, { ...moved.running, submissionId }, ctx, [words('handOver.moved')]);
    }
    case 'code-wrong':
      return turn(conversation, [say('information', 'handOver.wrong'), ...again(conversation, ctx)]);
  }
};

/** What is said after a deed, and what else is to be done because of it. */
export const conclude = (
  conversation: Conversation,
  deed: Deed,
  outcome: Outcome,
  ctx: TalkContext,
): Turn => {
  const after = concluded(conversation, deed, outcome, ctx);
  return ctx.style.leads ? afterDeedOnTheLine(conversation, deed, outcome, after, ctx) : after;
};
