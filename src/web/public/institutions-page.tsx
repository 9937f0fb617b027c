import type { Context } from 'hono';
import type { PublicInstitution } from '../../actions/ratings/public-institutions.ts';
import type { Bilingual } from '../../domain/language.ts';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { Details } from '../ui/content.tsx';
import { languageOfName, Mixed } from '../ui/mixed-text.tsx';
import { Page } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { ShapeMark } from '../ui/tag.tsx';
import { Select, TextInput } from '../ui/text-fields.tsx';
import type { Visit, WebEnv } from '../visit.ts';
import { asHeading } from '../wording.ts';
import {
  chooseInstitutions,
  type ShownGroup,
  shownGroups,
  sortings,
  type Wish,
} from './choose-institutions.ts';
import { Bar, sayCount, sayFigure, shapeOf } from './figures.tsx';

export interface DirectoryView {
  readonly institutions: readonly PublicInstitution[];
  readonly period: number;
  readonly periods: readonly number[];
  /** Names of regions by code. */
  readonly regions: ReadonlyMap<string, Bilingual>;
  readonly wish: Wish;
}

const FilterForm = ({ visit, view }: { readonly visit: Visit; readonly view: DirectoryView }) => {
  const { t, language } = visit;
  const { wish, institutions, regions, periods } = view;
  const met = new Set(institutions.map(({ region }) => region));
  const kinds = [...new Set(institutions.map(({ kind }) => kind))];
  const collator = new Intl.Collator(language);
  const byText = (a: { text: string }, b: { text: string }) => collator.compare(a.text, b.text);
  return (
    <form method="get" action={`/${language}/institutions`} class="score-filter">
      <h2>{t('scores:filter.title')}</h2>
      <TextInput
        name="name"
        label={t('scores:filter.name')}
        hint={t('scores:filter.nameHint')}
        value={wish.name}
        type="search"
      />
      <Select
        name="region"
        label={t('scores:filter.region')}
        value={wish.region}
        options={[
          { value: '', text: t('scores:filter.allRegions') },
          ...[...regions]
            .filter(([code]) => met.has(code))
            .map(([value, name]) => ({
              value,
              text: asHeading(name[language], language),
              lang: languageOfName(name[language], language),
            })),
        ]}
      />
      <Select
        name="kind"
        label={t('scores:filter.kind')}
        value={wish.kind}
        options={[
          { value: '', text: t('scores:filter.allKinds') },
          ...kinds
            .map((value) => ({ value, text: asHeading(t(`scores:kind.${value}`), language) }))
            .sort(byText),
        ]}
      />
      {periods.length > 1 ? (
        <Select
          name="period"
          label={t('scores:filter.period')}
          value={String(view.period)}
          options={periods.map((year) => ({ value: String(year), text: String(year) }))}
        />
      ) : null}
      <Select
        name="sort"
        label={t('scores:filter.sort')}
        value={wish.sort}
        options={sortings.map((value) => ({ value, text: asHeading(t(`scores:sort.${value}`), language) }))}
      />
      <Buttons>
        <Button>{t('scores:filter.show')}</Button>
      </Buttons>
    </form>
  );
};

const GroupSection = ({
  visit,
  view,
  group,
  members,
}: {
  readonly visit: Visit;
  readonly view: DirectoryView;
  readonly group: ShownGroup;
  readonly members: readonly PublicInstitution[];
}) => {
  const { t, language } = visit;
  const title = t(`scores:group.${group}.title`);
  const address = (id: string): string =>
    `/${language}/institutions/${id}${view.period === view.periods[0] ? '' : `?period=${view.period}`}`;
  return (
    <section data-group={group}>
      <h2>
        <ShapeMark shape={shapeOf(group)} />
        {title}
      </h2>
      <p>{t(`scores:group.${group}.about`)}</p>
      <Table
        caption={t('scores:table.caption', { group: title })}
        captionUnseen
        columns={[
          { text: t('scores:table.institution') },
          { text: t('scores:table.score') },
          { text: t('scores:table.ratings'), numeric: true },
          { text: t('scores:table.place') },
        ]}
        rows={members.map(({ id, name, score, ratings, region }) => ({
          cells: [
            <a href={address(id)}>
              <Mixed text={name[language]} page={language} />
            </a>,
            score === null ? (
              t('scores:table.notYet')
            ) : (
              <span class="score-cell">
                <strong data-score={score}>{sayFigure(score)}</strong>
                <Bar figure={score} />
              </span>
            ),
            ratings === null ? t('scores:table.fewer') : sayCount(ratings, language),
            <Mixed
              text={asHeading(view.regions.get(region ?? '')?.[language] ?? '–', language)}
              page={language}
            />,
          ],
        }))}
      />
    </section>
  );
};

/** How a score comes about, in plain words. */
export const HowScores = ({ visit: { t } }: { readonly visit: Visit }) => (
  <Details summary={t('scores:how.title')}>
    <p>{t('scores:how.marks')}</p>
    <p>{t('scores:how.mean')}</p>
    <p>{t('scores:how.cut')}</p>
    <p>{t('scores:how.steps')}</p>
    <p>{t('scores:how.who')}</p>
  </Details>
);

/** The public list: three groups and those of which too few people have spoken. Works without scripts. */
export const showInstitutions = (c: Context<WebEnv>, view: DirectoryView) => {
  const visit = c.get('visit');
  const { t, language } = visit;
  const chosen = chooseInstitutions(view.institutions, view.wish, language);
  const count = [...chosen.values()].reduce((sum, members) => sum + members.length, 0);
  const narrowed = view.wish.name !== '' || view.wish.region !== '' || view.wish.kind !== '';
  const { period } = view;
  return c.html(
    <Page
      visit={visit}
      title={t('common:section.institutions')}
      section="institutions"
      variant="public"
      styles={['forms.css', 'scores.css']}
    >
      <h1>{t('common:section.institutions')}</h1>
      <p>{t('scores:lead')}</p>
      <p>
        <LinkButton href={`/${language}/rate`}>{t('common:section.rate')}</LinkButton>
      </p>
      <HowScores visit={visit} />
      <FilterForm visit={visit} view={view} />
      <p>
        <strong>{t('scores:found', { count, shown: sayCount(count, language), period })}</strong>
      </p>
      {narrowed ? (
        <ul class="links">
          <li>
            <a href={`/${language}/institutions?period=${period}`}>{t('scores:filter.all')}</a>
          </li>
        </ul>
      ) : null}
      {count === 0 ? <p>{t('scores:nothing')}</p> : null}
      {shownGroups.map((group) => {
        const members = chosen.get(group) ?? [];
        return members.length === 0 ? null : (
          <GroupSection visit={visit} view={view} group={group} members={members} />
        );
      })}
      <h2>{t('scores:data.title')}</h2>
      <ul class="links">
        <li>
          <a href={`/${language}/institutions.csv?period=${period}`}>{t('scores:data.csv', { period })}</a>
        </li>
        <li>
          <a href={`/api/v1/institutions?period=${period}`}>{t('scores:data.json', { period })}</a>
        </li>
      </ul>
    </Page>,
  );
};
