import type { Context } from 'hono';
import type { PublicInstitution } from '../../actions/ratings/public-institutions.ts';
import type { Bilingual } from '../../domain/language.ts';
import { criteria, criterionOf, indicatorNumbers } from '../../domain/tally.ts';
import { Buttons, LinkButton } from '../ui/button.tsx';
import { Details, Notice } from '../ui/content.tsx';
import { Mixed } from '../ui/mixed-text.tsx';
import { Page } from '../ui/page.tsx';
import { SummaryList } from '../ui/summary-list.tsx';
import { Table } from '../ui/table.tsx';
import type { Visit, WebEnv } from '../visit.ts';
import { asHeading } from '../wording.ts';
import { GroupTag, IndicatorBars, sayCount, sayFigure } from './figures.tsx';
import { HowScores } from './institutions-page.tsx';

export interface InstitutionView {
  readonly institution: PublicInstitution;
  readonly periods: readonly number[];
  readonly region: Bilingual | null;
}
interface Shown {
  readonly visit: Visit;
  readonly institution: PublicInstitution;
}

const Score = ({ visit, institution }: Shown) => {
  const { t, language } = visit;
  const { score, group, ratings, likely, uncertainty, period } = institution;
  if (score === null || group === null || ratings === null)
    return (
      <Notice>
        <p>{t('scores:institution.notYet', { period })}</p>
        <p>{t('scores:institution.notYetNext')}</p>
      </Notice>
    );
  return (
    <div class="score-panel" data-group={group}>
      <p class="score-big">
        <span>{t('scores:institution.score')}: </span>
        <strong data-score={score}>{sayFigure(score)}</strong> {t('scores:outOfTen')}
      </p>
      <p>
        <GroupTag visit={visit} group={group} />
      </p>
      <p>{t('scores:institution.based', { count: ratings, shown: sayCount(ratings, language), period })}</p>
      {likely && uncertainty ? (
        <p>
          {t('scores:institution.likely', {
            low: sayFigure(likely.low),
            high: sayFigure(likely.high),
            uncertainty: `± ${sayFigure(uncertainty)}`,
          })}
        </p>
      ) : null}
    </div>
  );
};

const Sides = ({ visit, institution }: Shown) => {
  const { t, language } = visit;
  const { indicators, period } = institution;
  const missing = indicatorNumbers.length - indicators.length;
  return (
    <section class="score-sides">
      <h2>{t('scores:institution.sides')}</h2>
      <IndicatorBars visit={visit} indicators={indicators} />
      <Table
        caption={t('scores:institution.tableCaption', { period })}
        columns={[
          { text: t('scores:institution.side') },
          { text: t('scores:institution.mean'), numeric: true },
          { text: t('scores:institution.ratings'), numeric: true },
        ]}
        rows={indicators.map(({ indicator, score, ratings }) => ({
          cells: [
            asHeading(t(`scores:indicator.${indicator}.name`), language),
            score === null ? t('scores:table.notYet') : sayFigure(score),
            ratings === null ? t('scores:table.fewer') : sayCount(ratings, language),
          ],
        }))}
      />
      <p>{t('scores:institution.sidesNote')}</p>
      {missing > 0 ? <p>{t('scores:institution.notApplying', { count: missing })}</p> : null}
      <Details summary={t('scores:institution.sidesMean')}>
        {criteria.map((criterion) => (
          <>
            <h3>{asHeading(t(`scores:criterion.${criterion}`), language)}</h3>
            <dl>
              {indicators
                .filter(({ indicator }) => criterionOf[indicator] === criterion)
                .map(({ indicator }) => (
                  <>
                    <dt>
                      <strong>{asHeading(t(`scores:indicator.${indicator}.name`), language)}</strong>
                    </dt>
                    <dd>{t(`scores:indicator.${indicator}.about`)}</dd>
                  </>
                ))}
            </dl>
          </>
        ))}
      </Details>
    </section>
  );
};

/** One institution: its score and what it is made of, and what one can do here. */
export const showInstitution = (c: Context<WebEnv>, { institution, periods, region }: InstitutionView) => {
  const visit = c.get('visit');
  const { t, language } = visit;
  const { name, kind, address, phone, period, id, code } = institution;
  const others = periods.filter((year) => year !== period);
  const rate = `/${language}/rate?institution=${encodeURIComponent(code)}`;
  return c.html(
    <Page
      visit={visit}
      title={name[language]}
      section="institutions"
      variant="public"
      back={`/${language}/institutions`}
      styles={['forms.css', 'scores.css']}
    >
      <h1>
        <Mixed text={name[language]} page={language} />
      </h1>
      <Score visit={visit} institution={institution} />
      <Buttons>
        <LinkButton href={rate}>{t('scores:institution.rate')}</LinkButton>
        <LinkButton kind="quiet" href={`/${language}/appeal?organisation=${id}`}>
          {t('scores:institution.complain')}
        </LinkButton>
      </Buttons>
      {institution.score === null ? null : <Sides visit={visit} institution={institution} />}
      <h2>{t('scores:institution.about')}</h2>
      <SummaryList
        rows={[
          { key: t('scores:institution.kind'), value: asHeading(t(`scores:kind.${kind}`), language) },
          ...(region
            ? [
                {
                  key: t('scores:institution.region'),
                  value: <Mixed text={asHeading(region[language], language)} page={language} />,
                },
              ]
            : []),
          ...(address
            ? [
                {
                  key: t('scores:institution.address'),
                  value: <Mixed text={address[language]} page={language} />,
                },
              ]
            : []),
          ...(phone
            ? [{ key: t('scores:institution.phone'), value: <a href={`tel:${phone}`}>{phone}</a> }]
            : []),
        ]}
      />
      {others.length > 0 ? (
        <>
          <h2>{t('scores:institution.period')}</h2>
          <ul class="links">
            {others.map((year) => (
              <li>
                <a href={`/${language}/institutions/${id}?period=${year}`}>{year}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <HowScores visit={visit} />
    </Page>,
  );
};
