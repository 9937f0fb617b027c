import type { AppealType, Channel } from '../../domain/appeal.ts';
import type { ControlCard } from '../../domain/control-card.ts';
import type { Deadline, Dueness } from '../../domain/deadline.ts';
import type { AppealEvent } from '../../domain/events.ts';
import type { Gap } from '../../domain/journeys/appeal-command.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import type {
  AccessNeed,
  AnswerChannel,
  Authority,
  IdentityLevel,
  Person,
  Relation,
  StaffRole,
} from '../../domain/people.ts';
import type { RouteReason } from '../../domain/routing.ts';
import type { AppealState, AppealVerb } from '../../domain/states.ts';
import type { TaskKind, TaskRecipient } from '../../storage/tasks.ts';
import type { UploadedFile } from '../uploads.ts';

export type { Gap, TaskKind, TaskRecipient };

/** A code of an editable list with its names; where the list no longer has it, the code stands for both. */
export interface Named {
  readonly code: string;
  readonly name: Bilingual;
}
export interface OfficialName {
  readonly id: string;
  readonly name: string;
}

/** One appeal in a list. No name of a person: a list is for choosing, the appeal's page for looking. */
export interface AppealLine {
  readonly id: string;
  /** Ten digits. */
  readonly receipt: string;
  readonly receivedAt: Date;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly dueProvisional: boolean;
  readonly dueness: Dueness;
  readonly state: AppealState;
  readonly type: AppealType;
  readonly topic: Named | null;
  readonly channel: Channel;
  readonly region: Named | null;
  readonly institution: Named | null;
  readonly department: Named | null;
  readonly curator: OfficialName | null;
  readonly needs: readonly AccessNeed[];
  readonly language: Language;
  readonly urgent: boolean;
  readonly fileCount: number;
  /** How the statement begins (at most 160 characters), in `language`; empty where it is in the files. */
  readonly beginning: string;
}

/** `lacks-something`: a rule has distributed it, nobody has taken it yet, and the topic or region is missing. */
export type RowReason = 'not-registered' | 'not-distributed' | 'returned' | 'no-curator' | 'lacks-something';
export interface RegistrarLine extends AppealLine {
  /** Why it waits in the row. */
  readonly why: RowReason;
  readonly missing: readonly Gap[];
  readonly suggestion: Suggestion;
}
export interface RegistrarRow {
  readonly lines: readonly RegistrarLine[];
  readonly total: number;
  /** Opaque; `null` on the last page. */
  readonly next: string | null;
  /** What must be done by hand for appeals without a curator. */
  readonly tasks: readonly TaskLine[];
}

export interface InboxFilters {
  readonly whose: 'mine' | 'department';
  readonly dueness?: Dueness;
  readonly state?: AppealState;
  readonly type?: AppealType;
  readonly topic?: string;
  readonly channel?: Channel;
  readonly region?: string;
  readonly need?: AccessNeed;
}
export interface CuratorInbox {
  /** In order of the last day; groups follow one another: overdue, today, soon, later. */
  readonly lines: readonly AppealLine[];
  /** Of everything that the filters let through, whatever page this is; `dueness` does not narrow them. */
  readonly counts: Readonly<Record<Dueness, number>>;
  readonly total: number;
  readonly next: string | null;
  /** What must still be done by hand for appeals that are mine: at most 50, oldest first. */
  readonly tasks: readonly TaskLine[];
}

/** Something the service can't do itself yet: call, send by SMS, Telegram, post, e-mail. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  readonly channel: AnswerChannel;
  /** `writer`: the representative where there is one. */
  readonly recipient: TaskRecipient;
  /** What is to be said where it is neither answer nor question: `written-for-you`, `forwarded`. */
  readonly notice: string | null;
  readonly since: Date;
}
export interface TaskLine extends Task {
  readonly appealId: string;
  readonly receipt: string;
}

export interface CuratorLoad {
  readonly curator: OfficialName & { readonly disabled: boolean };
  /** Where the curator works: the department, or one below it. */
  readonly organisation: Named;
  readonly open: number;
  readonly overdue: number;
  /** Answered in the last 90 days, and of those by the last day. */
  readonly answered: number;
  readonly answeredInTime: number;
}
export interface DepartmentOverview {
  readonly department: Named;
  readonly curators: readonly CuratorLoad[];
  /** Open and with no curator. */
  readonly unassigned: number;
  /** Those of whom the answer did not help, waiting for the head: at most 50, oldest first. */
  readonly reopened: readonly AppealLine[];
  readonly overdue: readonly AppealLine[];
}

export interface StoryMessage {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'addition' | 'question' | 'answer' | 'notice';
  readonly author: 'citizen' | 'staff' | 'service';
  readonly authorName: string | null;
  readonly language: Language;
  readonly text: string;
  readonly files: readonly UploadedFile[];
}
export interface StoryNote {
  readonly id: string;
  readonly at: Date;
  readonly author: string;
  readonly language: Language;
  readonly text: string;
}
export interface StoryEvent extends AppealEvent {
  readonly id: string;
  /** Name of the official; null for the person who wrote and for the service. */
  readonly actorName: string | null;
}
/** A verb of the appeal's page: allowed now, or why not. */
export type VerbOffer =
  | { readonly verb: AppealVerb; readonly allowed: true }
  | {
      readonly verb: AppealVerb;
      readonly allowed: false;
      readonly why: 'not-in-this-state' | 'not-allowed' | 'task-open' | 'taken-by-another';
    };

export interface Suggestion {
  readonly department: Named | null;
  readonly curator: OfficialName | null;
  readonly reason: RouteReason;
  readonly ruleId: string | null;
}
export interface DepartmentChoice {
  readonly department: Named;
  readonly curators: readonly (OfficialName & { readonly open: number })[];
}

/** The whole story of one appeal, as far as this official may know it. */
export interface AppealStory {
  readonly line: AppealLine;
  readonly entryNumber: string | null;
  readonly form: Named;
  readonly correspondent: string | null;
  readonly category: Named | null;
  readonly statement: string;
  readonly statementFiles: readonly UploadedFile[];
  readonly needs: readonly AccessNeed[];
  readonly answerChannel: AnswerChannel;
  readonly anonymous: boolean;
  readonly identity: IdentityLevel;
  /** The organisation concerned must not learn the name; its officials never get as far as this page. */
  readonly hideName: boolean;
  readonly applicant: Person;
  readonly representation: {
    readonly representative: Person;
    readonly relation: Relation;
    readonly authority: Authority;
    readonly mayContactApplicant: boolean;
  } | null;
  readonly registeredOn: string;
  /** `YYYY-MM-DD`, the last day for sending on what is outside our competence (art. 65). */
  readonly forwardBy: string;
  /** How the last day was reckoned; null where it has been changed since. */
  readonly deadline: Deadline | null;
  readonly answeredAt: Date | null;
  readonly closedAt: Date | null;
  readonly controlCard: ControlCard;
  /** Names of the officials that the card and the history name by id. */
  readonly officialNames: Readonly<Record<string, string>>;
  readonly thread: readonly StoryMessage[];
  readonly notes: readonly StoryNote[];
  readonly events: readonly StoryEvent[];
  readonly missing: readonly Gap[];
  readonly tasks: readonly Task[];
  readonly verbs: readonly VerbOffer[];
  /** Only where `distribute` is allowed. */
  readonly suggestion: Suggestion | null;
  readonly departments: readonly DepartmentChoice[];
  /** Only where `forward` is allowed: where it can be sent. */
  readonly forwardTo: readonly Named[];
  /** Only where `reassign` is allowed: the other curators of the department. */
  readonly colleagues: readonly (OfficialName & { readonly open: number })[];
}

/** Figures without any person's data: first page of council, ministry, administrator and worker. */
export interface StaffSummary {
  readonly role: StaffRole;
  /** `null`: the whole country. */
  readonly organisation: Named | null;
  readonly open: number;
  readonly overdue: number;
  readonly receivedLast30Days: number;
  readonly answeredLast90Days: number;
  readonly answeredInTimeLast90Days: number;
  readonly byState: readonly { readonly state: AppealState; readonly count: number }[];
  readonly byType: readonly { readonly type: AppealType; readonly count: number }[];
  /** Administrators only. */
  readonly upkeep: {
    readonly staff: number;
    readonly staffDisabled: number;
    /** This year and the next, where the calendar lacks them: deadlines are provisional. */
    readonly calendarYearsMissing: readonly number[];
    readonly outboxFailed: number;
  } | null;
}
