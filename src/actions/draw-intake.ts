import { formOf } from '../domain/appeal-form.ts';
import { type Deadline, reckonDeadline } from '../domain/deadline.ts';
import type { AppealState } from '../domain/states.ts';
import { startOfWork } from '../domain/working-time.ts';
import type { Intake } from '../storage/appeal-intake.ts';
import { blindIndexes, normalised } from '../storage/blind-index.ts';
import { auditRow, eventRow } from '../storage/ledger.ts';
import { sealAppeal } from '../storage/sealed-appeal.ts';
import { noticeKind } from '../storage/tasks.ts';
import type { ActionContext } from './context.ts';
import { drawDigits } from './digits.ts';
import { distributeKind } from './distribute-pending.ts';
import type { SubmitInput } from './submit-input.ts';

/** Registered the moment it comes in working hours; otherwise it waits for the next working day. */
export const firstState = (deadline: Deadline): AppealState =>
  deadline.registersAtOnce ? 'registered' : 'received';

const firstEvents = (ctx: ActionContext, appealId: string, at: Date, form: string, deadline: Deadline) => {
  const { registeredOn, dueOn, provisional } = deadline;
  const received = eventRow(ctx.keys, {
    id: ctx.uuid(),
    appealId,
    at,
    actorKind: 'citizen',
    actorId: null,
    verb: 'receive',
    fromState: null,
    toState: 'received',
    data: { form, registeredOn, dueOn, provisional },
  });
  if (!deadline.registersAtOnce) return [received];
  const registered = eventRow(ctx.keys, {
    id: ctx.uuid(),
    appealId,
    at,
    actorKind: 'service',
    actorId: null,
    verb: 'register',
    fromState: 'received',
    toState: 'registered',
  });
  return [received, registered];
};

/** The applicant is told that someone has written for them, where they may be and it is known how. */
const noticeOf = (ctx: ActionContext, input: SubmitInput, dueAt: Date): Intake['outbox'] => {
  const mayBeTold = input.representation?.mayContactApplicant && input.applicant.phone !== undefined;
  if (!mayBeTold) return [];
  const payload = JSON.stringify({ taskId: ctx.uuid(), notice: 'written-for-you', to: 'applicant' });
  return [{ kind: noticeKind, channel: 'phone', payload, due_at: dueAt }];
};

/** Needs named on one channel hold on all: they are kept under the telephone of the one who has them, hashed. */
const knownNeedsOf = (ctx: ActionContext, input: SubmitInput, at: Date): Intake['knownNeeds'] => {
  const { needs, applicant, representation } = input;
  if (needs.length === 0 || applicant.phone === undefined || representation !== null) return null;
  const phoneBlind = ctx.keys.blind('phone', normalised('phone', applicant.phone));
  return { phone_blind: phoneBlind, needs: [...needs], updated_at: at };
};

/** An appeal on its way in, and what its receipt will say. */
export interface DrawnIntake {
  readonly intake: Intake;
  readonly deadline: Deadline;
  readonly code: string;
}

/** Everything that an appeal writes as it comes in, drawn before the database is asked. */
export const drawIntake = (
  ctx: ActionContext,
  input: SubmitInput,
  fileKinds: readonly string[],
): DrawnIntake => {
  const { calendar, policy } = ctx.reference.current();
  const at = ctx.now();
  const id = ctx.uuid();
  const deadline = reckonDeadline(at, policy, calendar);
  const form = formOf(input.channel, { statement: input.statement, fileKinds });
  const { applicant, representation } = input;
  const representative = representation?.representative ?? null;
  const distributeAt = deadline.registersAtOnce ? at : startOfWork(deadline.registeredOn, calendar);
  const code = drawDigits(ctx, 6);
  const intake: Intake = {
    year: Number(deadline.receivedOn.slice(2, 4)),
    appeal: {
      id,
      submission_id: input.submissionId,
      form,
      received_at: at,
      category: input.category,
      topic: input.topic,
      language: input.language,
      channel: input.channel,
      type: input.type,
      urgent: input.urgent,
      anonymous: input.anonymous,
      statement: input.statement,
      region: input.region,
      organisation_id: input.organisationId,
      state: firstState(deadline),
      identity: input.identity,
      relation: representation?.relation ?? null,
      authority: representation?.authority ?? null,
      may_contact_applicant: representation?.mayContactApplicant ?? null,
      needs: [...input.needs],
      answer_channel: input.answerChannel,
      hide_name: input.hideName,
      consent_version: input.consentVersion,
      registered_on: deadline.registeredOn,
      due_on: deadline.dueOn,
      due_provisional: deadline.provisional,
      sealed: sealAppeal(ctx.keys, id, { applicant, representative, code }),
      blind: blindIndexes(ctx.keys, representative === null ? [applicant] : [applicant, representative]),
      file_count: input.files.length,
    },
    events: firstEvents(ctx, id, at, form, deadline),
    audit: auditRow(ctx.keys, {
      id: ctx.uuid(),
      at,
      actorKind: 'citizen',
      actorId: null,
      action: 'submit',
      subjectKind: 'appeal',
      subjectId: id,
      detail: { channel: input.channel, identity: input.identity },
    }),
    outbox: [
      { kind: distributeKind, channel: null, payload: '{}', due_at: distributeAt },
      ...noticeOf(ctx, input, at),
    ],
    files: input.files,
    knownNeeds: knownNeedsOf(ctx, input, at),
  };
  return { intake, deadline, code };
};
