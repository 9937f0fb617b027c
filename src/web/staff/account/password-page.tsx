import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import { changePassword } from '../../../actions/staff/change-password.ts';
import { sessionOf } from '../../../actions/staff/session-of.ts';
import type { StaffSession } from '../../../actions/staff/staff-session.ts';
import { readCookie } from '../../cookies.ts';
import { Button, Buttons } from '../../ui/button.tsx';
import { ErrorSummary, errorAnchor } from '../../ui/error-summary.tsx';
import type { FieldError } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { TextInput } from '../../ui/text-fields.tsx';
import type { Visit } from '../../visit.ts';
import { type StaffContext, type StaffEnv, staffCookie } from '../staff-env.ts';
import { speakTo } from './gate.ts';
import { keepSession } from './sign-in-pages.ts';
import { takeForm } from './taken-form.ts';

const languageOf = (session: StaffSession) =>
  session.kind === 'open' ? session.official.language : session.language;

const fieldOf = (error: string): string => {
  if (error === 'wrong-password' || error === 'too-many-attempts') return 'current';
  return error === 'mismatch' ? 'again' : 'next';
};

const PasswordPage = ({
  visit,
  session,
  errors = [],
}: {
  readonly visit: Visit;
  readonly session: StaffSession;
  readonly errors?: readonly FieldError[];
}) => {
  const { t } = visit;
  const oneTime = session.kind === 'password-due';
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.text;
  return (
    <Page
      visit={visit}
      title={t('staff:password.title')}
      error={errors.length > 0}
      variant="staff"
      back={oneTime ? undefined : '/staff/sessions'}
    >
      <ErrorSummary visit={visit} errors={errors} />
      <h1>{t('staff:password.title')}</h1>
      <p>{t(oneTime ? 'staff:password.lead' : 'staff:password.leadChange')}</p>
      <form method="post" action={`/staff/password${errorAnchor}`} novalidate>
        <input type="hidden" name="csrf" value={session.csrf} />
        <TextInput
          name="current"
          label={t('staff:password.current')}
          type="password"
          autocomplete="current-password"
          error={errorAt('current')}
        />
        <TextInput
          name="next"
          label={t('staff:password.next')}
          hint={t('staff:password.nextHint')}
          type="password"
          autocomplete="new-password"
          error={errorAt('next')}
        />
        <TextInput
          name="again"
          label={t('staff:password.again')}
          type="password"
          autocomplete="new-password"
          error={errorAt('again')}
        />
        <Buttons>
          <Button>{t('staff:password.submit')}</Button>
        </Buttons>
      </form>
    </Page>
  );
};

/** Change of password: at the first sign-in with a one-time one, and whenever she likes. */
export const addPasswordPage = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  const find = async (c: StaffContext) => {
    const token = readCookie(c, staffCookie) ?? '';
    const session = token ? await sessionOf(ctx, token) : null;
    if (session) speakTo(c, languageOf(session));
    return { token, session };
  };

  pages.get('/staff/password', async (c) => {
    const { session } = await find(c);
    if (!session) return c.redirect('/staff/sign-in?why=needed', 303);
    return c.html(<PasswordPage visit={c.get('visit')} session={session} />);
  });

  pages.post('/staff/password', async (c) => {
    const { token, session } = await find(c);
    if (!session) return c.redirect('/staff/sign-in?why=ended', 303);
    const { t } = c.get('visit');
    const form = await takeForm(ctx, c);
    if (form?.fields.get('csrf') !== session.csrf) return c.redirect('/staff/password', 303);
    const [current = '', next = '', again = ''] = ['current', 'next', 'again'].map(
      (name) => form.fields.get(name) ?? '',
    );
    const refuse = (error: Parameters<typeof fieldOf>[0], text: string) =>
      c.html(
        <PasswordPage visit={c.get('visit')} session={session} errors={[{ field: fieldOf(error), text }]} />,
        422,
      );
    if (next !== again) return refuse('mismatch', t('staff:password.errors.mismatch'));
    const changed = await changePassword(ctx, token, { current, next });
    if (changed.ok) {
      keepSession(c, changed.value);
      return c.redirect('/staff/?note=password', 303);
    }
    if (changed.error === 'session-ended') return c.redirect('/staff/sign-in?why=ended', 303);
    return refuse(changed.error, t(`staff:password.errors.${changed.error}`));
  });
};
