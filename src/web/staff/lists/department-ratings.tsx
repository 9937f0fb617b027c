import type { HeadInstitution, HeadRatings } from '../../../actions/ratings/ratings-for-head.ts';
import { sayDay } from '../../../text/dates.ts';
import { Mixed } from '../../ui/mixed-text.tsx';
import { Table } from '../../ui/table.tsx';
import type { Visit } from '../../visit.ts';

const Institutions = ({
  visit,
  institutions,
}: {
  readonly visit: Visit;
  readonly institutions: readonly HeadInstitution[];
}) => {
  const { t, language } = visit;
  const tooFew = t('staff:department.tooFew');
  return (
    <Table
      caption={t('staff:department.ratingsCaption')}
      columns={[
        { text: t('staff:department.institution') },
        { text: t('staff:department.marks'), numeric: true },
        { text: t('staff:department.mean'), numeric: true },
        { text: t('staff:department.score'), numeric: true },
      ]}
      rows={institutions.map(({ name, own, marks, mean, score }) => ({
        cells: [
          <>
            <Mixed text={name[language]} page={language} />
            {own ? <span class="below-line soft">{t('staff:department.own')}</span> : null}
          </>,
          marks === null ? tooFew : String(marks),
          mean ?? '–',
          score ?? tooFew,
        ],
      }))}
    />
  );
};

/** Marks as they come in, for the head of the institutions that got them; never who gave them. */
export const DepartmentRatings = ({
  visit,
  ratings,
}: {
  readonly visit: Visit;
  readonly ratings: HeadRatings;
}) => {
  const { t, language } = visit;
  const { institutions, newest, period } = ratings;
  return (
    <section aria-labelledby="ratings">
      <h2 id="ratings">{t('staff:department.ratingsTitle', { year: period })}</h2>
      {institutions.length === 0 ? (
        <p>{t('staff:department.ratingsNone')}</p>
      ) : (
        <>
          <p class="measure">{t('staff:department.ratingsLead')}</p>
          <Institutions visit={visit} institutions={institutions} />
        </>
      )}
      {newest.length > 0 ? (
        <Table
          caption={t('staff:department.newestCaption')}
          columns={[
            { text: t('staff:department.institution') },
            { text: t('staff:department.day') },
            { text: t('staff:department.mark'), numeric: true },
            { text: t('staff:department.service') },
            { text: t('staff:department.reason') },
          ]}
          rows={newest.map((mark) => ({
            cells: [
              <Mixed text={mark.institution[language]} page={language} />,
              <time datetime={mark.day}>{sayDay(mark.day, language)}</time>,
              String(mark.mark),
              mark.service?.[language] ?? '–',
              mark.reason ? (
                <span lang={mark.language === language ? undefined : mark.language}>{mark.reason}</span>
              ) : (
                '–'
              ),
            ],
          }))}
        />
      ) : null}
    </section>
  );
};
