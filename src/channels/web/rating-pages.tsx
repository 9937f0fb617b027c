import { Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { showOrganisation } from '../../actions/find-organisations.ts';
import { localDay } from '../../domain/calendar.ts';
import { said } from '../../domain/journeys/journey.ts';
import { nextQuarter } from '../../domain/rating.ts';
import type { WebEnv } from '../../web/visit.ts';
import { CheckPage } from './check-page.tsx';
import { openConversation } from './conversation.ts';
import { elsewherePages } from './elsewhere-pages.tsx';
import { forgetPages } from './forget-pages.tsx';
import { questionPages } from './question-pages.tsx';
import { appealDraftStates, RatedBeforePage, RatedPage } from './rating-done.tsx';
import { indicatorPages } from './rating-indicators.tsx';
import { isRepeat, ratedHere, ratingWeb } from './rating-web.ts';
import { sendRating } from './send-rating.ts';
import { pageOf } from './web-journey.ts';

const submitErrors = ['rated-already', 'form-used', 'submission-id'] as const;
/** Pages that can be reached although the same person has rated before. */
const openToRepeats: ReadonlySet<string> = new Set([
  'institution',
  'another-person',
  'again',
  'done',
  'forget',
  'forgotten',
]);

/** Rating a service on the site: its questions, the optional marks, "check your answers", sending, thanks. */
export const ratingPages = (ctx: ActionContext): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const root = '/:lang{kk|ru}/rate';
  const today = (): string => localDay(ctx.now(), ctx.reference.current().calendar);

  // `?institution=CODE`, as public pages and QR codes have it; the code is shorter than the id.
  app.get(root, async (c, next) => {
    const asked = c.req.query('institution');
    if (asked === undefined) return next();
    const { organisations } = ctx.reference.current();
    const institution = organisations.find(
      ({ id, code, rated }) => rated && (id === asked || code === asked),
    );
    const page = pageOf(ratingWeb, c.get('visit').language, 'institution');
    return c.redirect(institution ? `${page}?institution=${institution.id}` : page, 303);
  });

  app.use(`${root}/:page`, async (c, next) => {
    if (c.req.method !== 'GET' || openToRepeats.has(c.req.param('page'))) return next();
    const { answers } = await openConversation(ctx, ratingWeb, c);
    return isRepeat(answers) ? c.redirect(pageOf(ratingWeb, c.get('visit').language, 'again'), 303) : next();
  });

  app.get(`${root}/again`, async (c) => {
    const visit = c.get('visit');
    const { answers } = await openConversation(ctx, ratingWeb, c);
    const id = said(answers, 'institution');
    const institution = showOrganisation(ctx, id);
    const before = await ratedHere(ctx, c, id);
    if (!institution || !before) return c.redirect(`/${visit.language}/rate`, 303);
    const ratedOn = localDay(before.ratedAt, ctx.reference.current().calendar);
    return c.html(
      <RatedBeforePage
        visit={visit}
        institution={institution}
        ratedOn={ratedOn}
        nextOn={nextQuarter(today())}
      />,
    );
  });

  app.get(`${root}/check`, async (c) => {
    const visit = c.get('visit');
    const conversation = await openConversation(ctx, ratingWeb, c);
    const next = conversation.next?.id ?? 'check';
    if (next !== 'check')
      return c.redirect(pageOf(ratingWeb, visit.language, next, { expired: conversation.expired }), 303);
    const failed = submitErrors.find((code) => code === c.req.query('error'));
    const error = failed ? visit.t(`rating:submit.${failed}`) : undefined;
    return c.html(
      <CheckPage ctx={ctx} visit={visit} web={ratingWeb} conversation={conversation} error={error} />,
    );
  });
  app.post(`${root}/send`, (c) => sendRating(ctx, c));
  app.get(`${root}/send`, (c) => c.redirect(pageOf(ratingWeb, c.get('visit').language, 'check'), 303));

  app.get(`${root}/done`, (c) => {
    const visit = c.get('visit');
    const institution = showOrganisation(ctx, c.req.query('institution') ?? '');
    if (!institution) return c.redirect(`/${visit.language}/rate`, 303);
    const appeal = appealDraftStates.find((state) => state === c.req.query('appeal'));
    return c.html(
      <RatedPage visit={visit} institution={institution} nextOn={nextQuarter(today())} appeal={appeal} />,
    );
  });

  app.route('/', forgetPages(ctx, ratingWeb));
  app.route('/', elsewherePages(ctx, ratingWeb));
  app.route('/', indicatorPages(ctx));
  app.route('/', questionPages(ctx, ratingWeb));
  return app;
};
