import type { TaskLine } from '../../../actions/staff/read-models.ts';
import { sayDayOfMonth } from '../../../text/dates.ts';
import { Table } from '../../ui/table.tsx';
import type { Visit } from '../../visit.ts';
import { taskWords } from '../task-words.ts';
import { isoDay, sayReceipt } from '../wording.ts';
import { appealAddress } from './appeal-table.tsx';

/** What must be done by hand, each with the appeal it belongs to; nothing where there is nothing. */
export const TaskTable = ({
  visit,
  tasks,
}: {
  readonly visit: Visit;
  readonly tasks: readonly TaskLine[];
}) => {
  const { t, language } = visit;
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{t('staff:inbox.tasksTitle')}</h2>
      <p>{t('staff:inbox.tasksLead')}</p>
      <Table
        caption={t('staff:inbox.tasksCaption')}
        captionUnseen
        columns={[
          { text: t('staff:list.number') },
          { text: t('staff:inbox.taskWhat') },
          { text: t('staff:inbox.taskSince') },
        ]}
        rows={tasks.map((task) => ({
          cells: [
            <a href={`${appealAddress(task.receipt)}#tasks`}>{sayReceipt(task.receipt)}</a>,
            taskWords(visit, task),
            <time datetime={isoDay(task.since)}>{sayDayOfMonth(isoDay(task.since), language)}</time>,
          ],
        }))}
      />
    </section>
  );
};
