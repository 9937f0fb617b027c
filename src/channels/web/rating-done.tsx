import type { FoundOrganisation } from '../../actions/find-organisations.ts';
import { sayDay } from '../../text/dates.ts';
import { LinkButton } from '../../web/ui/button.tsx';
import { Panel } from '../../web/ui/content.tsx';
import { Mixed } from '../../web/ui/mixed-text.tsx';
import { Page } from '../../web/ui/page.tsx';
import type { Visit } from '../../web/visit.ts';
import { ratingWeb } from './rating-web.ts';
import { pageOf } from './web-journey.ts';

interface AfterProps {
  readonly visit: Visit;
  readonly institution: FoundOrganisation;
  /** `YYYY-MM-DD`, when the institution can be rated again. */
  readonly nextOn: string;
}

/** `ready`: the words were put into a new appeal; `kept`: there was one begun already, left as it was. */
export const appealDraftStates = ['ready', 'kept'] as const;
export type AppealDraftState = (typeof appealDraftStates)[number];

const TheAppeal = ({ visit, state }: { readonly visit: Visit; readonly state: AppealDraftState }) => {
  const { t, language } = visit;
  const ready = state === 'ready';
  return (
    <section aria-labelledby="the-appeal">
      <h2 id="the-appeal">{t('rating:done.appealTitle')}</h2>
      <p>{t(ready ? 'rating:done.appealReady' : 'rating:done.appealKept')}</p>
      <div class="buttons">
        <LinkButton href={`/${language}/appeal`}>
          {t(ready ? 'rating:done.appealGo' : 'rating:done.appealKeptGo')}
        </LinkButton>
      </div>
    </section>
  );
};

const Ways = ({ visit, institution }: Pick<AfterProps, 'visit' | 'institution'>) => {
  const { t, language } = visit;
  return (
    <ul class="links">
      <li>
        <a href={`/${language}/institutions/${institution.id}`}>{t('rating:done.look')}</a>
      </li>
      <li>
        <a href={pageOf(ratingWeb, language, 'institution')}>{t('rating:done.another')}</a>
      </li>
      <li>
        <a href={pageOf(ratingWeb, language, 'forget')}>{t('appeal:forget.link')}</a>
      </li>
    </ul>
  );
};

/** The mark was taken: who sees it, when the public figure moves, and the appeal if one was wished for. */
export const RatedPage = ({
  visit,
  institution,
  nextOn,
  appeal,
}: AfterProps & { readonly appeal: AppealDraftState | undefined }) => {
  const { t, language } = visit;
  const title = t('rating:done.title');
  return (
    <Page visit={visit} title={title} section="rate" styles={['forms.css']}>
      <Panel title={title}>
        <p>
          <Mixed text={t('rating:done.institution', { name: institution.name[language] })} page={language} />
        </p>
      </Panel>
      {appeal ? <TheAppeal visit={visit} state={appeal} /> : null}
      <h2>{t('rating:done.nextTitle')}</h2>
      <ul>
        <li>{t('rating:done.head')}</li>
        <li>{t('rating:done.public')}</li>
        <li>{t('rating:done.again', { day: sayDay(nextOn, language) })}</li>
      </ul>
      <Ways visit={visit} institution={institution} />
    </Page>
  );
};

/** The same person has rated the institution in this quarter: when, and from when again. */
export const RatedBeforePage = ({
  visit,
  institution,
  nextOn,
  ratedOn,
}: AfterProps & { readonly ratedOn: string }) => {
  const { t, language } = visit;
  const title = t('rating:again.title');
  return (
    <Page
      visit={visit}
      title={title}
      section="rate"
      back={pageOf(ratingWeb, language, 'another-person')}
      styles={['forms.css']}
    >
      <h1>{title}</h1>
      <p>
        <Mixed text={t('rating:done.institution', { name: institution.name[language] })} page={language} />
      </p>
      <p>{t('rating:again.when', { day: sayDay(ratedOn, language) })}</p>
      <p>{t('rating:again.next', { day: sayDay(nextOn, language) })}</p>
      <div class="buttons">
        <LinkButton kind="quiet" href={pageOf(ratingWeb, language, 'another-person')}>
          {t('rating:again.other')}
        </LinkButton>
      </div>
      <Ways visit={visit} institution={institution} />
    </Page>
  );
};
