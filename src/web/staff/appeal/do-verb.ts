import type { ActionContext } from '../../../actions/context.ts';
import { answerAppeal } from '../../../actions/staff/answer-appeal.ts';
import { askPerson } from '../../../actions/staff/ask-person.ts';
import { closeAppeal } from '../../../actions/staff/close-appeal.ts';
import { completeAppeal } from '../../../actions/staff/complete-appeal.ts';
import { distributeAppeal } from '../../../actions/staff/distribute-appeal.ts';
import { doneTask } from '../../../actions/staff/done-task.ts';
import { forwardAppeal } from '../../../actions/staff/forward-appeal.ts';
import { noteAppeal } from '../../../actions/staff/note-appeal.ts';
import { reassignAppeal } from '../../../actions/staff/reassign-appeal.ts';
import type {
  AnswerRefusal,
  CloseRefusal,
  CompleteRefusal,
  DistributeRefusal,
  ForwardRefusal,
  ReassignRefusal,
  TakeRefusal,
  TaskRefusal,
  TextRefusal,
  VerbRefusal,
} from '../../../actions/staff/refusals.ts';
import { registerAppeal } from '../../../actions/staff/register-appeal.ts';
import { returnAppeal } from '../../../actions/staff/return-appeal.ts';
import type { SignedInOfficial } from '../../../actions/staff/staff-session.ts';
import { takeAppeal } from '../../../actions/staff/take-appeal.ts';
import type { CompleteInput, Done, VerbInput } from '../../../actions/staff/verb-inputs.ts';
import type { Misfit } from '../../../domain/answer-fit.ts';
import { appealTypes } from '../../../domain/appeal.ts';
import { outcomes } from '../../../domain/events.ts';
import { isLanguage } from '../../../domain/language.ts';
import { unreachable } from '../../../domain/result.ts';
import { keptFileField } from '../account/held-form.ts';
import { formField, type TakenForm } from '../account/taken-form.ts';
import { type CompleteField, completeFields, fieldName, readDate, wasName } from './complete-fields.ts';
import { destinationField } from './destination.ts';
import { readKeptFile } from './kept-files.ts';
import type { PageVerb } from './page-verbs.ts';

export type Refusal =
  | VerbRefusal
  | TextRefusal
  | AnswerRefusal
  | CloseRefusal
  | CompleteRefusal
  | DistributeRefusal
  | ForwardRefusal
  | ReassignRefusal
  | TakeRefusal
  | TaskRefusal;

export type Outcome =
  | { readonly ok: true; readonly value: Done }
  | { readonly ok: false; readonly error: Refusal; readonly misfits?: readonly Misfit[] };

/** Only what was changed on the form: what another official has put right meanwhile stays so. */
const completeInput = (base: VerbInput, fields: URLSearchParams): CompleteInput => {
  const changed = new Map<CompleteField, string>();
  for (const field of completeFields) {
    const was = fields.get(wasName(field));
    const now = (fields.get(fieldName(field)) ?? '').trim();
    if (was !== null && was !== now) changed.set(field, now);
  }
  const text = (field: CompleteField, read: (typed: string) => string = (typed) => typed) => {
    const value = changed.get(field);
    return value === undefined ? undefined : value === '' ? null : read(value);
  };
  const type = appealTypes.find((each) => each === changed.get('type'));
  const form = changed.get('form');
  const all = {
    type,
    form: form || undefined,
    topic: text('topic'),
    category: text('category'),
    region: text('region'),
    organisationId: text('organisation'),
    entryNumber: text('entryNumber'),
    correspondent: text('correspondent'),
    name: text('name'),
    phone: text('phone'),
    email: text('email'),
    address: text('address'),
    birthDate: text('birthDate', readDate),
    iin: text('iin'),
    urgent: changed.has('urgent') ? changed.get('urgent') === 'yes' : undefined,
    identityConfirmed: changed.has('identityConfirmed')
      ? changed.get('identityConfirmed') === 'yes'
      : undefined,
  };
  const said = Object.entries(all).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(said) };
};

/**
 * The same form from an earlier page may hold other corrections: those are done as well, and where there are none,
 * nothing is refused.
 */
const completeTwice = async (
  ctx: ActionContext,
  official: SignedInOfficial,
  input: CompleteInput,
): Promise<Outcome> => {
  const first = await completeAppeal(ctx, official, input);
  if (!first.ok || !first.value.repeated) return first;
  const second = await completeAppeal(ctx, official, { ...input, formId: ctx.uuid() });
  return !second.ok && second.error === 'nothing-changed' ? first : second;
};

/** Ids of the files that go with an answer: those kept before and still ticked, and those that came just now. */
const answerFiles = ({ fields, files }: TakenForm): readonly string[] => [
  ...fields.getAll(keptFileField).flatMap((value) => readKeptFile(value)?.id ?? []),
  ...files.map((file) => file.id),
];

/** Reads the posted form of a verb and does it. */
export const doVerb = async (
  ctx: ActionContext,
  official: SignedInOfficial,
  verb: PageVerb | 'task',
  appealId: string,
  form: TakenForm,
): Promise<Outcome> => {
  const { fields } = form;
  const base: VerbInput = { appealId, formId: fields.get(formField.id) ?? '' };
  const typed = (name: string): string => fields.get(name) ?? '';
  const { language } = official;
  switch (verb) {
    case 'register':
      return registerAppeal(ctx, official, base);
    case 'take':
      return takeAppeal(ctx, official, base);
    case 'note':
      return noteAppeal(ctx, official, { ...base, text: typed('note-text'), language });
    case 'ask':
      return askPerson(ctx, official, { ...base, text: typed('ask-text') });
    case 'return':
      return returnAppeal(ctx, official, { ...base, text: typed('return-text') });
    case 'close':
      return closeAppeal(ctx, official, { ...base, reason: typed('close-reason') });
    case 'forward':
      return forwardAppeal(ctx, official, {
        ...base,
        organisationId: typed('organisation'),
        reason: typed('forward-reason'),
      });
    case 'reassign':
      return reassignAppeal(ctx, official, {
        ...base,
        curatorId: typed('reassign-curator'),
        reason: typed('reassign-reason'),
      });
    case 'distribute': {
      const [departmentId = '', curatorId = ''] = typed(destinationField).split('/');
      return distributeAppeal(ctx, official, {
        ...base,
        ...(departmentId ? { departmentId } : {}),
        ...(curatorId ? { curatorId } : {}),
      });
    }
    case 'complete':
      return completeTwice(ctx, official, completeInput(base, fields));
    case 'answer': {
      const said = typed('answer-language');
      const override = typed('answer-override').trim();
      const result = outcomes.find((outcome) => outcome === typed('answer-result'));
      return answerAppeal(ctx, official, {
        ...base,
        text: typed('answer-text'),
        language: isLanguage(said) ? said : language,
        fileIds: answerFiles(form),
        ...(result ? { result } : {}),
        ...(override ? { overrideReason: override } : {}),
      });
    }
    case 'task':
      return doneTask(ctx, official, { ...base, taskId: typed('task') });
    default:
      return unreachable(verb);
  }
};
