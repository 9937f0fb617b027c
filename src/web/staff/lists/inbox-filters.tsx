import type { ActionContext } from '../../../actions/context.ts';
import type { InboxFilters } from '../../../actions/staff/read-models.ts';
import { appealTypes, channels } from '../../../domain/appeal.ts';
import { duenesses } from '../../../domain/deadline.ts';
import { accessNeeds } from '../../../domain/people.ts';
import { openStates } from '../../../domain/states.ts';
import { Button, Buttons } from '../../ui/button.tsx';
import { Details } from '../../ui/content.tsx';
import { languageOfName } from '../../ui/mixed-text.tsx';
import { Select, type SelectOption } from '../../ui/text-fields.tsx';
import type { Visit } from '../../visit.ts';
import type { StaffContext } from '../staff-env.ts';
import { capital } from '../wording.ts';

const among = <Code extends string>(codes: readonly Code[], typed: string | undefined): Code | undefined =>
  codes.find((code) => code === typed);

/** Filters out of the address; what it doesn't know is as if it were not there. */
export const readFilters = (c: StaffContext, whoseFirst: InboxFilters['whose']): InboxFilters => {
  const asked = {
    dueness: among(duenesses, c.req.query('dueness')),
    state: among(openStates, c.req.query('state')),
    type: among(appealTypes, c.req.query('type')),
    topic: c.req.query('topic') || undefined,
    channel: among(channels, c.req.query('channel')),
    region: c.req.query('region') || undefined,
    need: among(accessNeeds, c.req.query('need')),
  };
  const whose = among(['mine', 'department'] as const, c.req.query('whose')) ?? whoseFirst;
  const set = Object.entries(asked).filter(([, value]) => value !== undefined);
  return { whose, ...Object.fromEntries(set) };
};

/** The inbox with these filters, one of them changed. */
export const inboxAddress = (
  filters: InboxFilters,
  change: Readonly<Partial<Record<keyof InboxFilters | 'from', string | undefined>>> = {},
): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, ...change })) if (value) query.set(name, value);
  return `/staff/inbox?${query}`;
};

/** How many conditions narrow the list; whose appeals they are is not one. */
export const countFilters = (filters: InboxFilters): number => Object.keys(filters).length - 1;

const FilterSelect = ({
  visit,
  name,
  value,
  options,
}: {
  readonly visit: Visit;
  readonly name: Exclude<keyof InboxFilters, 'whose'>;
  readonly value: string | undefined;
  readonly options: readonly SelectOption[];
}) => (
  <Select
    name={name}
    label={visit.t(`staff:inbox.${name}`)}
    value={value ?? ''}
    options={[{ value: '', text: visit.t('staff:inbox.any') }, ...options]}
  />
);

/** A form that asks by GET: the address of a filtered inbox can be kept. */
export const FilterForm = ({
  visit,
  ctx,
  filters,
}: {
  readonly visit: Visit;
  readonly ctx: ActionContext;
  readonly filters: InboxFilters;
}) => {
  const { t, language } = visit;
  const { lists } = ctx.reference.current();
  const listed = (name: 'topics' | 'regions'): readonly SelectOption[] =>
    lists[name].map((item) => ({
      value: item.code,
      text: capital(item.name[language], language),
      lang: languageOfName(item.name[language], language),
    }));
  const count = countFilters(filters);
  const said = (text: string) => capital(text, language);
  return (
    <Details
      summary={count > 0 ? t('staff:inbox.filtersOn', { count }) : t('staff:inbox.filters')}
      open={count > 0}
    >
      <form method="get" action="/staff/inbox">
        <div class="filters">
          <Select
            name="whose"
            label={t('staff:inbox.whose')}
            value={filters.whose}
            options={[
              { value: 'mine', text: said(t('staff:inbox.mine')) },
              { value: 'department', text: said(t('staff:inbox.department')) },
            ]}
          />
          <FilterSelect
            visit={visit}
            name="dueness"
            value={filters.dueness}
            options={duenesses.map((value) => ({ value, text: said(t(`domain:dueness.${value}`)) }))}
          />
          <FilterSelect
            visit={visit}
            name="state"
            value={filters.state}
            options={openStates.map((value) => ({ value, text: said(t(`domain:state.${value}`)) }))}
          />
          <FilterSelect
            visit={visit}
            name="type"
            value={filters.type}
            options={appealTypes.map((value) => ({ value, text: said(t(`domain:type.${value}`)) }))}
          />
          <FilterSelect visit={visit} name="topic" value={filters.topic} options={listed('topics')} />
          <FilterSelect
            visit={visit}
            name="channel"
            value={filters.channel}
            options={channels.map((value) => ({ value, text: said(t(`domain:channel.${value}`)) }))}
          />
          <FilterSelect visit={visit} name="region" value={filters.region} options={listed('regions')} />
          <FilterSelect
            visit={visit}
            name="need"
            value={filters.need}
            options={accessNeeds.map((value) => ({ value, text: said(t(`domain:need.${value}`)) }))}
          />
        </div>
        <Buttons>
          <Button>{t('staff:inbox.apply')}</Button>
          {count > 0 ? <a href={`/staff/inbox?whose=${filters.whose}`}>{t('staff:inbox.reset')}</a> : null}
        </Buttons>
      </form>
    </Details>
  );
};
