import type { Context } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import type { Draft } from '../../actions/draft.ts';
import { draftHours } from '../../actions/draft.ts';
import { openDraft } from '../../actions/open-draft.ts';
import { saveAnswers } from '../../actions/save-answers.ts';
import { startDraft } from '../../actions/start-draft.ts';
import { nextUnanswered, questionsFor } from '../../domain/journeys/journey.ts';
import type { Answers, JourneyContext, Question } from '../../domain/journeys/question.ts';
import { readCookie, writeCookie } from '../../web/cookies.ts';
import type { WebEnv } from '../../web/visit.ts';
import { answersOf, type WebJourney } from './web-journey.ts';

/** One person's way through a journey on this device, as it stands when a page is asked for. */
export interface Conversation {
  readonly draft: Draft | null;
  readonly answers: Answers;
  readonly journeyContext: JourneyContext;
  readonly path: readonly Question[];
  /** The first question not answered yet; `check` when all are. */
  readonly next: Question | undefined;
  /** There was a draft on this device and its time is over. */
  readonly expired: boolean;
}

export const converse = (
  ctx: ActionContext,
  web: WebJourney,
  draft: Draft | null,
  expired = false,
): Conversation => {
  const answers = answersOf(draft);
  const journeyContext = web.context(ctx, draft);
  return {
    draft,
    answers,
    journeyContext,
    path: questionsFor(web.journey, answers, journeyContext),
    next: nextUnanswered(web.journey, answers, journeyContext),
    expired,
  };
};

/** The conversation that this device's cookie holds. */
export const openConversation = async (
  ctx: ActionContext,
  web: WebJourney,
  c: Context<WebEnv>,
): Promise<Conversation> => {
  const token = readCookie(c, web.cookie);
  const draft = token ? await openDraft(ctx, token) : null;
  return converse(ctx, web, draft, token !== undefined && draft === null);
};

const giveCookie = (c: Context<WebEnv>, web: WebJourney, token: string): void =>
  writeCookie(c, web.cookie, token, { maxAge: draftHours * 60 * 60 });

/** The draft of this device; begun now where there is none. The cookie lives on for another 24 hours. */
export const draftToFill = async (
  ctx: ActionContext,
  web: WebJourney,
  c: Context<WebEnv>,
  known: Draft | null,
): Promise<{ readonly token: string; readonly draft: Draft }> => {
  const kept = readCookie(c, web.cookie);
  const { token, draft } =
    kept !== undefined && known !== null
      ? { token: kept, draft: known }
      : await startDraft(ctx, { journey: web.draft, language: c.get('visit').language });
  giveCookie(c, web, token);
  return { token, draft };
};

/** Keeps answers; where the draft ended that very moment a new one takes them. */
export const keepAnswers = async (
  ctx: ActionContext,
  web: WebJourney,
  c: Context<WebEnv>,
  token: string,
  given: Answers,
): Promise<Draft> => {
  const { language } = c.get('visit');
  const answers = { ...given, ...(await web.facts?.(ctx, c, given)) };
  const saved = await saveAnswers(ctx, token, answers, language);
  if (saved.ok) return saved.value;
  const fresh = await startDraft(ctx, { journey: web.draft, language });
  giveCookie(c, web, fresh.token);
  const again = await saveAnswers(ctx, fresh.token, answers, language);
  return again.ok ? again.value : fresh.draft;
};
