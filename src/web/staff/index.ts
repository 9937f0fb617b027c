import { Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import type { WebEnv } from '../visit.ts';
import { staffGate } from './account/gate.ts';
import { addPasswordPage } from './account/password-page.tsx';
import { addSessionPages } from './account/sessions-page.tsx';
import { addSignInPages } from './account/sign-in-pages.ts';
import { addAppealPages, showHeldForm } from './appeal/appeal-pages.tsx';
import { addDeliveriesPage } from './lists/deliveries-page.tsx';
import { addDepartmentPage } from './lists/department-page.tsx';
import { addHomePage } from './lists/home-page.tsx';
import { addInboxPage } from './lists/inbox-page.tsx';
import { addRowPage } from './lists/row-page.tsx';
import { showMissing } from './refused-pages.tsx';
import type { StaffEnv } from './staff-env.ts';

/** Everything under `/staff`: sign-in, lists, appeals. */
export const staffPages = (ctx: ActionContext): Hono<WebEnv> => {
  const pages = new Hono<StaffEnv>();
  pages.get('/staff', (c) => c.redirect('/staff/', 301));
  addSignInPages(pages, ctx, showHeldForm(ctx));
  addPasswordPage(pages, ctx);

  pages.use('/staff/*', staffGate(ctx));
  addHomePage(pages, ctx);
  addRowPage(pages, ctx);
  addInboxPage(pages, ctx);
  addDepartmentPage(pages, ctx);
  addDeliveriesPage(pages, ctx);
  addSessionPages(pages, ctx);
  addAppealPages(pages, ctx);
  pages.all('/staff/*', (c) => showMissing(ctx, c));

  const mounted = new Hono<WebEnv>();
  mounted.route('/', pages);
  return mounted;
};
