import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import type { RegistrarLine, RegistrarRow } from '../../../actions/staff/read-models.ts';
import { registrarRow } from '../../../actions/staff/registrar-row.ts';
import { Notice } from '../../ui/content.tsx';
import { Mixed } from '../../ui/mixed-text.tsx';
import { Pagination } from '../../ui/navigation.tsx';
import type { Visit } from '../../visit.ts';
import { showDenied } from '../refused-pages.tsx';
import type { StaffContext, StaffEnv } from '../staff-env.ts';
import { type Frame, frameOf, StaffPage } from '../staff-page.tsx';
import { capital } from '../wording.ts';
import { AppealTable } from './appeal-table.tsx';
import { listNote } from './list-note.tsx';
import { TaskTable } from './task-table.tsx';

const Missing = ({ visit, line }: { readonly visit: Visit; readonly line: RegistrarLine }) => (
  <>
    {line.missing.length === 0 ? (
      visit.t('staff:list.nothingMissing')
    ) : (
      <ul class="plain">
        {line.missing.map((field) => (
          <li>{visit.t(`domain:missing.${field}`)}</li>
        ))}
      </ul>
    )}
  </>
);

/** Where the rules would send it, and why. */
const Suggested = ({ visit, line }: { readonly visit: Visit; readonly line: RegistrarLine }) => {
  const { t, language } = visit;
  const { department, curator, reason } = line.suggestion;
  const where = [department?.name[language], curator?.name].filter(Boolean).join(', ');
  return (
    <>
      <Mixed text={where} page={language} />
      <span class="below-line soft">{capital(t(`domain:route.${reason}`), language)}</span>
    </>
  );
};

const RowPage = ({
  row,
  cursor,
  note,
  ...frame
}: Frame & {
  readonly row: RegistrarRow;
  readonly cursor: string | undefined;
  readonly note: ReturnType<typeof listNote>;
}) => {
  const { visit } = frame;
  const { t } = visit;
  return (
    <StaffPage {...frame} title={t('staff:row.title')} place="row">
      {note}
      <h1>{t('staff:row.title')}</h1>
      <p class="measure">{t('staff:row.lead')}</p>
      {row.lines.length === 0 ? (
        <Notice>{t('staff:row.empty')}</Notice>
      ) : (
        <>
          <p>
            <strong>{t('staff:row.total', { count: row.total })}</strong>
          </p>
          <AppealTable
            visit={visit}
            caption={t('staff:row.caption')}
            captionUnseen
            lines={row.lines}
            columns={['number', 'due', 'what', 'from']}
            more={[
              { text: t('staff:list.why'), cell: (line) => t(`staff:row.why.${line.why}`) },
              { text: t('staff:list.missing'), cell: (line) => <Missing visit={visit} line={line} /> },
              { text: t('staff:list.suggestion'), cell: (line) => <Suggested visit={visit} line={line} /> },
            ]}
          />
        </>
      )}
      <TaskTable visit={visit} tasks={row.tasks} />
      <Pagination
        label={t('staff:list.pages')}
        previous={cursor ? { href: '/staff/row', text: t('staff:list.first') } : undefined}
        next={row.next ? { href: `/staff/row?from=${row.next}`, text: t('staff:list.next') } : undefined}
      />
    </StaffPage>
  );
};

/** What no rule distributed, what lacks something, what came back. */
export const showRow = (ctx: ActionContext) => async (c: StaffContext) => {
  const cursor = c.req.query('from');
  const found = await registrarRow(ctx, c.get('session').official, cursor ? { cursor } : {});
  if (!found.ok) return showDenied(ctx, c);
  return c.html(<RowPage {...frameOf(c, ctx.now())} row={found.value} cursor={cursor} note={listNote(c)} />);
};

export const addRowPage = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  pages.get('/staff/row', showRow(ctx));
};
