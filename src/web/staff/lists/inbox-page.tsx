import type { Hono } from 'hono';
import type { ActionContext } from '../../../actions/context.ts';
import { curatorInbox } from '../../../actions/staff/curator-inbox.ts';
import type { CuratorInbox, InboxFilters } from '../../../actions/staff/read-models.ts';
import { duenesses } from '../../../domain/deadline.ts';
import { Notice } from '../../ui/content.tsx';
import { Pagination } from '../../ui/navigation.tsx';
import { duenessMark, ShapeMark } from '../../ui/tag.tsx';
import type { Visit } from '../../visit.ts';
import { showDenied } from '../refused-pages.tsx';
import type { StaffContext, StaffEnv } from '../staff-env.ts';
import { type Frame, frameOf, StaffPage } from '../staff-page.tsx';
import { capital } from '../wording.ts';
import { AppealTable } from './appeal-table.tsx';
import { countFilters, FilterForm, inboxAddress, readFilters } from './inbox-filters.tsx';
import { listNote } from './list-note.tsx';
import { TaskTable } from './task-table.tsx';

interface Shown {
  readonly inbox: CuratorInbox;
  readonly filters: InboxFilters;
}

/** How much is due when; each figure leads to that part alone. */
const Counts = ({ visit, inbox, filters }: Shown & { readonly visit: Visit }) => {
  const { t, language } = visit;
  return (
    <nav aria-label={t('staff:inbox.counts')}>
      <ul class="counts">
        {duenesses.map((group) => (
          <li>
            <a
              href={inboxAddress(filters, { dueness: group })}
              aria-current={filters.dueness === group ? 'true' : undefined}
            >
              <span class={`tag-${duenessMark[group].tone}`}>
                <ShapeMark shape={duenessMark[group].shape} />
              </span>
              {capital(t(`domain:dueness.${group}`), language)}: {inbox.counts[group]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Whose appeals these are, as two links: the choice made most often. */
const Whose = ({ visit, filters }: { readonly visit: Visit; readonly filters: InboxFilters }) => (
  <nav aria-label={visit.t('staff:inbox.whose')}>
    <ul class="tabs">
      {(['mine', 'department'] as const).map((whose) => (
        <li>
          <a
            href={inboxAddress(filters, { whose })}
            aria-current={filters.whose === whose ? 'true' : undefined}
          >
            {capital(visit.t(`staff:inbox.${whose}`), visit.language)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** One table for each part of the page that is due alike; the lines come in that order. */
const Groups = ({ visit, inbox, filters }: Shown & { readonly visit: Visit }) => {
  const { t, language } = visit;
  const columns = ['number', 'due', 'state', 'what', 'from', 'needs'] as const;
  return (
    <>
      {duenesses.map((group) => {
        const lines = inbox.lines.filter((line) => line.dueness === group);
        if (lines.length === 0) return null;
        const word = capital(t(`domain:dueness.${group}`), language);
        return (
          <section aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`} class={`group tag-${duenessMark[group].tone}`}>
              <ShapeMark shape={duenessMark[group].shape} />
              {word}: {inbox.counts[group]}
            </h2>
            <AppealTable
              visit={visit}
              caption={word}
              captionUnseen
              lines={lines}
              columns={filters.whose === 'department' ? [...columns, 'curator'] : columns}
            />
          </section>
        );
      })}
    </>
  );
};

const InboxPage = ({
  ctx,
  inbox,
  filters,
  cursor,
  note,
  ...frame
}: Frame &
  Shown & {
    readonly ctx: ActionContext;
    readonly cursor: string | undefined;
    readonly note: ReturnType<typeof listNote>;
  }) => {
  const { visit } = frame;
  const { t } = visit;
  const { lines, total, next } = inbox;
  return (
    <StaffPage {...frame} title={t('staff:inbox.title')} place="inbox">
      {note}
      <h1>{t('staff:inbox.title')}</h1>
      <Whose visit={visit} filters={filters} />
      <Counts visit={visit} inbox={inbox} filters={filters} />
      <FilterForm visit={visit} ctx={ctx} filters={filters} />
      <TaskTable visit={visit} tasks={inbox.tasks} />
      {lines.length === 0 ? (
        <Notice>{t(countFilters(filters) > 0 ? 'staff:inbox.emptyFiltered' : 'staff:inbox.empty')}</Notice>
      ) : (
        <>
          <p>
            <strong>{t('staff:inbox.total', { count: total })}.</strong> {t('staff:inbox.sorting')}{' '}
            {lines.length < total ? t('staff:list.shown', { shown: lines.length, total }) : null}
          </p>
          <Groups visit={visit} inbox={inbox} filters={filters} />
        </>
      )}
      <Pagination
        label={t('staff:list.pages')}
        previous={cursor ? { href: inboxAddress(filters), text: t('staff:list.first') } : undefined}
        next={next ? { href: inboxAddress(filters, { from: next }), text: t('staff:list.next') } : undefined}
      />
    </StaffPage>
  );
};

/** Mine and my department's, in order of the last day. */
export const showInbox = (ctx: ActionContext) => async (c: StaffContext) => {
  const { official } = c.get('session');
  const filters = readFilters(c, official.role === 'curator' ? 'mine' : 'department');
  const cursor = c.req.query('from');
  const found = await curatorInbox(ctx, official, filters, cursor ? { cursor } : {});
  if (!found.ok) return showDenied(ctx, c);
  return c.html(
    <InboxPage
      {...frameOf(c, ctx.now())}
      ctx={ctx}
      inbox={found.value}
      filters={filters}
      cursor={cursor}
      note={listNote(c)}
    />,
  );
};

export const addInboxPage = (pages: Hono<StaffEnv>, ctx: ActionContext): void => {
  pages.get('/staff/inbox', showInbox(ctx));
};
