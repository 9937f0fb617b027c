import type { AppealStory } from '../../../actions/staff/read-models.ts';
import type { Person } from '../../../domain/people.ts';
import { sayDay } from '../../../text/dates.ts';
import { Mixed } from '../../ui/mixed-text.tsx';
import { SummaryList, type SummaryRow } from '../../ui/summary-list.tsx';
import type { Visit } from '../../visit.ts';
import { capital } from '../wording.ts';

/** What the register asks of everyone is shown also where it was not said; the rest only where it was. */
const personRows = (visit: Visit, person: Person): readonly SummaryRow[] => {
  const { t, language } = visit;
  const notSaid = t('staff:appeal.who.notSaid');
  const said = (key: 'email' | 'telegram' | 'iin'): readonly SummaryRow[] => {
    const value = person[key];
    return value ? [{ key: t(`staff:appeal.who.${key}`), value }] : [];
  };
  return [
    {
      key: t('staff:appeal.who.name'),
      value: person.name ? <Mixed text={person.name} page={language} /> : notSaid,
    },
    {
      key: t('staff:appeal.who.phone'),
      value: person.phone ? <a href={`tel:${person.phone}`}>{person.phone}</a> : notSaid,
    },
    ...said('email'),
    ...said('telegram'),
    {
      key: t('staff:appeal.who.address'),
      value: person.address ? <Mixed text={person.address} page={language} /> : notSaid,
    },
    {
      key: t('staff:appeal.who.birthDate'),
      value: person.birthDate ? sayDay(person.birthDate, language) : notSaid,
    },
    ...said('iin'),
  ];
};

/** The person the appeal is about and for, and whoever speaks for them. */
export const Who = ({ visit, story }: { readonly visit: Visit; readonly story: AppealStory }) => {
  const { t, language } = visit;
  const { applicant, representation } = story;
  const said = (text: string) => capital(text, language);
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t('staff:appeal.who.title')}</h2>
      <h3>{t('staff:appeal.who.applicant')}</h3>
      <SummaryList
        rows={[
          ...personRows(visit, applicant),
          { key: t('staff:appeal.who.identity'), value: said(t(`domain:identity.${story.identity}`)) },
        ]}
      />
      {representation ? (
        <>
          <h3>{t('staff:appeal.who.representative')}</h3>
          <SummaryList
            rows={[
              {
                key: t('staff:appeal.who.relation'),
                value: said(t(`domain:relation.${representation.relation}`)),
              },
              {
                key: t('staff:appeal.who.authority'),
                value: said(t(`domain:authority.${representation.authority}`)),
              },
              {
                key: t('staff:appeal.who.mayContact'),
                value: t(representation.mayContactApplicant ? 'common:yes' : 'common:no'),
              },
              ...personRows(visit, representation.representative),
            ]}
          />
        </>
      ) : null}
    </section>
  );
};
