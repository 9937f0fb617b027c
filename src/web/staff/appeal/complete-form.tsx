import type { ActionContext } from '../../../actions/context.ts';
import { appealTypes } from '../../../domain/appeal.ts';
import { Checkboxes } from '../../ui/choices.tsx';
import { languageOfName } from '../../ui/mixed-text.tsx';
import { Select, type SelectOption, TextInput, type TextInputProps } from '../../ui/text-fields.tsx';
import type { Visit } from '../../visit.ts';
import { capital } from '../wording.ts';
import { type CompleteField, completeFields, fieldName, valuesNow, wasName } from './complete-fields.ts';
import { errorAt, VerbForm, type VerbProps } from './verb-form.tsx';

const optionsFor = (visit: Visit, ctx: ActionContext) => {
  const { language, t } = visit;
  const { lists, organisations } = ctx.reference.current();
  const listed = (name: 'forms' | 'topics' | 'categories' | 'regions'): readonly SelectOption[] =>
    lists[name].map(({ code, name: said }) => ({
      value: code,
      text: capital(said[language], language),
      lang: languageOfName(said[language], language),
    }));
  const regionName = (code: string | null): string | undefined =>
    lists.regions.find((region) => region.code === code)?.name[language];
  const institutions: readonly SelectOption[] = organisations
    .filter(({ kind }) => kind !== 'ministry')
    .map(({ id, name, region }) => ({
      value: id,
      text: name[language],
      lang: languageOfName(name[language], language),
      group: regionName(region),
    }));
  return {
    type: appealTypes.map((value) => ({ value, text: capital(t(`domain:type.${value}`), language) })),
    form: listed('forms'),
    topic: listed('topics'),
    category: listed('categories'),
    region: listed('regions'),
    organisation: institutions,
  };
};

const looks: Readonly<Partial<Record<CompleteField, Pick<TextInputProps, 'type' | 'inputmode' | 'width'>>>> =
  {
    phone: { type: 'tel', inputmode: 'tel', width: 20 },
    email: { type: 'email', inputmode: 'email' },
    birthDate: { width: 12 },
    iin: { inputmode: 'numeric', width: 12 },
    entryNumber: { width: 20 },
  };

/** What the registrar may put right: everything but the person's own words. */
export const CompleteForm = ({ ctx, ...props }: VerbProps & { readonly ctx: ActionContext }) => {
  const { visit, story, typed, errors } = props;
  const { t } = visit;
  const now = valuesNow(story);
  const shownIn = (field: CompleteField): string => typed?.get(fieldName(field)) ?? now[field];
  const options = optionsFor(visit, ctx);
  const select = (field: keyof typeof options) => {
    const unset =
      field === 'type' || field === 'form' ? [] : [{ value: '', text: t('staff:verb.complete.unset') }];
    return (
      <Select
        name={fieldName(field)}
        label={t(`staff:verb.complete.${field}`)}
        value={shownIn(field)}
        options={[...unset, ...options[field]]}
        error={errorAt(errors, fieldName(field))}
      />
    );
  };
  const input = (
    field: 'entryNumber' | 'correspondent' | 'name' | 'phone' | 'email' | 'address' | 'birthDate' | 'iin',
    hint?: string,
  ) => (
    <TextInput
      name={fieldName(field)}
      label={t(`staff:verb.complete.${field}`)}
      hint={hint}
      autocomplete="off"
      value={shownIn(field)}
      error={errorAt(errors, fieldName(field))}
      {...looks[field]}
    />
  );
  const mark = (field: 'urgent' | 'identityConfirmed') => (
    <Checkboxes
      name={fieldName(field)}
      label={t(`staff:verb.complete.${field}`)}
      values={(typed ? typed.get(fieldName(field)) : now[field]) ? ['yes'] : []}
      options={[{ value: 'yes', text: t('common:yes') }]}
    />
  );
  return (
    <VerbForm {...props} verb="complete" lead={t('staff:verb.complete.lead')}>
      {completeFields.map((field) => (
        <input type="hidden" name={wasName(field)} value={typed?.get(wasName(field)) ?? now[field]} />
      ))}
      {(['type', 'form', 'topic', 'category', 'region', 'organisation'] as const).map(select)}
      {input('entryNumber')}
      {input('correspondent', t('staff:verb.complete.correspondentHint'))}
      {mark('urgent')}
      <fieldset>
        <legend class="label">{t('staff:appeal.who.applicant')}</legend>
        {input('name')}
        {input('phone', t('staff:verb.complete.phoneHint'))}
        {input('email')}
        {input('address')}
        {input('birthDate', t('staff:verb.complete.birthDateHint'))}
        {input('iin')}
        {mark('identityConfirmed')}
      </fieldset>
    </VerbForm>
  );
};
