import type { AppealStory } from '../../../actions/staff/read-models.ts';
import { sayDay, sayInstant } from '../../../text/dates.ts';
import { explainDeadline } from '../../../text/deadline.ts';
import { Notice } from '../../ui/content.tsx';
import { Mixed } from '../../ui/mixed-text.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import type { Visit } from '../../visit.ts';
import { capital, nameIn, sayReceipt } from '../wording.ts';

/** The register's fields that are not the person's own, what is missing, and how the last day was reckoned. */
export const Particulars = ({ visit, story }: { readonly visit: Visit; readonly story: AppealStory }) => {
  const { t, language } = visit;
  const { line, deadline } = story;
  const none = t('staff:appeal.data.none');
  const said = (text: string | null) =>
    text ? <Mixed text={capital(text, language)} page={language} /> : none;
  const missingYears = deadline?.missingYears ?? [];
  const term = deadline
    ? explainDeadline(deadline, language)
    : t('staff:appeal.data.termChanged', { day: sayDay(line.dueOn, language) });
  return (
    <section aria-labelledby="data">
      <h2 id="data">{t('staff:appeal.data.title')}</h2>
      {story.missing.length > 0 ? (
        <Notice kind="warning" title={t('staff:list.missing')}>
          <ul class="plain">
            {story.missing.map((field) => (
              <li>{said(t(`domain:missing.${field}`))}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <SummaryList
        rows={[
          { key: t('staff:appeal.data.number'), value: sayReceipt(line.receipt) },
          { key: t('staff:appeal.data.entryNumber'), value: said(story.entryNumber) },
          { key: t('staff:appeal.data.form'), value: said(story.form.name[language]) },
          { key: t('staff:appeal.data.receivedAt'), value: sayInstant(line.receivedAt, language) },
          { key: t('staff:appeal.data.type'), value: said(t(`domain:type.${line.type}`)) },
          { key: t('staff:appeal.data.channel'), value: said(t(`domain:channel.${line.channel}`)) },
          { key: t('staff:appeal.data.topic'), value: said(nameIn(language, line.topic)) },
          { key: t('staff:appeal.data.category'), value: said(nameIn(language, story.category)) },
          { key: t('staff:appeal.data.region'), value: said(nameIn(language, line.region)) },
          { key: t('staff:appeal.data.institution'), value: said(nameIn(language, line.institution)) },
          { key: t('staff:appeal.data.correspondent'), value: said(story.correspondent) },
          { key: t('staff:appeal.data.department'), value: said(nameIn(language, line.department)) },
          {
            key: t('staff:appeal.data.curator'),
            value: said(line.curator?.name ?? t('staff:list.noCurator')),
          },
          { key: t('staff:appeal.data.term'), value: term },
        ]}
      />
      {missingYears.length > 0 ? (
        <Notice kind="warning">
          <p>
            {t('domain:deadline.noCalendar', { count: missingYears.length, years: missingYears.join(', ') })}
          </p>
        </Notice>
      ) : null}
    </section>
  );
};
