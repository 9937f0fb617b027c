import { type Context, Hono } from 'hono';
import type { ActionContext } from '../../actions/context.ts';
import { lookUpAppeal } from '../../actions/look-up-appeal.ts';
import { viewOwnAppeal } from '../../actions/view-own-appeal.ts';
import { dropCookie, readCookie, writeCookie } from '../cookies.ts';
import { givePass, takePass } from '../receipt-pass-cookie.ts';
import type { WebEnv } from '../visit.ts';
import { type LookUpTyped, nothingTyped, readLookUp, readTypedCookie, writeTyped } from './look-up-form.ts';
import { LookUpPage } from './look-up-page.tsx';
import { OwnAppealPage } from './own-appeal-page.tsx';
import { emptyAddition, ownAppealPages } from './own-appeal-pages.tsx';

const typedCookie = 'look-up';
const typedKeptSeconds = 10 * 60;

/** With a message that was being written the page is shown at once; otherwise it is a page of its own. */
const refuse = (c: Context<WebEnv>, typed: LookUpTyped, message: string): Response | Promise<Response> => {
  const visit = c.get('visit');
  if (message !== '')
    return c.html(<LookUpPage visit={visit} typed={typed} message={message} notice="again" />, 422);
  writeCookie(c, typedCookie, writeTyped(typed), { maxAge: typedKeptSeconds });
  return c.redirect(`/${visit.language}/status?error#error-summary`, 303);
};

const lookUp = async (ctx: ActionContext, c: Context<WebEnv>): Promise<Response> => {
  const visit = c.get('visit');
  const form = new URLSearchParams(await c.req.text());
  const message = form.get('message') ?? '';
  const { key, ...typed } = readLookUp(form);
  if (!key) return refuse(c, typed, message);
  const found = await lookUpAppeal(ctx, { ...key, address: visit.address });
  if (!found.ok) {
    const tryAgainAt = found.error === 'try-later' ? found.tryAgainAt.getTime() : undefined;
    return refuse(c, { ...typed, errors: [found.error], tryAgainAt }, message);
  }
  dropCookie(c, typedCookie);
  givePass(ctx, c, found.appealId);
  const appeal = message === '' ? null : await viewOwnAppeal(ctx, found.appealId);
  if (!appeal) return c.redirect(`/${visit.language}/status/appeal`, 303);
  return c.html(
    <OwnAppealPage
      visit={visit}
      appeal={appeal}
      addition={{ ...emptyAddition(ctx), text: message }}
      outcome={undefined}
    />,
  );
};

/** Looking up an appeal by number and code, and the page of one's own appeal. */
export const statusPages = (ctx: ActionContext): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();

  app.get('/:lang{kk|ru}/status', (c) => {
    const failed = c.req.query('error') !== undefined;
    const typed = failed ? readTypedCookie(readCookie(c, typedCookie)) : nothingTyped;
    const forgotten = c.req.query('forgotten') !== undefined;
    const again = c.req.query('again') !== undefined;
    const notice = forgotten ? 'forgotten' : again ? 'again' : undefined;
    return c.html(<LookUpPage visit={c.get('visit')} typed={typed} notice={notice} />);
  });
  app.post('/:lang{kk|ru}/status', (c) => lookUp(ctx, c));
  app.post('/:lang{kk|ru}/status/forget', (c) => {
    takePass(c);
    dropCookie(c, typedCookie);
    return c.redirect(`/${c.get('visit').language}/status?forgotten`, 303);
  });
  app.route('/', ownAppealPages(ctx));
  return app;
};
