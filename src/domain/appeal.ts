import type { Language } from './language.ts';
import type { AccessNeed, AnswerChannel, IdentityLevel, Person, Representation } from './people.ts';
import type { AppealState } from './states.ts';

export const appealTypes = [
  'complaint',
  'request',
  'suggestion',
  'inquiry',
  'message',
  'thanks',
  'barrier',
] as const;
/** `barrier` is the report "I could not use this service". */
export type AppealType = (typeof appealTypes)[number];

/** How the words reached us; `web` carries the forms of the site. */
export const channels = ['web', 'telegram', 'sms', 'voice', 'assisted'] as const;
export type Channel = (typeof channels)[number];

/** Code of field 3 of the register ("form of the appeal"), from the editable list `forms`. */
export type AppealForm = string;

/**
 * An appeal with the 13 fields of "Азаматтардың хабарласуы". The numbers in the comments are the fields'.
 * What nobody has stated is absent; the registrar may complete it.
 */
export interface Appeal {
  readonly id: string;
  /** 1 — appeal number: the nine digits before the check digit, see `receipt-number.ts`. */
  readonly serial: number;
  /** 2 — incoming number given by a body's own office, if it has one. */
  readonly entryNumber: string | null;
  /** 3 */
  readonly form: AppealForm;
  /** 4 */
  readonly receivedAt: Date;
  /** 5 to 8 — name, address, telephone, date of birth, and what else was said. */
  readonly applicant: Person;
  readonly representation: Representation | null;
  /** 9 — the body that forwarded the appeal to us. */
  readonly correspondent: string | null;
  /** 10 — the department of social protection that handles it. */
  readonly departmentId: string | null;
  /** 11 — code in the list `categories`. */
  readonly category: string | null;
  /** 12 — code in the list `topics`. */
  readonly topic: string | null;
  /** 13 */
  readonly curatorId: string | null;

  readonly language: Language;
  readonly channel: Channel;
  readonly type: AppealType;
  readonly urgent: boolean;
  readonly anonymous: boolean;
  readonly statement: string;
  readonly region: string | null;
  /** The institution the appeal is about. */
  readonly organisationId: string | null;
  readonly state: AppealState;
  readonly identity: IdentityLevel;
  readonly needs: readonly AccessNeed[];
  readonly answerChannel: AnswerChannel;
  /** The person asked that the organisation concerned should not learn the name. */
  readonly hideName: boolean;
  readonly consentVersion: string;
  /** `YYYY-MM-DD`, the working day on which it is or will be registered. */
  readonly registeredOn: string;
  /** `YYYY-MM-DD`, the last day for the answer. */
  readonly dueOn: string;
  /** True where the calendar of the year was not there, so that only weekends were skipped. */
  readonly dueProvisional: boolean;
}
