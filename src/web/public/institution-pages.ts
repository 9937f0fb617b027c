import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { ActionContext } from '../../actions/context.ts';
import {
  currentPeriod,
  publicInstitution,
  publicInstitutions,
  publicPeriods,
} from '../../actions/ratings/public-institutions.ts';
import type { Bilingual } from '../../domain/language.ts';
import { showProblem } from '../citizen/not-found.tsx';
import type { WebEnv } from '../visit.ts';
import { wishOf } from './choose-institutions.ts';
import { showInstitution } from './institution-page.tsx';
import { showInstitutions } from './institutions-page.tsx';
import { institutionData, institutionsCsv } from './open-data.ts';

/** Figures move rarely: a minute may pass before somebody in between asks again. */
const shared = 'public, max-age=60';

const regionNames = (ctx: ActionContext): ReadonlyMap<string, Bilingual> =>
  new Map(ctx.reference.current().lists.regions.map(({ code, name }) => [code, name]));

/** A year as asked for; the current one where none is, null where it is no year. */
const periodOf = (ctx: ActionContext, asked: string | undefined): number | null => {
  if (asked === undefined || asked === '') return currentPeriod(ctx);
  return /^20\d\d$/.test(asked) ? Number(asked) : null;
};

/** Public ratings: the list in three groups, one institution, and the same as open data. No cookie is needed. */
export const institutionPages = (ctx: ActionContext): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.use('/api/v1/institutions', etag());
  app.use('/:lang{kk|ru}/institutions.csv', etag());
  app.use('/:lang{kk|ru}/institutions', etag());
  app.use('/:lang{kk|ru}/institutions/:id', etag());

  app.get('/:lang{kk|ru}/institutions', async (c) => {
    const period = periodOf(ctx, c.req.query('period')) ?? currentPeriod(ctx);
    const [institutions, periods] = await Promise.all([publicInstitutions(ctx, period), publicPeriods(ctx)]);
    const wish = wishOf((name) => c.req.query(name));
    return showInstitutions(c, { institutions, period, periods, regions: regionNames(ctx), wish });
  });

  app.get('/:lang{kk|ru}/institutions/:id', async (c) => {
    const period = periodOf(ctx, c.req.query('period')) ?? currentPeriod(ctx);
    const [institution, periods] = await Promise.all([
      publicInstitution(ctx, c.req.param('id'), period),
      publicPeriods(ctx),
    ]);
    if (institution === null) return showProblem(c, 'notFound');
    const region = regionNames(ctx).get(institution.region ?? '') ?? null;
    return showInstitution(c, { institution, periods, region });
  });

  app.get('/:lang{kk|ru}/institutions.csv', async (c) => {
    const { language, t } = c.get('visit');
    const period = periodOf(ctx, c.req.query('period')) ?? currentPeriod(ctx);
    const table = institutionsCsv(await publicInstitutions(ctx, period), language, {
      kind: (kind) => t(`scores:kind.${kind}`),
      regions: regionNames(ctx),
    });
    return c.body(table, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="dauys-institutions-${period}-${language}.csv"`,
      // The answer also remembers the language in a cookie: not for a cache that others share.
      'cache-control': 'private, no-cache',
    });
  });

  app.get('/api/v1/institutions', async (c) => {
    c.header('access-control-allow-origin', '*');
    const period = periodOf(ctx, c.req.query('period'));
    if (period === null) return c.json({ error: 'period', message: 'period is a year such as 2026' }, 400);
    c.header('cache-control', shared);
    return c.json((await publicInstitutions(ctx, period)).map(institutionData));
  });

  return app;
};
