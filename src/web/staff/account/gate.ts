import type { MiddlewareHandler } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import { chooseLanguage } from '../../../actions/staff/choose-language.ts';
import { sessionOf } from '../../../actions/staff/session-of.ts';
import { isLanguage, type Language } from '../../../domain/language.ts';
import { translator } from '../../../text/translate.ts';
import { readCookie } from '../../cookies.ts';
import { type StaffContext, type StaffEnv, staffCookie } from '../staff-env.ts';
import { holdForm } from './held-form.ts';
import { showSignIn } from './sign-in-view.tsx';
import { takeForm } from './taken-form.ts';

/** Pages behind the sign-in speak the account's language, whatever the address or the cookie says. */
export const speakTo = (c: StaffContext, language: Language): void =>
  c.set('visit', { ...c.get('visit'), language, t: translator(language) });

const signInAddress = (c: StaffContext, ended: boolean): string => {
  const { pathname, search } = new URL(c.req.url);
  const query = new URLSearchParams({ next: `${pathname}${search}`, why: ended ? 'ended' : 'needed' });
  return `/staff/sign-in?${query}`;
};

/**
 * Lets in whoever has a session. A form that comes too late is not thrown away: the sign-in page answers it and
 * carries what was typed.
 */
export const staffGate =
  (ctx: ActionContext): MiddlewareHandler<StaffEnv> =>
  async (c, next) => {
    const token = readCookie(c, staffCookie) ?? '';
    const session = token ? await sessionOf(ctx, token) : null;
    if (!session) {
      if (c.req.method === 'GET') return c.redirect(signInAddress(c, token !== ''), 303);
      const form = await takeForm(ctx, c);
      const held = form ? holdForm(c.req.path, form) : null;
      return showSignIn(c, { why: held ? 'held' : 'ended', held }, 401);
    }
    if (session.kind === 'password-due') return c.redirect('/staff/password', 303);
    c.set('token', token);
    c.set('session', session);
    const url = new URL(c.req.url);
    const chosen = url.searchParams.get('lang');
    if (c.req.method === 'GET' && isLanguage(chosen)) {
      await chooseLanguage(ctx, session.official, chosen);
      url.searchParams.delete('lang');
      return c.redirect(`${url.pathname}${url.search}`, 303);
    }
    speakTo(c, session.official.language);
    return next();
  };
