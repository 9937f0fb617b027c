import type { AppealStory } from '../../../actions/staff/read-models.ts';

/** Fields of the form that completes an appeal; each is `complete-NAME`, and `was-NAME` says what it showed first. */
export const completeFields = [
  'type',
  'form',
  'topic',
  'category',
  'region',
  'organisation',
  'entryNumber',
  'correspondent',
  'name',
  'phone',
  'email',
  'address',
  'birthDate',
  'iin',
  'urgent',
  'identityConfirmed',
] as const;
export type CompleteField = (typeof completeFields)[number];

export const fieldName = (field: CompleteField): string => `complete-${field}`;
export const wasName = (field: CompleteField): string => `was-${field}`;

/** `1968-03-27` as the one box shows it, `27.3.1968`. */
export const writeDate = (day: string): string => day.split('-').reverse().map(Number).join('.');

/** Reads `27 3 1968`, `27.03.1968`, `27/3/1968`; what is no date is given back as typed, for the action to refuse. */
export const readDate = (typed: string): string => {
  const [, day, month, year] = /^(\d{1,2})\D+(\d{1,2})\D+(\d{4})$/.exec(typed.trim()) ?? [];
  if (!day || !month || !year) return typed.trim();
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** What the appeal says now, as the form shows it. */
export const valuesNow = (story: AppealStory): Readonly<Record<CompleteField, string>> => {
  const { line, applicant } = story;
  return {
    type: line.type,
    form: story.form.code,
    topic: line.topic?.code ?? '',
    category: story.category?.code ?? '',
    region: line.region?.code ?? '',
    organisation: line.institution?.code ?? '',
    entryNumber: story.entryNumber ?? '',
    correspondent: story.correspondent ?? '',
    name: applicant.name ?? '',
    phone: applicant.phone ?? '',
    email: applicant.email ?? '',
    address: applicant.address ?? '',
    birthDate: applicant.birthDate ? writeDate(applicant.birthDate) : '',
    iin: applicant.iin ?? '',
    urgent: line.urgent ? 'yes' : '',
    identityConfirmed: story.identity === 'confirmed' ? 'yes' : '',
  };
};
