import type { Context } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { openDraft } from '../../actions/open-draft.ts';
import { said } from '../../domain/journeys/journey.ts';
import type { Answers } from '../../domain/journeys/question.ts';
import type { RatingCommand } from '../../domain/journeys/rating.ts';
import { readCookie } from '../../web/cookies.ts';
import type { WebEnv } from '../../web/visit.ts';
import { appealWeb } from './appeal-web.ts';
import { draftToFill, keepAnswers } from './conversation.ts';
import type { AppealDraftState } from './rating-done.tsx';

/**
 * Begins an appeal with what was said of a low mark: the institution, its region and the reason. Nothing in it leads
 * back to the rating, which stays without a name. An appeal that was begun on this device already is left as it is.
 */
export const beginAppeal = async (
  ctx: ActionContext,
  c: Context<WebEnv>,
  { institutionId, reason }: RatingCommand,
): Promise<AppealDraftState> => {
  const held = readCookie(c, appealWeb.cookie);
  const known = held ? await openDraft(ctx, held) : null;
  const begun = known?.answers ?? {};
  const isOurs = said(begun, 'organisation') === institutionId && said(begun, 'statement') === (reason ?? '');
  if (isOurs) return 'ready';
  if (said(begun, 'statement') !== '') return 'kept';
  const region = ctx.reference.current().organisationById.get(institutionId)?.region ?? null;
  const answers: Answers = {
    type: 'complaint',
    organisation: institutionId,
    ...(region === null ? {} : { region }),
    ...(reason === null ? {} : { statement: reason }),
  };
  const { token } = await draftToFill(ctx, appealWeb, c, known);
  await keepAnswers(ctx, appealWeb, c, token, answers);
  return 'ready';
};
