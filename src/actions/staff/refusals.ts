/**
 * Why a verb was not done. `not-found` also stands for what this official may not even look at, so that nothing can
 * be learnt by trying; `form-used` is an id of a form that did something else before.
 */
export type VerbRefusal = 'not-found' | 'not-allowed' | 'not-in-this-state' | 'form-used' | 'bad-form-id';
export type TextRefusal = 'text-required' | 'text-too-long';

export type CompleteRefusal =
  | VerbRefusal
  | 'nothing-changed'
  | 'list-unknown'
  | 'organisation-unknown'
  | 'phone'
  | 'email'
  | 'birth-date'
  | 'iin'
  | 'field-too-long'
  /** With this institution the appeal would lie with the one it complains of: distribute it elsewhere first. */
  | 'conflict-of-interest';

export type DistributeRefusal =
  | VerbRefusal
  /** Nothing was chosen and no rule fits. */
  | 'no-suggestion'
  | 'department-unfit'
  | 'curator-unfit'
  | 'conflict-of-interest';

export type ForwardRefusal = VerbRefusal | TextRefusal | 'organisation-unfit';
export type TakeRefusal = VerbRefusal | 'taken-by-another';
export type AnswerRefusal = VerbRefusal | TextRefusal | 'misfit' | 'file-unknown';
export type CloseRefusal = VerbRefusal | 'task-open';
export type ReassignRefusal = VerbRefusal | 'curator-unfit' | 'conflict-of-interest' | 'nothing-changed';
export type TaskRefusal = VerbRefusal | 'task-unknown';

export type SignInRefusal = 'wrong-credentials' | 'too-many-attempts';
export type PasswordRefusal =
  | 'session-ended'
  | 'wrong-password'
  | 'too-many-attempts'
  | 'too-short'
  | 'too-long'
  | 'is-email'
  | 'unchanged';
