import type { ActionContext } from '../../actions/context.ts';
import { type FoundOrganisation, showOrganisation } from '../../actions/find-organisations.ts';
import type { Answer, Question } from '../../domain/journeys/question.ts';
import { unreachable } from '../../domain/result.ts';
import { sayDay } from '../../text/dates.ts';
import type { Visit } from '../../web/visit.ts';
import { optionText } from './question-texts.ts';

const chosenOptions = (visit: Visit, question: Question, answer: Answer): string =>
  (question.options ?? [])
    .filter((option) => (typeof answer === 'string' ? answer === option.code : answer.includes(option.code)))
    .map((option) => optionText(visit, option))
    .join(', ');

const nameOf = (visit: Visit, organisation: FoundOrganisation | null): string =>
  organisation?.name[visit.language] ?? visit.t('appeal:q.organisation.unknown');

/** "+7 701 123 45 67": in the groups that people say. */
const sayPhone = (phone: string): string =>
  phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2 $3 $4');

/** An answer as it is read back to the person; '' where nothing was said. */
export const sayAnswer = (ctx: ActionContext, visit: Visit, question: Question, answer: Answer): string => {
  if (answer === '') return '';
  switch (question.kind) {
    case 'choice':
    case 'choices':
      return chosenOptions(visit, question, answer);
    case 'date':
      return typeof answer === 'string' ? sayDay(answer, visit.language) : '';
    case 'organisation':
      return nameOf(visit, typeof answer === 'string' ? showOrganisation(ctx, answer) : null);
    case 'consent':
      return visit.t('appeal:check.agreed');
    case 'phone':
      return typeof answer === 'string' ? sayPhone(answer) : '';
    case 'text':
    case 'statement':
    case 'score':
      return typeof answer === 'string' ? answer : answer.join(' ');
    case 'files':
    case 'check':
      return '';
    default:
      return unreachable(question.kind);
  }
};
