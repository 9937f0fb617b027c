import { appealJourney, longestStatement } from '../journeys/appeal.ts';
import { composeAppeal } from '../journeys/appeal-command.ts';
import { consentNotAsked } from '../journeys/consent.ts';
import { finish } from '../journeys/journey.ts';
import type { Answers } from '../journeys/question.ts';
import { ratingJourney } from '../journeys/rating.ts';
import type { Conversation, FileKind, Running, TalkContext } from './conversation.ts';
import type { Deed, Turn } from './effects.ts';
import type { Media } from './inbound.ts';
import type { Prompt } from './prompt.ts';
import { words } from './prompts.ts';
import { ask, begin, journeyContextOf, pathOf, turn } from './steps.ts';

export const fileKindOf: Readonly<Record<Media['kind'], FileKind>> = {
  voice: 'sound',
  'video-note': 'video',
  video: 'video',
  photo: 'picture',
  document: 'document',
};

/** What a statement and nothing else makes: everything that was not said stays open for the registrar. */
const shortDeed = (running: Running, ctx: TalkContext): Deed => {
  const answers: Answers = {
    'for-whom': 'self',
    type: 'message',
    ...running.answers,
    consent: consentNotAsked,
  };
  const command = composeAppeal(answers, journeyContextOf(running, ctx));
  const statement = [...command.statement].slice(0, longestStatement).join('');
  return {
    kind: 'submit-appeal',
    submissionId: running.submissionId,
    // Nobody was asked for a name, so none was withheld.
    command: { ...command, statement, anonymous: false },
    files: running.files,
  };
};

/** Sends what the running journey holds, or asks for what it still lacks. */
export const send = (conversation: Conversation, running: Running, ctx: TalkContext): Turn => {
  if (running.short) return turn(conversation, [], { deed: shortDeed(running, ctx) });
  const context = journeyContextOf(running, ctx);
  const finished =
    running.journey === 'appeal'
      ? finish(appealJourney, running.answers, context)
      : finish(ratingJourney, running.answers, context);
  if (!finished.ok) {
    const question = pathOf(running, ctx).find(({ id }) => id === finished.error.question);
    if (question === undefined) return turn(conversation, []);
    return ask(conversation, running, question, ctx, [words(`error.${finished.error.error}`)]);
  }
  const { submissionId, files } = running;
  const command = finished.value;
  return turn(conversation, [], {
    deed:
      'mark' in command
        ? { kind: 'submit-rating', submissionId, command }
        : { kind: 'submit-appeal', submissionId, command, files },
  });
};

/** Any words, or files, as the first thing: an appeal at once. */
export const giveShort = (
  conversation: Conversation,
  said: { readonly text: string; readonly media: readonly Media[]; readonly answers?: Answers },
  ctx: TalkContext,
  prompts: readonly Prompt[] = [],
): Turn => {
  const files = said.media.map(({ kind }) => fileKindOf[kind]);
  const answers = { ...said.answers, statement: said.text };
  // A journey that rests keeps its place beside the appeal that comes now.
  const begun = begin(conversation, 'appeal', ctx, { short: true, answers, files }).running;
  if (begun === null) return turn(conversation, prompts);
  const media =
    said.media.length === 0
      ? null
      : { kind: 'keep-media' as const, submissionId: begun.submissionId, media: said.media, appealId: null };
  return turn({ ...conversation, awaiting: null, misses: 0 }, prompts, {
    deed: shortDeed(begun, ctx),
    media,
  });
};

/** A further message within a day of an appeal belongs to it. */
export const addTo = (
  conversation: Conversation,
  appealId: string,
  said: { readonly text: string; readonly media: readonly Media[] },
  ctx: TalkContext,
  prompts: readonly Prompt[] = [],
  { quiet = false }: { readonly quiet?: boolean } = {},
): Turn => {
  const submissionId = ctx.freshId;
  return turn({ ...conversation, awaiting: null, misses: 0 }, prompts, {
    deed: {
      kind: 'add-to-appeal',
      appealId,
      submissionId,
      text: [...said.text].slice(0, longestStatement).join(''),
      files: said.media.map(({ kind }) => fileKindOf[kind]),
      quiet,
    },
    media: said.media.length === 0 ? null : { kind: 'keep-media', submissionId, media: said.media, appealId },
  });
};
