import type { AppealStory, Task } from '../../../actions/staff/read-models.ts';
import { sayDay } from '../../../text/dates.ts';
import { Button } from '../../ui/button.tsx';
import type { Visit } from '../../visit.ts';
import { appealAddress } from '../lists/appeal-table.tsx';
import { taskWords } from '../task-words.ts';
import { isoDay } from '../wording.ts';
import { HiddenFields } from './verb-form.tsx';

interface TasksProps {
  readonly visit: Visit;
  readonly story: AppealStory;
  readonly csrf: string;
  readonly by: string;
  readonly formIdOf: (task: Task) => string;
}

/** What the service can't do itself: each is ticked off once it is done. */
export const Tasks = ({ visit, story, csrf, by, formIdOf }: TasksProps) => {
  const { t, language } = visit;
  if (story.tasks.length === 0) return null;
  return (
    <section class="verb" aria-labelledby="tasks">
      <h3 id="tasks">{t('staff:appeal.tasks.title')}</h3>
      <p>{t('staff:appeal.tasks.lead')}</p>
      <ul class="plain">
        {story.tasks.map((task) => {
          const what = taskWords(visit, task);
          return (
            <li>
              <form method="post" action={`${appealAddress(story.line.receipt)}/task`} data-action="task">
                <HiddenFields csrf={csrf} by={by} formId={formIdOf(task)} />
                <input type="hidden" name="task" value={task.id} />
                <p>
                  <strong>{what}</strong>
                  <span class="soft below-line">
                    {t('staff:task.since', { when: sayDay(isoDay(task.since), language) })}
                  </span>
                </p>
                <Button kind="quiet" about={what}>
                  {t('staff:task.done')}
                </Button>
              </form>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
