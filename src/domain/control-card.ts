import type { Appeal, AppealForm } from './appeal.ts';
import type { AppealEvent, EventActor } from './events.ts';
import { isOpen } from './states.ts';

/** What the card needs besides the events: the registration fields of the appeal, and the day it is looked at. */
export interface ControlCardInput {
  readonly appeal: Pick<
    Appeal,
    | 'serial'
    | 'entryNumber'
    | 'form'
    | 'receivedAt'
    | 'registeredOn'
    | 'dueOn'
    | 'correspondent'
    | 'anonymous'
  > & { readonly byRepresentative: boolean };
  /** In the order in which they happened. */
  readonly events: readonly AppealEvent[];
  /** `YYYY-MM-DD`, now. */
  readonly today: string;
  /** The day an instant belongs to, see `localDay`. */
  readonly dayOf: (instant: Date) => string;
}

interface Step {
  readonly at: Date;
  readonly by: EventActor;
  readonly reason: string | null;
}
export interface DistributionStep extends Step {
  readonly verb: 'distribute' | 'reassign' | 'forward' | 'return';
  readonly departmentId: string | null;
  readonly curatorId: string | null;
  /** The body it was forwarded to. */
  readonly organisationId: string | null;
  readonly routeReason: string | null;
}
export interface TermChange extends Step {
  readonly from: string;
  readonly to: string;
}
/** `running` and `overdue` while an answer is awaited, `none` where none is due any more and none was given. */
export type Timeliness = 'in-time' | 'late' | 'running' | 'overdue' | 'none';

/** The appeal's life on one sheet, in its four parts. Ids and codes only; the page puts names to them. */
export interface ControlCard {
  readonly registration: {
    readonly serial: number;
    readonly entryNumber: string | null;
    readonly receivedAt: Date;
    readonly registeredOn: string;
    /** When registration was done; null while it waits for the working day. */
    readonly registeredAt: Date | null;
    readonly acceptor: EventActor | null;
    readonly form: AppealForm;
    readonly fromWhom: 'applicant' | 'representative' | 'anonymous';
    readonly correspondent: string | null;
  };
  readonly distribution: {
    readonly departmentId: string | null;
    readonly curatorId: string | null;
    readonly steps: readonly DistributionStep[];
  };
  readonly changeOfTerm: {
    readonly original: string;
    readonly current: string;
    readonly changes: readonly TermChange[];
  };
  readonly execution: {
    readonly taken: Step | null;
    readonly asked: readonly Step[];
    readonly replied: readonly Step[];
    readonly answers: readonly Step[];
    readonly closed: Step | null;
    readonly reopened: readonly Step[];
    /** The state reached. */
    readonly state: AppealEvent['to'];
    /** Code of the result of the last answer, where one was given. */
    readonly result: string | null;
    readonly timeliness: Timeliness;
  };
}

const step = ({ at, actor, reason }: AppealEvent): Step => ({ at, by: actor, reason });

const drawDistribution = (events: readonly AppealEvent[]): ControlCard['distribution'] => {
  let departmentId: string | null = null;
  let curatorId: string | null = null;
  const steps: DistributionStep[] = [];
  for (const event of events) {
    const { verb, data } = event;
    if (data.departmentId !== undefined) departmentId = data.departmentId;
    if (data.curatorId !== undefined) curatorId = data.curatorId;
    if (verb !== 'distribute' && verb !== 'reassign' && verb !== 'forward' && verb !== 'return') continue;
    steps.push({
      ...step(event),
      verb,
      departmentId,
      curatorId,
      organisationId: data.organisationId ?? null,
      routeReason: data.routeReason ?? null,
    });
  }
  return { departmentId, curatorId, steps };
};

const drawTerm = (original: string, events: readonly AppealEvent[]): ControlCard['changeOfTerm'] => {
  let current = original;
  const changes: TermChange[] = [];
  for (const event of events) {
    const to = event.data.dueOn;
    if (event.verb === 'receive' || to === undefined || to === current) continue;
    changes.push({ ...step(event), from: current, to });
    current = to;
  }
  return { original, current, changes };
};

/** In time is judged by the term that ran when the answer was given, not by one set later. */
const judge = (input: ControlCardInput, original: string, state: AppealEvent['to']): Timeliness => {
  let due = original;
  let verdict: Timeliness = 'none';
  for (const event of input.events) {
    due = event.data.dueOn ?? due;
    if (event.verb === 'answer') verdict = input.dayOf(event.at) <= due ? 'in-time' : 'late';
    if (event.verb === 'reopen') verdict = 'none';
  }
  if (isOpen(state)) return input.today > due ? 'overdue' : 'running';
  return verdict;
};

/** Draws the control card from what happened; pure, so that it says the same whenever it is drawn. */
export const drawControlCard = (input: ControlCardInput): ControlCard => {
  const { appeal, events } = input;
  const all = (verb: AppealEvent['verb']) => events.filter((event) => event.verb === verb);
  const received = all('receive')[0];
  const registered = all('register')[0];
  const original = received?.data.dueOn ?? appeal.dueOn;
  const state = events.at(-1)?.to ?? 'received';
  const taken = all('take').at(-1);
  const closed = all('close').at(-1);
  return {
    registration: {
      serial: appeal.serial,
      entryNumber:
        all('complete').findLast((event) => event.data.entryNumber !== undefined)?.data.entryNumber ??
        appeal.entryNumber,
      receivedAt: received?.at ?? appeal.receivedAt,
      registeredOn: appeal.registeredOn,
      registeredAt: registered?.at ?? null,
      acceptor: registered?.actor ?? null,
      form: appeal.form,
      fromWhom: appeal.anonymous ? 'anonymous' : appeal.byRepresentative ? 'representative' : 'applicant',
      correspondent: appeal.correspondent,
    },
    distribution: drawDistribution(events),
    changeOfTerm: drawTerm(original, events),
    execution: {
      taken: taken ? step(taken) : null,
      asked: all('ask').map(step),
      replied: all('reply').map(step),
      answers: all('answer').map(step),
      closed: closed && state === 'closed' ? step(closed) : null,
      reopened: all('reopen').map(step),
      state,
      result: all('answer').at(-1)?.data.result ?? null,
      timeliness: judge(input, original, state),
    },
  };
};
