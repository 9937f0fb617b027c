import type { Context } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { forgetDraft } from '../../actions/forget-draft.ts';
import { openDraft } from '../../actions/open-draft.ts';
import { type RatingRefusal, sentRating, submitRating } from '../../actions/ratings/submit-rating.ts';
import { said } from '../../domain/journeys/journey.ts';
import type { Answers } from '../../domain/journeys/question.ts';
import { ratingCommand } from '../../domain/journeys/rating.ts';
import { dropCookie, readCookie } from '../../web/cookies.ts';
import type { WebEnv } from '../../web/visit.ts';
import { beginAppeal } from './appeal-from-rating.ts';
import { draftToFill, keepAnswers } from './conversation.ts';
import type { AppealDraftState } from './rating-done.tsx';
import { deviceOf, ratedHere, ratingContext, ratingWeb, rememberDevice } from './rating-web.ts';
import { answersIn } from './sent-answers.ts';
import { pageOf } from './web-journey.ts';

/** What was sent can't be taken as it is: it is kept, and the page that can mend it is shown. */
const sendBack = async (
  ctx: ActionContext,
  c: Context<WebEnv>,
  answers: Answers,
  page: (language: 'kk' | 'ru') => string,
): Promise<Response> => {
  const held = readCookie(c, ratingWeb.cookie);
  const { token } = await draftToFill(ctx, ratingWeb, c, held ? await openDraft(ctx, held) : null);
  await keepAnswers(ctx, ratingWeb, c, token, answers);
  return c.redirect(page(c.get('visit').language), 303);
};

const endDraft = async (ctx: ActionContext, c: Context<WebEnv>, submissionId: string): Promise<void> => {
  const token = readCookie(c, ratingWeb.cookie);
  if (!token) return;
  const draft = await openDraft(ctx, token);
  if (draft && draft.submissionId !== submissionId) return;
  await forgetDraft(ctx, token);
  dropCookie(c, ratingWeb.cookie);
};

const showDone = (c: Context<WebEnv>, institutionId: string, appeal: AppealDraftState | null): Response => {
  const query = new URLSearchParams({ institution: institutionId, ...(appeal ? { appeal } : {}) });
  return c.redirect(`${pageOf(ratingWeb, c.get('visit').language, 'done')}?${query}`, 303);
};

/** Refusals that the check page tells; the others are mended at a question. */
const refusedAtCheck = (error: RatingRefusal): string => `?error=${error}#error-summary`;

/** Takes the form of the check page, which carries every answer. Sent twice it is one rating. */
export const sendRating = async (ctx: ActionContext, c: Context<WebEnv>): Promise<Response> => {
  const { language } = c.get('visit');
  const form = new URLSearchParams(await c.req.text());
  const answers = answersIn(form);
  const submissionId = form.get('submissionId') ?? '';
  const institutionId = said(answers, 'institution');
  const sentBefore = await sentRating(ctx, submissionId);
  const before = sentBefore === null ? await ratedHere(ctx, c, institutionId) : null;
  const finished = ratingCommand(answers, ratingContext(ctx, before ? institutionId : ''));
  if (!finished.ok) {
    if (sentBefore) return showDone(c, sentBefore.institutionId, null);
    const { question } = finished.error;
    return sendBack(ctx, c, answers, (lang) =>
      pageOf(ratingWeb, lang, question, { error: true, from: 'check' }),
    );
  }
  const command = finished.value;
  const token = deviceOf(c) ?? ctx.randomBytes(16).toString('base64url');
  const sent = await submitRating(ctx, {
    ...command,
    submissionId,
    language,
    channel: 'web',
    rater: { kind: 'device', token, saysAnotherPerson: command.saysAnotherPerson },
  });
  if (!sent.ok) {
    const { error } = sent;
    if (error === 'same-device') return sendBack(ctx, c, answers, (lang) => pageOf(ratingWeb, lang, 'again'));
    return sendBack(ctx, c, answers, (lang) => `${pageOf(ratingWeb, lang, 'check')}${refusedAtCheck(error)}`);
  }
  rememberDevice(c, token);
  const appeal = command.makeAppeal ? await beginAppeal(ctx, c, command) : null;
  await endDraft(ctx, c, submissionId);
  return showDone(c, sent.value.institutionId, appeal);
};
