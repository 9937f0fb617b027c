import type { ActionContext } from '../../actions/context.ts';
import {
  type FoundOrganisation,
  findOrganisations,
  showOrganisation,
} from '../../actions/find-organisations.ts';
import { said } from '../../domain/journeys/journey.ts';
import type { Question } from '../../domain/journeys/question.ts';
import { Button, Buttons } from '../../web/ui/button.tsx';
import type { ChoiceOption } from '../../web/ui/choices.tsx';
import { TextInput } from '../../web/ui/text-fields.tsx';
import type { Visit } from '../../web/visit.ts';
import type { Conversation } from './conversation.ts';
import { pageOf, type WebJourney } from './web-journey.ts';

/** Few enough to be read at a glance; who needs another one writes a part of its name. */
const mostShown = 12;
const longestSearch = 100;

export interface OrganisationChoice {
  readonly words: string;
  readonly total: number;
  readonly options: readonly ChoiceOption[];
}

const asOption = (visit: Visit, one: FoundOrganisation): ChoiceOption => ({
  value: one.id,
  text: one.name[visit.language],
  hint: (one.address ?? one.region)?.[visit.language],
});

/** What the page of an `organisation` question offers: the ones of the region, or what the words find. */
export const offerOrganisations = (
  ctx: ActionContext,
  visit: Visit,
  question: Question,
  conversation: Conversation,
  typedWords: string,
): OrganisationChoice => {
  const words = typedWords.trim().slice(0, longestSearch);
  const answered = said(conversation.answers, 'region');
  const region = answered === '' || answered === 'unknown' ? null : answered;
  const rated = !question.optional;
  const search = findOrganisations(ctx, { words, region, rated, most: mostShown });
  const chosen = showOrganisation(ctx, said(conversation.answers, question.id));
  const found = search.found.filter(({ id }) => id !== chosen?.id);
  const options = (chosen ? [chosen, ...found] : found).map((one) => asOption(visit, one));
  const unknown: ChoiceOption = {
    value: 'unknown',
    text: visit.t('appeal:q.organisation.unknown'),
    divider: options.length > 0 ? visit.t('common:or') : undefined,
  };
  return { words, total: search.total, options: question.optional ? [...options, unknown] : options };
};

/** What the search found, said on the page that shows it. */
export const searchOutcome = ({ t }: Visit, { words, total }: OrganisationChoice): string | undefined => {
  if (words === '') return undefined;
  if (total === 0) return t('appeal:search.none', { words });
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
        <Buttons>
          <Button kind="quiet">{t('appeal:search.button')}</Button>
        </Buttons>
      </form>
    </section>
  );
};
