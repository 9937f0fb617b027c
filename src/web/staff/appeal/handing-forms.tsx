import type { Named, Suggestion } from '../../../actions/staff/read-models.ts';
import { sayDay } from '../../../text/dates.ts';
import { Notice } from '../../ui/content.tsx';
import { languageOfName, Mixed } from '../../ui/mixed-text.tsx';
import { Select, type SelectOption, TextArea } from '../../ui/text-fields.tsx';
import type { Visit } from '../../visit.ts';
import { destinationField } from './destination.ts';
import { errorAt, VerbForm, type VerbProps } from './verb-form.tsx';
import { optional, WhatIsSent } from './writing-forms.tsx';

export const RegisterForm = (props: VerbProps) => (
  <VerbForm {...props} verb="register" lead={props.visit.t('staff:verb.register.lead')} />
);
export const TakeForm = (props: VerbProps) => (
  <VerbForm {...props} verb="take" lead={props.visit.t('staff:verb.take.lead')} />
);

const curatorWithLoad = ({ name, open }: { readonly name: string; readonly open: number }): string =>
  `${name} (${open})`;

const whereOf = ({ t, language }: Visit, { department, curator }: Suggestion): string | null => {
  if (!department) return null;
  const place = department.name[language];
  return curator
    ? t('staff:verb.distribute.whereCurator', { department: place, curator: curator.name })
    : t('staff:verb.distribute.wholeDepartment', { department: place });
};

/** The suggestion stands first and is taken if nothing is changed. */
export const DistributeForm = (props: VerbProps) => {
  const { visit, story, typed, errors } = props;
  const { t, language } = visit;
  const { suggestion } = story;
  const where = suggestion ? whereOf(visit, suggestion) : null;
  const options: SelectOption[] = [
    {
      value: '',
      text: t(where ? 'staff:verb.distribute.asSuggested' : 'staff:verb.distribute.choose'),
    },
    ...story.departments.flatMap(({ department, curators }) => [
      {
        value: `${department.code}/`,
        text: t('staff:verb.distribute.leastLoaded'),
        group: department.name[language],
      },
      ...curators.map((curator) => ({
        value: `${department.code}/${curator.id}`,
        text: curatorWithLoad(curator),
        lang: languageOfName(curator.name, language),
        group: department.name[language],
      })),
    ]),
  ];
  return (
    <VerbForm {...props} verb="distribute" lead={t('staff:verb.distribute.lead')}>
      {suggestion ? (
        <Notice title={where ? t('staff:verb.distribute.suggestion') : undefined}>
          {where ? (
            <p>
              <Mixed text={where} page={language} />
            </p>
          ) : null}
          <p>
            {t(where ? 'staff:verb.distribute.reason' : 'staff:verb.distribute.noSuggestion', {
              reason: t(`domain:route.${suggestion.reason}`),
            })}
          </p>
        </Notice>
      ) : null}
      <Select
        name={destinationField}
        label={t('staff:verb.distribute.to')}
        hint={t('staff:verb.distribute.load')}
        value={typed?.get(destinationField) ?? ''}
        options={options}
        error={errorAt(errors, destinationField)}
      />
    </VerbForm>
  );
};

const named = (list: readonly Named[], language: Visit['language']): readonly SelectOption[] =>
  list.map(({ code, name }) => ({
    value: code,
    text: name[language],
    lang: languageOfName(name[language], language),
  }));

/** Out of our competence: away to another body, with notice to the person. */
export const ForwardForm = (props: VerbProps) => {
  const { visit, story, typed, errors } = props;
  const { t, language } = visit;
  return (
    <VerbForm
      {...props}
      verb="forward"
      lead={t('staff:verb.forward.lead', { day: sayDay(story.forwardBy, language) })}
      kind="warning"
    >
      <Select
        name="organisation"
        label={t('staff:verb.forward.organisation')}
        value={typed?.get('organisation') ?? ''}
        options={[{ value: '', text: t('staff:verb.forward.choose') }, ...named(story.forwardTo, language)]}
        error={errorAt(errors, 'organisation')}
      />
      <TextArea
        name="forward-reason"
        label={t('staff:verb.forward.reason')}
        hint={`${t('staff:verb.forward.reasonHint')} ${t(`staff:verb.sends.writeIn.${story.line.language}`)}`}
        rows={4}
        lang={story.line.language}
        value={typed?.get('forward-reason') ?? undefined}
        error={errorAt(errors, 'forward-reason')}
      />
      <WhatIsSent visit={visit} story={story} />
    </VerbForm>
  );
};

/** To another curator of the department. */
export const ReassignForm = (props: VerbProps) => {
  const { visit, story, typed, errors } = props;
  const { t } = visit;
  return (
    <VerbForm {...props} verb="reassign" lead={t('staff:verb.reassign.lead')}>
      <Select
        name="reassign-curator"
        label={t('staff:verb.reassign.curator')}
        hint={t('staff:verb.distribute.load')}
        value={typed?.get('reassign-curator') ?? ''}
        options={[
          { value: '', text: t('staff:verb.reassign.choose') },
          ...story.colleagues.map((curator) => ({
            value: curator.id,
            text: curatorWithLoad(curator),
            lang: languageOfName(curator.name, visit.language),
          })),
        ]}
        error={errorAt(errors, 'reassign-curator')}
      />
      <TextArea
        name="reassign-reason"
        label={optional(visit, t('staff:verb.reassign.reason'))}
        rows={2}
        value={typed?.get('reassign-reason') ?? undefined}
        error={errorAt(errors, 'reassign-reason')}
      />
    </VerbForm>
  );
};
