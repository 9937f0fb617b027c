import { unreachable } from '../../domain/result.ts';
import { sayTime } from '../../text/dates.ts';
import { Details, Notice } from '../ui/content.tsx';
import type { FieldError } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { QuestionForm } from '../ui/question-form.tsx';
import { TextInput } from '../ui/text-fields.tsx';
import type { Visit } from '../visit.ts';
import type { LookUpError, LookUpTyped } from './look-up-form.ts';

interface LookUpPageProps {
  readonly visit: Visit;
  readonly typed: LookUpTyped;
  /** A message that was being written when the appeal closed on this device. */
  readonly message?: string | undefined;
  readonly notice?: 'again' | 'forgotten' | undefined;
}

const errorOf = ({ t }: Visit, code: LookUpError, tryAgainAt: number | undefined): FieldError => {
  switch (code) {
    case 'numberRequired':
    case 'receipt-length':
    case 'receipt-check':
    case 'no-such-appeal':
      return { field: 'number', text: t(`errors:status.${code}`) };
    case 'try-later':
      return {
        field: 'number',
        text: t('errors:status.try-later', { time: sayTime(new Date(tryAgainAt ?? 0)) }),
      };
    case 'codeRequired':
    case 'code':
      return { field: 'code', text: t(`errors:status.${code}`) };
    default:
      return unreachable(code);
  }
};

/** Number and code, which open one's own appeal on any device. */
export const LookUpPage = ({ visit, typed, message, notice }: LookUpPageProps) => {
  const { t, language, contacts } = visit;
  const errors = typed.errors.map((code) => errorOf(visit, code, typed.tryAgainAt));
  const textFor = (field: string): string | undefined => errors.find((error) => error.field === field)?.text;
  const title = notice === 'again' ? t('status:again.title') : t('status:title');
  return (
    <Page visit={visit} title={title} error={errors.length > 0} section="status" styles={['forms.css']}>
      {notice === 'forgotten' ? (
        <Notice kind="done">
          <p>{t('status:forgotten')}</p>
        </Notice>
      ) : null}
      <QuestionForm
        visit={visit}
        action={`/${language}/status`}
        errors={errors}
        submit={t('status:show')}
        hidden={message ? { message } : {}}
      >
        <h1>{title}</h1>
        {notice === 'again' ? <p>{t('status:again.text')}</p> : <p>{t('status:intro')}</p>}
        {message ? <p>{t('status:again.kept')}</p> : null}
        <TextInput
          name="number"
          label={t('status:number.label')}
          hint={t('status:number.hint')}
          error={textFor('number')}
          value={typed.number}
          inputmode="numeric"
          autocomplete="off"
          width={20}
        />
        <TextInput
          name="code"
          label={t('status:code.label')}
          hint={t('status:code.hint')}
          error={textFor('code')}
          value={typed.code}
          inputmode="numeric"
          autocomplete="off"
          width={10}
        />
      </QuestionForm>
      <Details summary={t('status:lost.title')}>
        <p>{t('status:lost.text', { phone: contacts.phone })}</p>
      </Details>
    </Page>
  );
};
