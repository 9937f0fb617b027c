import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import type { StaffSummary } from '../../../actions/staff/read-models.ts';
import { staffSummary } from '../../../actions/staff/staff-summary.ts';
import { unreachable } from '../../../domain/result.ts';
import { SummaryList } from '../../ui/summary-list.tsx';
import { Table } from '../../ui/table.tsx';
import type { Visit } from '../../visit.ts';
import type { StaffContext, StaffEnv } from '../staff-env.ts';
import { type Frame, firstPlaceOf, frameOf, StaffPage } from '../staff-page.tsx';
import { capital } from '../wording.ts';
import { showDepartment } from './department-page.tsx';
import { showInbox } from './inbox-page.tsx';
import { listNote } from './list-note.tsx';
import { showRow } from './row-page.tsx';

const Figures = ({ visit, summary }: { readonly visit: Visit; readonly summary: StaffSummary }) => {
  const { t, language } = visit;
  const where = summary.organisation?.name[language] ?? t('staff:home.country');
  const said = (text: string) => capital(text, language);
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t('staff:home.figuresTitle')}</h2>
      <p>{t('staff:home.figuresScope', { where })}</p>
      <SummaryList
        rows={[
          { key: t('staff:home.open'), value: String(summary.open) },
          { key: t('staff:home.overdue'), value: String(summary.overdue) },
          { key: t('staff:home.received30'), value: String(summary.receivedLast30Days) },
          { key: t('staff:home.answered90'), value: String(summary.answeredLast90Days) },
          { key: t('staff:home.inTime90'), value: String(summary.answeredInTimeLast90Days) },
        ]}
      />
      <div class="sides">
        <Table
          caption={t('staff:home.byState')}
          columns={[{ text: t('staff:home.state') }, { text: t('staff:home.count'), numeric: true }]}
          rows={summary.byState.map(({ state, count }) => ({
            cells: [said(t(`domain:state.${state}`)), String(count)],
          }))}
        />
        <Table
          caption={t('staff:home.byType')}
          columns={[{ text: t('staff:home.type') }, { text: t('staff:home.count'), numeric: true }]}
          rows={summary.byType.map(({ type, count }) => ({
            cells: [said(t(`domain:type.${type}`)), String(count)],
          }))}
        />
      </div>
    </section>
  );
};

const Upkeep = ({
  visit,
  upkeep,
}: {
  readonly visit: Visit;
  readonly upkeep: NonNullable<StaffSummary['upkeep']>;
}) => {
  const { t } = visit;
  const { calendarYearsMissing } = upkeep;
  return (
    <section aria-labelledby="upkeep">
      <h2 id="upkeep">{t('staff:home.upkeepTitle')}</h2>
      <SummaryList
        rows={[
          { key: t('staff:home.staff'), value: String(upkeep.staff) },
          { key: t('staff:home.staffDisabled'), value: String(upkeep.staffDisabled) },
          { key: t('staff:home.outboxFailed'), value: String(upkeep.outboxFailed) },
        ]}
      />
      <p>
        {calendarYearsMissing.length > 0
          ? t('staff:home.calendarMissing', { years: calendarYearsMissing.join(', ') })
          : t('staff:home.calendarComplete')}
      </p>
    </section>
  );
};

const leadOf = (visit: Visit, role: StaffSummary['role']): string => {
  const { t } = visit;
  switch (role) {
    case 'worker':
    case 'council':
    case 'ministry':
    case 'administrator':
      return t(`staff:home.lead.${role}`);
    case 'registrar':
    case 'curator':
    case 'head':
      return '';
    default:
      return unreachable(role);
  }
};

const HomePage = ({
  summary,
  note,
  ...frame
}: Frame & { readonly summary: StaffSummary; readonly note: ReturnType<typeof listNote> }) => {
  const { visit } = frame;
  const { t, language } = visit;
  return (
    <StaffPage {...frame} title={t('staff:home.title')} place="home">
      {note}
      <h1>{t('staff:home.title')}</h1>
      <p class="measure">{leadOf(visit, summary.role)}</p>
      <ul class="links">
        <li>
          <a href={`/${language}/institutions`}>{t('staff:home.scores')}</a>
        </li>
        {summary.role === 'worker' ? (
          <>
            <li>
              <a href={`/${language}/appeal`}>{t('staff:home.give')}</a>
            </li>
            <li>
              <a href={`/${language}/rate`}>{t('staff:home.rate')}</a>
            </li>
          </>
        ) : null}
      </ul>
      {summary.upkeep ? <Upkeep visit={visit} upkeep={summary.upkeep} /> : null}
      <Figures visit={visit} summary={summary} />
    </StaffPage>
  );
};

/** Figures without any person's data, for those who neither register nor answer. */
const showSummary = async (ctx: ActionContext, c: StaffContext) => {
  const summary = await staffSummary(ctx, c.get('session').official);
  return c.html(<HomePage {...frameOf(c, ctx.now())} summary={summary} note={listNote(c)} />);
};

/** `/staff/`: the page that a role begins with. */
export const addHomePage = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  pages.get('/staff/', (c) => {
    const place = firstPlaceOf(c.get('session').official.role);
    switch (place) {
      case 'row':
        return showRow(ctx)(c);
      case 'inbox':
        return showInbox(ctx)(c);
      case 'department':
        return showDepartment(ctx)(c);
      case 'home':
        return showSummary(ctx, c);
      default:
        return unreachable(place);
    }
  });
};
