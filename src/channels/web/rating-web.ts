import type { Context } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { journeyContext } from '../../actions/journey-context.ts';
import { earlierRating } from '../../actions/ratings/earlier-rating.ts';
import { said } from '../../domain/journeys/journey.ts';
import type { Answers, JourneyContext } from '../../domain/journeys/question.ts';
import { ratingJourney } from '../../domain/journeys/rating.ts';
import { aYear, readCookie, writeCookie } from '../../web/cookies.ts';
import type { WebEnv } from '../../web/visit.ts';
import type { WebJourney } from './web-journey.ts';

/** Holds a random token and nothing else; set once a rating was taken, so that a second one is recognised. */
const deviceCookie = 'device';
const longestToken = 64;

/** This device's token; null where nobody has rated on it yet. */
export const deviceOf = (c: Context<WebEnv>): string | null => {
  const token = readCookie(c, deviceCookie);
  return token === undefined || token.length > longestToken ? null : token;
};

export const rememberDevice = (c: Context<WebEnv>, token: string): void =>
  writeCookie(c, deviceCookie, token, { maxAge: aYear });

/** When somebody rated the institution on this device in this quarter. */
export const ratedHere = async (
  ctx: ActionContext,
  c: Context<WebEnv>,
  institutionId: string,
): Promise<{ readonly ratedAt: Date } | null> => {
  const token = deviceOf(c);
  if (token === null || ctx.reference.current().organisationById.get(institutionId)?.rated !== true)
    return null;
  return earlierRating(ctx, institutionId, { kind: 'device', token, saysAnotherPerson: false });
};

/** Beside the answers of a draft: the institution that this device has rated already. */
const ratedBefore = 'rated-before';

/** What the rating journey may ask of the world; `ratedId` is an institution that this device has rated. */
export const ratingContext = (ctx: ActionContext, ratedId: string): JourneyContext => {
  const { organisationById } = ctx.reference.current();
  return {
    ...journeyContext(ctx, { fileCount: 0 }),
    organisationExists: (id) => organisationById.get(id)?.rated === true,
    indicatorsOf: (id) => organisationById.get(id)?.indicators ?? [],
    ratedBefore: (id) => id === ratedId,
  };
};

/** Did the person say that the rating is the same person's as before? Then there is nothing more to ask. */
export const isRepeat = (answers: Answers): boolean =>
  said(answers, 'another-person') === 'no' && said(answers, ratedBefore) === said(answers, 'institution');

/** Rating a service on the site. */
export const ratingWeb: WebJourney = {
  journey: ratingJourney,
  draft: 'rating',
  path: 'rate',
  texts: 'rating',
  cookie: 'rating',
  quickExit: false,
  presets: ['institution'],
  pageOfQuestion: (id) => (id.startsWith('indicator-') ? 'indicators' : id),
  context: (ctx, draft) => ratingContext(ctx, said(draft?.answers ?? {}, ratedBefore)),
  facts: async (ctx, c, answers): Promise<Answers> => {
    const institution = said(answers, 'institution');
    if (institution === '') return {};
    return { [ratedBefore]: (await ratedHere(ctx, c, institution)) ? institution : '' };
  },
};
