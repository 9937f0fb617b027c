import type { Task } from '../../actions/staff/read-models.ts';
import { unreachable } from '../../domain/result.ts';
import { hasText } from '../../text/translate.ts';
import type { Visit } from '../visit.ts';
import { capital } from './wording.ts';

/** What must be done by hand, as one would say it to a colleague. */
export const taskWords = ({ t, language }: Visit, task: Task): string => {
  switch (task.kind) {
    case 'send-answer':
    case 'send-question':
      return capital(t(`staff:task.${task.kind}.${task.channel}`), language);
    case 'send-papers':
      return capital(t('staff:task.send-papers'), language);
    case 'send-notice': {
      const key = `staff:task.notice.${task.notice}`;
      const what = t(hasText(key) ? key : 'staff:task.notice.other');
      return capital(`${what}, ${t(`domain:answerChannel.${task.channel}`)}`, language);
    }
    default:
      return unreachable(task.kind);
  }
};
