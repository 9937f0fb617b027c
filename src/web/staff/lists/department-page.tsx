import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import { type HeadRatings, ratingsForHead } from '../../../actions/ratings/ratings-for-head.ts';
import { departmentOverview } from '../../../actions/staff/department-overview.ts';
import type { CuratorLoad, DepartmentOverview } from '../../../actions/staff/read-models.ts';
import { Notice } from '../../ui/content.tsx';
import { Mixed } from '../../ui/mixed-text.tsx';
import { Table } from '../../ui/table.tsx';
import { ShapeMark } from '../../ui/tag.tsx';
import type { Visit } from '../../visit.ts';
import { showDenied } from '../refused-pages.tsx';
import type { StaffContext, StaffEnv } from '../staff-env.ts';
import { type Frame, frameOf, StaffPage } from '../staff-page.tsx';
import { AppealTable } from './appeal-table.tsx';
import { DepartmentRatings } from './department-ratings.tsx';
import { listNote } from './list-note.tsx';

const Curators = ({ visit, loads }: { readonly visit: Visit; readonly loads: readonly CuratorLoad[] }) => {
  const { t } = visit;
  if (loads.length === 0) return <Notice>{t('staff:department.noCurators')}</Notice>;
  return (
    <Table
      caption={t('staff:department.caption')}
      columns={[
        { text: t('staff:department.curator') },
        { text: t('staff:department.organisation') },
        { text: t('staff:department.open'), numeric: true },
        { text: t('staff:department.overdue'), numeric: true },
        { text: t('staff:department.answered'), numeric: true },
        { text: t('staff:department.inTime'), numeric: true },
      ]}
      rows={loads.map(({ curator, organisation, open, overdue, answered, answeredInTime }) => ({
        cells: [
          <Mixed
            text={curator.disabled ? `${curator.name} (${t('staff:department.disabled')})` : curator.name}
            page={visit.language}
          />,
          <Mixed text={organisation.name[visit.language]} page={visit.language} />,
          String(open),
          overdue > 0 ? (
            <strong class="tag-error">
              <ShapeMark shape="full" />
              {overdue}
            </strong>
          ) : (
            '0'
          ),
          String(answered),
          String(answeredInTime),
        ],
      }))}
    />
  );
};

const columns = ['number', 'due', 'state', 'what', 'from', 'curator'] as const;

const DepartmentPage = ({
  overview,
  ratings,
  note,
  ...frame
}: Frame & {
  readonly overview: DepartmentOverview;
  readonly ratings: HeadRatings;
  readonly note: ReturnType<typeof listNote>;
}) => {
  const { visit } = frame;
  const { t, language } = visit;
  const { reopened, unassigned } = overview;
  const waiting = new Set(reopened.map((line) => line.id));
  // What waits for the head stands above already: each appeal is on the page once.
  const overdue = overview.overdue.filter((line) => !waiting.has(line.id));
  return (
    <StaffPage {...frame} title={t('staff:department.title')} place="department">
      {note}
      <h1>
        <span class="caption">{overview.department.name[language]} </span>
        {t('staff:department.title')}
      </h1>
      <h2>{t('staff:department.reopenedTitle')}</h2>
      {reopened.length === 0 ? (
        <p>{t('staff:department.reopenedNone')}</p>
      ) : (
        <>
          <p>{t('staff:department.reopenedLead')}</p>
          <AppealTable
            visit={visit}
            caption={t('staff:department.reopenedCaption')}
            captionUnseen
            lines={reopened}
            columns={columns}
          />
        </>
      )}
      <h2>{t('staff:department.curators')}</h2>
      <p>{t('staff:department.lead')}</p>
      <Curators visit={visit} loads={overview.curators} />
      {unassigned > 0 ? (
        <p>
          {t('staff:department.unassigned', { count: unassigned })}.{' '}
          <a href="/staff/inbox?whose=department">{t('staff:department.unassignedLink')}</a>
        </p>
      ) : null}
      <h2>{t('staff:department.overdueTitle')}</h2>
      {overdue.length === 0 ? (
        <p>{t('staff:department.overdueNone')}</p>
      ) : (
        <AppealTable
          visit={visit}
          caption={t('staff:department.overdueCaption')}
          captionUnseen
          lines={overdue}
          columns={columns}
        />
      )}
      <DepartmentRatings visit={visit} ratings={ratings} />
    </StaffPage>
  );
};

/** The head's department by curator, what waits for her, and what is late. */
export const showDepartment = (ctx: ActionContext) => async (c: StaffContext) => {
  const { official } = c.get('session');
  const overview = await departmentOverview(ctx, official);
  const ratings = await ratingsForHead(ctx, official);
  if (!overview.ok || !ratings.ok) return showDenied(ctx, c);
  const page = { overview: overview.value, ratings: ratings.value, note: listNote(c) };
  return c.html(<DepartmentPage {...frameOf(c, ctx.now())} {...page} />);
};

export const addDepartmentPage = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  pages.get('/staff/department', showDepartment(ctx));
};
