import { said } from '../journeys/journey.ts';
import type { Conversation, Running, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { fileKindOf, giveShort, send } from './give.ts';
import type { What } from './inbound.ts';
import { active, turn } from './steps.ts';

export const isTold = (running: Running): boolean =>
  running.journey === 'appeal' && (running.files.length > 0 || said(running.answers, 'statement') !== '');

/** The line is cut: what was said before it is an appeal all the same, and a mark that was given counts. */
export const hearHangUp = (before: Conversation, ctx: TalkContext): Turn => {
  const conversation: Conversation = { ...before, awaiting: null, call: { ...before.call, ended: true } };
  const running = active(before);
  if (running === null) return turn(conversation, []);
  if (isTold(running)) return send(conversation, { ...running, short: true }, ctx);
  const marked = running.journey === 'rating' && said(running.answers, 'mark') !== '';
  const sent = marked ? send(conversation, running, ctx) : null;
  return sent?.deed == null ? turn(conversation, []) : sent;
};

/** A recording that the provider tells of when nobody is on the line any more: nothing is left to ask. */
export const hearAfterwards = (
  conversation: Conversation,
  what: Extract<What, { kind: 'media' }>,
  ctx: TalkContext,
): Turn => {
  const running = active(conversation);
  if (running?.journey !== 'appeal')
    return giveShort(conversation, { text: what.text, media: what.media }, ctx);
  const files = [...running.files, ...what.media.map(({ kind }) => fileKindOf[kind])];
  const { submissionId } = running;
  return {
    ...send(conversation, { ...running, files, short: true }, ctx),
    media: { kind: 'keep-media', submissionId, media: what.media, appealId: null },
  };
};
