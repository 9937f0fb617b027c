import type { AppealType } from '../../domain/appeal.ts';
import type { Outcome } from '../../domain/events.ts';
import type { Language } from '../../domain/language.ts';
import type { AppealState } from '../../domain/states.ts';

/** What every form that changes an appeal sends. */
export interface VerbInput {
  readonly appealId: string;
  /**
   * A UUID made when the form was shown; it becomes the id of the event, so that a form sent twice does its work
   * once and the second sending gets the same outcome.
   */
  readonly formId: string;
}
/** The outcome of a verb; `repeated` where the same form had done it before. */
export interface Done {
  readonly appealId: string;
  readonly state: AppealState;
  readonly repeated: boolean;
}

export type RegisterInput = VerbInput;
export type TakeInput = VerbInput;

/** Absent = leave as it is; `null` or `''` = take out. */
export interface CompleteInput extends VerbInput {
  readonly entryNumber?: string | null;
  readonly correspondent?: string | null;
  readonly form?: string;
  readonly type?: AppealType;
  readonly urgent?: boolean;
  readonly topic?: string | null;
  readonly category?: string | null;
  readonly region?: string | null;
  readonly organisationId?: string | null;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly address?: string | null;
  /** `YYYY-MM-DD` */
  readonly birthDate?: string | null;
  readonly iin?: string | null;
  /** The registrar has made sure who it is. */
  readonly identityConfirmed?: boolean;
}

/** With neither named the suggestion is taken; with a department alone its least-loaded curator. */
export interface DistributeInput extends VerbInput {
  readonly departmentId?: string;
  readonly curatorId?: string;
}
export interface ForwardInput extends VerbInput {
  readonly organisationId: string;
  readonly reason: string;
}
/** `ask`, `return` and `note`: what is written. */
export interface WriteInput extends VerbInput {
  readonly text: string;
  /** Language it is written in; the person's when not said. */
  readonly language?: Language;
}
export interface AnswerInput extends VerbInput {
  readonly text: string;
  readonly language: Language;
  /** Ids of files uploaded under this form's id (the draft's submission id is the form id). */
  readonly fileIds?: readonly string[];
  /** How the matter ended. */
  readonly result?: Outcome;
  /** Said by a curator who sends an answer that does not fit the person's needs all the same. */
  readonly overrideReason?: string;
}
export interface CloseInput extends VerbInput {
  readonly reason?: string;
}
export interface ReassignInput extends VerbInput {
  readonly curatorId: string;
  readonly reason?: string;
}
/** A thing to be done by hand has been done: the person was called, the letter is in the post. */
export interface TaskInput extends VerbInput {
  readonly taskId: string;
}
