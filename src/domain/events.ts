import type { RouteReason } from './routing.ts';
import { type AppealState, type AppealVerb, appealVerbs } from './states.ts';

/** `receive` begins every history; the rest are the verbs of the transition table. */
export const eventVerbs = ['receive', ...appealVerbs] as const;
export type EventVerb = 'receive' | AppealVerb;

/** Who did it, as the ledger keeps it. */
export interface EventActor {
  readonly kind: 'staff' | 'citizen' | 'service';
  /** Staff id; null for the person who wrote and for the service itself. */
  readonly id: string | null;
}

/** How an answered matter ended; each has a text `domain:outcome.<code>`. */
export const outcomes = ['met', 'partly-met', 'unmet', 'explained'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * What an event says besides who, when and why: ids and codes, never a person's name or words. Which verb carries
 * what: receive — serial, form, registeredOn, dueOn, provisional; distribute, reassign — departmentId, curatorId,
 * ruleId, routeReason; forward — organisationId; complete — fields, entryNumber; extend, reopen — dueOn; merge —
 * intoAppealId; ask, reply, answer, note — messageId; answer — result, misfits overridden; note — taskId of what was done by hand.
 */
export interface EventData {
  readonly serial?: number;
  readonly form?: string;
  readonly registeredOn?: string;
  readonly dueOn?: string;
  readonly provisional?: boolean;
  readonly departmentId?: string | null;
  readonly curatorId?: string | null;
  readonly ruleId?: string | null;
  readonly routeReason?: RouteReason;
  readonly organisationId?: string;
  readonly entryNumber?: string;
  readonly fields?: readonly string[];
  readonly messageId?: string;
  readonly intoAppealId?: string;
  readonly result?: Outcome;
  readonly misfits?: readonly string[];
  readonly taskId?: string;
}

/** One line of an appeal's history; append-only. */
export interface AppealEvent {
  readonly at: Date;
  readonly actor: EventActor;
  readonly verb: EventVerb;
  readonly from: AppealState | null;
  readonly to: AppealState;
  readonly reason: string | null;
  readonly data: EventData;
}
