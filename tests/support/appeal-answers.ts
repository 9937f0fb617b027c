import fc from 'fast-check';
import { appealTypes } from '../../src/domain/appeal.ts';
import { consentVersion } from '../../src/domain/journeys/consent.ts';
import type { Answer, Answers, JourneyContext, Option } from '../../src/domain/journeys/question.ts';
import { accessNeeds, answerChannels } from '../../src/domain/people.ts';

const option = (code: string): Option => ({ code, label: { kk: code, ru: code } });
/** A small world for journeys: two regions, one institution called `centre`. */
export const ctx: JourneyContext = {
  today: '2026-11-18',
  lists: {
    regions: [option('KZ-71'), option('KZ-75')],
    topics: [option('visits'), option('violence'), option('this-service')],
    categories: [option('pensioner'), option('parent')],
    services: [],
  },
  parsePhone: (typed) => (/^\+7\d{10}$/.test(typed) ? typed : null),
  organisationExists: (id) => id === 'centre',
  fileCount: 0,
};
/** The least that makes an appeal. */
export const plain = {
  'for-whom': 'self',
  type: 'complaint',
  danger: 'no',
  statement: 'Ғимаратқа кіре алмаймын: пандус жоқ.',
  'answer-channel': 'site',
  consent: 'yes',
} as const;
/** Right answers to every question of the appeal journey. */
export const right: Readonly<Record<string, readonly Answer[]>> = {
  'for-whom': ['self', 'other'],
  relation: ['child', 'other'],
  authority: ['none', 'guardian'],
  'applicant-name': ['', 'Болат'],
  'may-contact': ['yes', 'no'],
  'applicant-phone': ['', '+77010000002'],
  type: [...appealTypes],
  danger: ['yes', 'no'],
  statement: ['Пандус жоқ.'],
  region: ['', 'KZ-71', 'unknown'],
  organisation: ['', 'centre', 'unknown'],
  topic: ['', 'visits', 'violence'],
  name: ['', 'Айгүл'],
  'answer-channel': [...answerChannels],
  phone: ['+77010000001'],
  email: ['a@b.kz'],
  telegram: ['@aigul'],
  address: ['Астана'],
  needs: ['', [...accessNeeds]],
  details: ['', 'yes', 'no'],
  'applicant-address': ['', 'Ауыл'],
  'birth-date': ['', '1990-01-01'],
  iin: [''],
  category: ['', 'parent'],
  'hide-name': ['yes', 'no'],
  consent: [consentVersion],
};
const rubbish: fc.Arbitrary<Answer> = fc.oneof(
  fc.string(),
  fc.constantFrom<Answer>('yes', 'other', 'post', '0', ['yes', 'other']),
);
/** Some answers right, some rubbish, some missing, one to a question that there is not. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .array(
    fc
      .constantFrom(...Object.keys(right), 'no-such-question')
      .chain((id) =>
        fc.tuple(
          fc.constant(id),
          fc.oneof(
            { weight: 6, arbitrary: fc.constantFrom<Answer>(...(right[id] ?? ['x'])) },
            { weight: 1, arbitrary: rubbish },
          ),
        ),
      ),
    { maxLength: 60 },
  )
  .map((pairs) => Object.fromEntries(pairs));
