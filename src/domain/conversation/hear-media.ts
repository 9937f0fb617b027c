import { tidyText } from '../journeys/check-answer.ts';
import { said } from '../journeys/journey.ts';
import type { Conversation, Running, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { addTo, fileKindOf, giveShort, send } from './give.ts';
import { hearText } from './hear-text.ts';
import type { Media, What } from './inbound.ts';
import { pageOf } from './options.ts';
import type { Words } from './prompt.ts';
import { askMenu, keepOptions, say, words } from './prompts.ts';
import { active, again, ask, currentQuestion, openForAddition, proceed, turn } from './steps.ts';

const heardWords = (media: Media): Words => {
  const key = media.kind === 'video-note' ? 'heard.signs' : `heard.${media.kind}`;
  return media.kind === 'voice' && media.seconds !== undefined
    ? words('heard.voiceSeconds', { count: Math.round(media.seconds) })
    : words(key);
};

const speaks: ReadonlySet<Media['kind']> = new Set<Media['kind']>(['voice', 'video-note', 'video']);
/** Most files of one statement. */
const mostFiles = 5;

/** Files that the channel can't hand over: said so, and what came with them is heard. */
const hearTooLarge = (conversation: Conversation, what: MediaHeard, over: number, ctx: TalkContext): Turn => {
  const fitting = what.media.filter(({ overMegabytes }) => overMegabytes === undefined);
  const rest =
    fitting.length > 0
      ? hearMedia(conversation, { ...what, media: fitting }, ctx)
      : tidyText(what.text) === ''
        ? turn(conversation, again(conversation, ctx))
        : hearText(conversation, what.text, ctx);
  return { ...rest, prompts: [say('information', 'heard.tooLarge', { most: over }), ...rest.prompts] };
};

type MediaHeard = Extract<What, { kind: 'media' }>;

/** Files, and what was written under them: a statement, part of one, or more of an appeal. */
export const hearMedia = (before: Conversation, what: MediaHeard, ctx: TalkContext): Turn => {
  const over = what.media.find(({ overMegabytes }) => overMegabytes !== undefined)?.overMegabytes;
  if (over !== undefined) return hearTooLarge(before, what, over, ctx);
  const album = what.album ?? null;
  // What was sent as one is answered once.
  const quiet = album !== null && album === before.album;
  const conversation: Conversation = { ...before, album };
  const text = tidyText(what.text);
  const running = active(conversation);
  const media = what.media.slice(0, mostFiles);
  const lines = media.map(heardWords);
  // How to say it again belongs to what can't be read over before it is sent.
  const anew = media.some(({ kind }) => kind === 'voice') && !ctx.style.leads ? [words('heard.again')] : [];
  const heard = quiet ? [] : [{ role: 'confirmation' as const, id: 'heard', lines: [...lines, ...anew] }];
  if (running === null || running.journey === 'rating') {
    const appeal = openForAddition(conversation, ctx);
    if (appeal !== null) return addTo(conversation, appeal.id, { text, media }, ctx, heard, { quiet });
    return giveShort(conversation, { text, media }, ctx, heard);
  }
  if (running.files.length + media.length > mostFiles) {
    const told = quiet && before.last.some(({ id }) => id === 'heard.tooMany');
    return turn(conversation, told ? [] : [say('information', 'heard.tooMany'), ...again(conversation, ctx)]);
  }
  const told = [said(running.answers, 'statement'), text].filter(Boolean).join('\n');
  // What was said aloud or in signs is the statement; to a photo or a paper something may still be said.
  const isTold = told !== '' || running.asked === 'statement' || media.some(({ kind }) => speaks.has(kind));
  const answers = isTold ? { ...running.answers, statement: told } : running.answers;
  const kept: Running = {
    ...running,
    answers,
    files: [...running.files, ...media.map(({ kind }) => fileKindOf[kind])],
    at: ctx.now,
  };
  const keep = { kind: 'keep-media' as const, submissionId: running.submissionId, media, appealId: null };
  if (ctx.style.leads)
    return turn(
      { ...conversation, running: kept, awaiting: { kind: 'keep' }, misses: 0 },
      [askMenu('keep', pageOf(keepOptions, 0, 4), lines)],
      { media: keep },
    );
  if (kept.short) return { ...send(conversation, kept, ctx), prompts: heard, media: keep };
  const question = currentQuestion(kept, ctx);
  const next =
    question === undefined || question.kind === 'statement'
      ? proceed(conversation, kept, ctx, [...lines, words('heard.again')])
      : ask(conversation, kept, question, ctx, lines);
  return { ...next, prompts: quiet ? [] : next.prompts, media: keep };
};
