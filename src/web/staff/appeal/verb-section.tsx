import type { ActionContext } from '../../../actions/context.ts';
import { unreachable } from '../../../domain/result.ts';
import { AnswerForm } from './answer-form.tsx';
import { CompleteForm } from './complete-form.tsx';
import { DistributeForm, ForwardForm, ReassignForm, RegisterForm, TakeForm } from './handing-forms.tsx';
import type { PageVerb } from './page-verbs.ts';
import type { VerbProps } from './verb-form.tsx';
import { AskForm, CloseForm, NoteForm, ReturnForm } from './writing-forms.tsx';

/** The form of one verb. */
export const VerbSection = ({
  verb,
  ctx,
  mayOverride,
  ...props
}: VerbProps & { readonly verb: PageVerb; readonly ctx: ActionContext; readonly mayOverride: boolean }) => {
  switch (verb) {
    case 'register':
      return <RegisterForm {...props} />;
    case 'take':
      return <TakeForm {...props} />;
    case 'answer':
      return <AnswerForm {...props} mayOverride={mayOverride} />;
    case 'distribute':
      return <DistributeForm {...props} />;
    case 'close':
      return <CloseForm {...props} />;
    case 'ask':
      return <AskForm {...props} />;
    case 'complete':
      return <CompleteForm {...props} ctx={ctx} />;
    case 'note':
      return <NoteForm {...props} />;
    case 'reassign':
      return <ReassignForm {...props} />;
    case 'return':
      return <ReturnForm {...props} />;
    case 'forward':
      return <ForwardForm {...props} />;
    default:
      return unreachable(verb);
  }
};
