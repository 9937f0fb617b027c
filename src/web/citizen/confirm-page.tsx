import { LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { QuestionForm } from '../ui/question-form.tsx';
import { TextArea } from '../ui/text-fields.tsx';
import type { Visit } from '../visit.ts';

/** What the person is about to do to their appeal, asked once more. */
export const ConfirmPage = ({
  visit,
  what,
  reason,
  error,
}: {
  readonly visit: Visit;
  readonly what: 'not-helped' | 'withdraw';
  readonly reason: string;
  readonly error: string | undefined;
}) => {
  const { t, language } = visit;
  const texts = what === 'withdraw' ? 'withdraw' : 'notHelped';
  const title = t(`status:${texts}.title`);
  const address = `/${language}/status/appeal`;
  return (
    <Page
      visit={visit}
      title={title}
      error={error !== undefined}
      section="status"
      back={address}
      quickExit
      styles={['forms.css']}
    >
      <QuestionForm
        visit={visit}
        action={`${address}/${what}#error-summary`}
        errors={error ? [{ field: 'reason', text: error }] : []}
        submit={t(`status:${texts}.yes`)}
        submitKind={what === 'withdraw' ? 'warning' : undefined}
        dataAction={what === 'withdraw' ? 'withdraw' : 'reopen'}
        more={
          <LinkButton kind="quiet" href={address}>
            {t(`status:${texts}.no`)}
          </LinkButton>
        }
      >
        <h1>{title}</h1>
        <p>{t(`status:${texts}.text`)}</p>
        <TextArea
          name="reason"
          label={t(`status:${texts}.label`)}
          hint={t(`status:${texts}.hint`)}
          error={error}
          value={reason}
          rows={4}
        />
      </QuestionForm>
    </Page>
  );
};
