import type { ActionContext } from '../../actions/context.ts';
import {
  type FoundOrganisation,
  findOrganisations,
  showOrganisation,
} from '../../actions/find-organisations.ts';
import { said } from '../../domain/journeys/journey.ts';
import type { Question } from '../../domain/journeys/question.ts';
import type { Bilingual } from '../../domain/language.ts';
import { Button, Buttons } from '../../web/ui/button.tsx';
import type { ChoiceOption } from '../../web/ui/choices.tsx';
import { languageOfName } from '../../web/ui/mixed-text.tsx';
import { Select, TextInput } from '../../web/ui/text-fields.tsx';
import type { Visit } from '../../web/visit.ts';
import { asHeading } from '../../web/wording.ts';
import type { Conversation } from './conversation.ts';
import { pageOf, type WebJourney } from './web-journey.ts';

/** Few enough to be read at a glance; who needs another one writes a part of its name. */
const mostShown = 12;
const longestSearch = 100;

interface Region {
  readonly code: string;
  readonly name: Bilingual;
}

export interface OrganisationChoice {
  readonly words: string;
  /** Code of the region that was searched in; '' for all. Null where the journey asks for the region itself. */
  readonly region: string | null;
  readonly regions: readonly Region[];
  readonly total: number;
  readonly options: readonly ChoiceOption[];
}

/** The region is said only where it isn't the one that was answered. */
const asOption = (visit: Visit, one: FoundOrganisation, regionAnswered: string | null): ChoiceOption => ({
  value: one.id,
  text: one.name[visit.language],
  lang: languageOfName(one.name[visit.language], visit.language),
  hint: (one.address ?? (one.regionCode === regionAnswered ? null : one.region))?.[visit.language],
});

/** Regions where there is anything to rate. */
const regionsWithRated = (ctx: ActionContext): readonly Region[] => {
  const { organisations, lists } = ctx.reference.current();
  const met = new Set(organisations.filter(({ rated }) => rated).map(({ region }) => region));
  return lists.regions.filter(({ code }) => met.has(code));
};

/** What the page of an `organisation` question offers: the ones of the region, or what the words find. */
export const offerOrganisations = (
  ctx: ActionContext,
  visit: Visit,
  question: Question,
  conversation: Conversation,
  asked: { readonly words: string; readonly region: string; readonly chosen: string | undefined },
): OrganisationChoice => {
  const words = asked.words.trim().slice(0, longestSearch);
  const asksRegion = conversation.path.some(({ id }) => id === 'region');
  const answered = asksRegion ? said(conversation.answers, 'region') : asked.region;
  const region = answered === '' || answered === 'unknown' ? null : answered;
  const rated = !question.optional;
  const search = findOrganisations(ctx, { words, region, rated, most: mostShown });
  const chosen = showOrganisation(ctx, asked.chosen ?? said(conversation.answers, question.id));
  const found = search.found.filter(({ id }) => id !== chosen?.id);
  const options = (chosen ? [chosen, ...found] : found).map((one) => asOption(visit, one, region));
  const unknown: ChoiceOption = {
    value: 'unknown',
    text: visit.t('appeal:q.organisation.unknown'),
    divider: options.length > 0 ? visit.t('common:or') : undefined,
  };
  return {
    words,
    region: asksRegion ? null : asked.region,
    regions: asksRegion ? [] : regionsWithRated(ctx),
    total: search.total,
    options: question.optional ? [...options, unknown] : options,
  };
};

/** What the search found, said on the page that shows it. */
export const searchOutcome = (
  { t }: Visit,
  web: WebJourney,
  { words, total, region }: OrganisationChoice,
): string | undefined => {
  if (words === '') return region ? t('rating:search.inRegion', { count: total }) : undefined;
  if (total === 0) return t(`${web.texts}:search.none`, { words });
  const found = t('appeal:search.found', { words, count: total });
  return total > mostShown ? `${found} ${t('appeal:search.shown', { shown: mostShown })}` : found;
};

/**
 * The search stands after the form of the question, as a form of its own: the button that goes on stays the first of
 * the page, and Enter in the search box searches.
 */
export const OrganisationSearch = ({
  visit,
  web,
  question,
  choice,
  from,
}: {
  readonly visit: Visit;
  readonly web: WebJourney;
  readonly question: Question;
  readonly choice: OrganisationChoice;
  readonly from: string | undefined;
}) => {
  const { t, language } = visit;
  const title = choice.options.length > 1 ? t('appeal:search.title') : t('appeal:search.titleNoList');
  return (
    <section aria-labelledby="search-title">
      <h2 id="search-title">{title}</h2>
      <form action={pageOf(web, language, question.id)} method="get" aria-labelledby="search-title">
        {from === 'check' ? <input type="hidden" name="return" value="check" /> : null}
        <TextInput
          name="q"
          type="search"
          label={t('appeal:search.label')}
          hint={t('appeal:search.hint')}
          value={choice.words}
          autocomplete="off"
        />
        {choice.region === null ? null : (
          <Select
            name="region"
            label={t('rating:search.region')}
            value={choice.region}
            options={[
              { value: '', text: t('rating:search.allRegions') },
              ...choice.regions.map(({ code, name }) => ({
                value: code,
                text: asHeading(name[language], language),
                lang: languageOfName(name[language], language),
              })),
            ]}
          />
        )}
        <Buttons>
          <Button kind="quiet">{t('appeal:search.button')}</Button>
        </Buttons>
      </form>
    </section>
  );
};
