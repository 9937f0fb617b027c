import { appealTypes } from '../../domain/appeal.ts';
import { checkAnswer } from '../../domain/journeys/check-answer.ts';
import type { JourneyContext, Question } from '../../domain/journeys/question.ts';
import type { Person } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import type { ListName, ReferenceData } from '../../storage/reference.ts';
import type { CompleteInput } from './verb-inputs.ts';

export type FieldRefusal =
  | 'list-unknown'
  | 'organisation-unknown'
  | 'phone'
  | 'email'
  | 'birth-date'
  | 'iin'
  | 'field-too-long';
type Checked = Result<string | null, FieldRefusal>;

const ask = (question: Omit<Question, 'id' | 'optional'>): Question => ({
  id: 'field',
  optional: true,
  ...question,
});
const line = (maxLength: number): Question => ask({ kind: 'text', maxLength });

/** Field by field, the rules that the person's own journey has, and the refusal that they come down to. */
const personRules = {
  name: [line(200), 'field-too-long'],
  phone: [ask({ kind: 'phone', maxLength: 30 }), 'phone'],
  email: [ask({ kind: 'text', maxLength: 254, format: 'email' }), 'email'],
  address: [line(500), 'field-too-long'],
  birthDate: [ask({ kind: 'date' }), 'birth-date'],
  iin: [ask({ kind: 'text', format: 'iin' }), 'iin'],
} as const satisfies Partial<Record<keyof Person, readonly [Question, FieldRefusal]>>;
const personFields = Object.keys(personRules) as readonly (keyof typeof personRules)[];

const check = (
  question: Question,
  refusal: FieldRefusal,
  typed: string | null,
  journey: JourneyContext,
  birthDate: string,
): Checked => {
  const checked = checkAnswer(question, typed ?? '', { 'birth-date': birthDate }, journey);
  if (!checked.ok) return fail(refusal);
  return ok(typeof checked.value === 'string' && checked.value !== '' ? checked.value : null);
};

/** The applicant as completed; what was not sent stays. */
export const completedPerson = (
  before: Person,
  input: CompleteInput,
  journey: JourneyContext,
): Result<Person, FieldRefusal> => {
  const after: { -readonly [Field in keyof Person]: Person[Field] } = { ...before };
  for (const field of personFields) {
    const typed = input[field] === undefined ? (before[field] ?? null) : input[field];
    // The IIN is checked last, against the date of birth as it is then, also where only that was changed.
    const again = field === 'iin' && after.birthDate !== before.birthDate;
    if ((typed ?? '') === (before[field] ?? '') && !again) continue;
    const [question, refusal] = personRules[field];
    const checked = check(question, refusal, typed, journey, after.birthDate ?? '');
    if (!checked.ok) return checked;
    if (checked.value === null) delete after[field];
    else after[field] = checked.value;
  }
  return ok(after);
};

export type PlainFields = Pick<
  AppealRow,
  | 'entry_number'
  | 'correspondent'
  | 'form'
  | 'type'
  | 'urgent'
  | 'topic'
  | 'category'
  | 'region'
  | 'organisation_id'
  | 'identity'
>;

const inList = (reference: ReferenceData, list: ListName, code: string | null): boolean =>
  code === null || reference.lists[list].some((item) => item.code === code);
const orNull = (value: string | null): string | null => (value === '' ? null : value);

/** The fields of the register that are not the person's own, as completed; what was not sent stays. */
export const completedFields = (
  before: PlainFields,
  input: CompleteInput,
  journey: JourneyContext,
  reference: ReferenceData,
): Result<PlainFields, FieldRefusal> => {
  const office = check(line(50), 'field-too-long', input.entryNumber ?? null, journey, '');
  if (!office.ok) return office;
  const sender = check(line(300), 'field-too-long', input.correspondent ?? null, journey, '');
  if (!sender.ok) return sender;
  const pick = (sent: string | null | undefined, kept: string | null): string | null =>
    sent === undefined ? kept : orNull(sent);
  const after: PlainFields = {
    entry_number: input.entryNumber === undefined ? before.entry_number : office.value,
    correspondent: input.correspondent === undefined ? before.correspondent : sender.value,
    form: input.form || before.form,
    type: input.type ?? before.type,
    urgent: input.urgent ?? before.urgent,
    topic: pick(input.topic, before.topic),
    category: pick(input.category, before.category),
    region: pick(input.region, before.region),
    organisation_id: pick(input.organisationId, before.organisation_id),
    identity: input.identityConfirmed ? 'confirmed' : before.identity,
  };
  const changed = (field: keyof PlainFields): boolean => after[field] !== before[field];
  // A code that has been taken off its list since stays valid where it already stood.
  const known =
    (!changed('form') || inList(reference, 'forms', after.form)) &&
    (!changed('topic') || inList(reference, 'topics', after.topic)) &&
    (!changed('category') || inList(reference, 'categories', after.category)) &&
    (!changed('region') || inList(reference, 'regions', after.region)) &&
    appealTypes.some((type) => type === after.type);
  if (!known) return fail('list-unknown');
  const institution = after.organisation_id;
  if (institution !== null && !reference.organisationById.has(institution))
    return fail('organisation-unknown');
  return ok(after);
};
