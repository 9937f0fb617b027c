import type { Context } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { forgetDraft } from '../../actions/forget-draft.ts';
import { journeyContext } from '../../actions/journey-context.ts';
import { openDraft } from '../../actions/open-draft.ts';
import { type SubmitError, submitAppeal } from '../../actions/submit-appeal.ts';
import { appealCommand } from '../../domain/journeys/appeal.ts';
import { questionsFor } from '../../domain/journeys/journey.ts';
import type { Answers } from '../../domain/journeys/question.ts';
import { dropCookie, readCookie } from '../../web/cookies.ts';
import { fileField } from '../../web/files/file-parts.tsx';
import { givePass } from '../../web/receipt-pass-cookie.ts';
import type { WebEnv } from '../../web/visit.ts';
import { appealWeb } from './appeal-web.ts';
import { converse, draftToFill, keepAnswers } from './conversation.ts';
import { answersIn } from './sent-answers.ts';
import { pageOf } from './web-journey.ts';

/** What the form left out and may be left out: a page that is beyond it can then be asked. */
const passedOver = (ctx: ActionContext, answers: Answers): Answers => {
  const path = questionsFor(appealWeb.journey, answers, journeyContext(ctx, { fileCount: 0 }));
  const silent = path.filter(({ id, optional }) => optional && answers[id] === undefined);
  return Object.fromEntries(silent.map(({ id }) => [id, '']));
};

/** What was sent can't be taken as it is: it is kept in the draft, and the page that can mend it is shown. */
const sendBack = async (
  ctx: ActionContext,
  c: Context<WebEnv>,
  answers: Answers,
  why: { readonly question: string } | { readonly submit: SubmitError },
): Promise<Response> => {
  const { language } = c.get('visit');
  const held = readCookie(c, appealWeb.cookie);
  const known = held ? await openDraft(ctx, held) : null;
  const { token } = await draftToFill(ctx, appealWeb, c, known);
  const saved = await keepAnswers(ctx, appealWeb, c, token, { ...passedOver(ctx, answers), ...answers });
  const next = converse(ctx, appealWeb, saved).next?.id ?? 'check';
  const question = 'question' in why ? why.question : next;
  const page =
    'submit' in why && next === 'check'
      ? `${pageOf(appealWeb, language, 'check')}?error=${why.submit}#error-summary`
      : pageOf(appealWeb, language, question, { error: true, from: 'check' });
  return c.redirect(page, 303);
};

/** The draft has become an appeal; another one, begun meanwhile, stays. */
const endDraft = async (ctx: ActionContext, c: Context<WebEnv>, submissionId: string): Promise<void> => {
  const token = readCookie(c, appealWeb.cookie);
  if (!token) return;
  const draft = await openDraft(ctx, token);
  if (draft && draft.submissionId !== submissionId) return;
  await forgetDraft(ctx, token);
  dropCookie(c, appealWeb.cookie);
};

/**
 * Takes the form of the check page. It holds everything itself, so nothing is read before the one statement that
 * stores the appeal; sent twice it leads to the same confirmation.
 */
export const sendAppeal = async (ctx: ActionContext, c: Context<WebEnv>): Promise<Response> => {
  const { language } = c.get('visit');
  const form = new URLSearchParams(await c.req.text());
  const files = form.getAll(fileField);
  const answers = answersIn(form);
  const finished = appealCommand(answers, journeyContext(ctx, { fileCount: files.length }));
  if (!finished.ok) return sendBack(ctx, c, answers, finished.error);
  const submissionId = form.get('submissionId') ?? '';
  const sent = await submitAppeal(ctx, { ...finished.value, submissionId, language, channel: 'web', files });
  if (!sent.ok) return sendBack(ctx, c, answers, { submit: sent.error });
  await endDraft(ctx, c, submissionId);
  givePass(ctx, c, sent.value.appealId);
  return c.redirect(pageOf(appealWeb, language, 'done'), 303);
};
