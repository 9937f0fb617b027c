import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { unreachable } from '../../../domain/result.ts';
import { Button, Buttons } from '../../ui/button.tsx';
import { Notice } from '../../ui/content.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { FieldError } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { TextInput } from '../../ui/text-fields.tsx';
import type { Visit } from '../../visit.ts';
import type { StaffContext } from '../staff-env.ts';
import { type HeldForm, heldField, writeHeldForm } from './held-form.ts';

export const signInReasons = ['needed', 'ended', 'held', 'signed-out', 'signed-out-everywhere'] as const;
/** Why the sign-in page is shown. */
export type SignInReason = (typeof signInReasons)[number];

interface SignInView {
  readonly why?: SignInReason | undefined;
  readonly email?: string | undefined;
  /** Page to go on to. */
  readonly next?: string | undefined;
  readonly held?: HeldForm | null | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

const Reason = ({ visit, why }: { readonly visit: Visit; readonly why: SignInReason }) => {
  const { t } = visit;
  switch (why) {
    case 'needed':
      return <Notice>{t('staff:signIn.needed')}</Notice>;
    case 'ended':
      return (
        <Notice kind="warning" title={t('staff:signIn.endedTitle')}>
          <p>{t('staff:signIn.endedNoText')}</p>
        </Notice>
      );
    case 'held':
      return (
        <Notice kind="warning" title={t('staff:signIn.endedTitle')}>
          <p>{t('staff:signIn.ended')}</p>
        </Notice>
      );
    case 'signed-out':
      return (
        <Notice kind="done" live="status">
          <p>{t('staff:signIn.signedOut')}</p>
        </Notice>
      );
    case 'signed-out-everywhere':
      return (
        <Notice kind="done" live="status">
          <p>{t('staff:signIn.signedOutEverywhere')}</p>
        </Notice>
      );
    default:
      return unreachable(why);
  }
};

const errorOf = (errors: readonly FieldError[] | undefined, field: string): string | undefined =>
  errors?.find((error) => error.field === field)?.text;

const SignInPage = ({ visit, why, email, next, held, errors }: SignInView & { readonly visit: Visit }) => {
  const { t, language } = visit;
  return (
    <Page visit={visit} title={t('staff:signIn.title')} variant="staff" error={Boolean(errors?.length)}>
      <ErrorSummary visit={visit} errors={errors} />
      <h1>{t('staff:signIn.title')}</h1>
      {why && !errors?.length ? <Reason visit={visit} why={why} /> : null}
      <p>
        {t('staff:signIn.lead')} <a href={`/${language}/appeal`}>{t('staff:signIn.toCitizens')}</a>
      </p>
      <form method="post" action="/staff/sign-in" novalidate>
        {next ? <input type="hidden" name="next" value={next} /> : null}
        {held ? <input type="hidden" name={heldField} value={writeHeldForm(held)} /> : null}
        <TextInput
          name="email"
          label={t('staff:signIn.email')}
          type="email"
          autocomplete="username"
          spellcheck={false}
          value={email}
          error={errorOf(errors, 'email')}
        />
        <TextInput
          name="password"
          label={t('staff:signIn.password')}
          type="password"
          autocomplete="current-password"
          error={errorOf(errors, 'password')}
        />
        <Buttons>
          <Button>{t('staff:signIn.submit')}</Button>
        </Buttons>
      </form>
      <p>{t('staff:signIn.forgotten')}</p>
    </Page>
  );
};

export const showSignIn = (c: StaffContext, view: SignInView, status: ContentfulStatusCode = 200) => {
  const visit = c.get('visit');
  // The language switch leads to the sign-in page itself: the page that was posted to can't be opened.
  const query = new URLSearchParams(view.next ? { next: view.next } : {});
  const place = `/staff/sign-in${query.size > 0 ? `?${query}` : ''}`;
  return c.html(<SignInPage visit={{ ...visit, place }} {...view} />, status);
};
