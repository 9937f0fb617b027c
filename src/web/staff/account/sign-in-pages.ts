import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import { signIn } from '../../../actions/staff/sign-in.ts';
import { signOut } from '../../../actions/staff/sign-out.ts';
import type { SignedIn } from '../../../actions/staff/staff-session.ts';
import { dropCookie, readCookie, writeCookie } from '../../cookies.ts';
import type { FieldError } from '../../ui/field.tsx';
import { type StaffContext, type StaffEnv, staffCookie } from '../staff-env.ts';
import { speakTo } from './gate.ts';
import { type HeldForm, heldField, readHeldForm, wasTypedBy } from './held-form.ts';
import { type SignInReason, showSignIn, signInReasons } from './sign-in-view.tsx';
import { takeForm } from './taken-form.ts';

/** Shows a held form again, filled; null where its page has nothing to be filled. */
export type ShowHeld = (c: StaffContext, held: HeldForm) => Promise<Response | null>;

const ownAddress = (typed: string | null | undefined): string | null =>
  typed && /^\/staff\/[^\\]*$/.test(typed) ? typed : null;

export const keepSession = (c: StaffContext, { token }: SignedIn): void => writeCookie(c, staffCookie, token);

/** Sign-in and sign-out: the only pages that stand before the gate. */
export const addSignInPages = (pages: Hono<StaffEnv>, ctx: ActionContext, showHeld: ShowHeld): void => {
  pages.get('/staff/sign-in', (c) => {
    const why = signInReasons.find((each) => each === c.req.query('why'));
    const reason: SignInReason | undefined = why === 'held' ? 'ended' : why;
    return showSignIn(c, { why: reason, next: ownAddress(c.req.query('next')) ?? undefined });
  });

  pages.post('/staff/sign-in', async (c) => {
    const { t } = c.get('visit');
    const form = await takeForm(ctx, c);
    const fields = form?.fields ?? new URLSearchParams();
    const email = (fields.get('email') ?? '').trim();
    const password = fields.get('password') ?? '';
    const next = ownAddress(fields.get('next')) ?? undefined;
    const held = readHeldForm(fields.get(heldField));
    const refuse = (errors: readonly FieldError[], status: 401 | 422 | 429) =>
      showSignIn(c, { email, next, held, errors }, status);

    const empty: FieldError[] = [];
    if (!email) empty.push({ field: 'email', text: t('staff:refusal.email-required') });
    if (!password) empty.push({ field: 'password', text: t('staff:refusal.password-required') });
    if (empty.length > 0) return refuse(empty, 422);

    const { address } = c.get('visit');
    const signed = await signIn(ctx, { email, password, address });
    if (!signed.ok) {
      const text = t(`staff:refusal.${signed.error}`);
      return refuse([{ field: 'email', text }], signed.error === 'too-many-attempts' ? 429 : 401);
    }
    const { session, token } = signed.value;
    keepSession(c, signed.value);
    if (session.kind === 'password-due') return c.redirect('/staff/password', 303);
    if (!held) return c.redirect(next ?? '/staff/', 303);
    if (!wasTypedBy(ctx, held, session.official.id)) return c.redirect('/staff/?note=another', 303);
    c.set('token', token);
    c.set('session', session);
    speakTo(c, session.official.language);
    return (await showHeld(c, held)) ?? c.redirect('/staff/', 303);
  });

  pages.post('/staff/sign-out', async (c) => {
    const token = readCookie(c, staffCookie);
    if (token) await signOut(ctx, token);
    dropCookie(c, staffCookie);
    return c.redirect('/staff/sign-in?why=signed-out', 303);
  });
};
