import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import { signOutEverywhere } from '../../../actions/staff/sign-out-everywhere.ts';
import { sayTime } from '../../../text/dates.ts';
import { dropCookie } from '../../cookies.ts';
import { Button, Buttons } from '../../ui/button.tsx';
import { type StaffEnv, staffCookie } from '../staff-env.ts';
import { type Frame, frameOf, StaffPage } from '../staff-page.tsx';
import { takeForm } from './taken-form.ts';

const SessionsPage = (frame: Frame) => {
  const { visit, session } = frame;
  const { t } = visit;
  return (
    <StaffPage {...frame} title={t('staff:sessions.title')} place="sessions">
      <h1>{t('staff:sessions.title')}</h1>
      <p>{t('staff:sessions.lead')}</p>
      <p>{t('staff:sessions.endsAt', { time: sayTime(session.endsAt) })}</p>
      <h2>{t('staff:sessions.signOutTitle')}</h2>
      <form method="post" action="/staff/sign-out">
        <input type="hidden" name="csrf" value={session.csrf} />
        <Buttons>
          <Button>{t('staff:nav.signOut')}</Button>
        </Buttons>
      </form>
      <h2>{t('staff:sessions.everywhereTitle')}</h2>
      <p>{t('staff:sessions.everywhereLead')}</p>
      <form method="post" action="/staff/sessions">
        <input type="hidden" name="csrf" value={session.csrf} />
        <Buttons>
          <Button kind="warning">{t('staff:sessions.everywhere')}</Button>
        </Buttons>
      </form>
      <h2>{t('staff:sessions.passwordTitle')}</h2>
      <p class="way">
        <a href="/staff/password">{t('staff:sessions.password')}</a>
      </p>
    </StaffPage>
  );
};

/** Where the session stands: signing out here or everywhere, and the keep-alive that the warning's script calls. */
export const addSessionPages = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  pages.get('/staff/sessions', (c) => c.html(<SessionsPage {...frameOf(c, ctx.now())} />));

  pages.post('/staff/sessions', async (c) => {
    const form = await takeForm(ctx, c);
    if (form?.fields.get('csrf') !== c.get('session').csrf) return c.redirect('/staff/sessions', 303);
    await signOutEverywhere(ctx, c.get('session').official);
    dropCookie(c, staffCookie);
    return c.redirect('/staff/sign-in?why=signed-out-everywhere', 303);
  });

  // Coming through the gate has prolonged it already; the answer says until when.
  pages.post('/staff/session', (c) => c.json({ seconds: frameOf(c, ctx.now()).secondsLeft }));
};
