import { saveAnswers } from '../../../src/actions/save-answers.ts';
import { startDraft } from '../../../src/actions/start-draft.ts';
import { appealWeb } from '../../../src/channels/web/appeal-web.ts';
import { ratingWeb } from '../../../src/channels/web/rating-web.ts';
import { keepTyped } from '../../../src/channels/web/typed.ts';
import type { WebJourney } from '../../../src/channels/web/web-journey.ts';
import { appealJourney } from '../../../src/domain/journeys/appeal.ts';
import { consentVersion } from '../../../src/domain/journeys/consent.ts';
import { type Journey, questionsFor } from '../../../src/domain/journeys/journey.ts';
import type { Answers } from '../../../src/domain/journeys/question.ts';
import { ratingJourney } from '../../../src/domain/journeys/rating.ts';
import { ctx as journeyContext } from '../appeal-answers.ts';
import { organisations } from '../directory.ts';
import { arrive, giveCookie, type PageCase } from './case.ts';

/** Opens a page of a journey with these answers given before, as the draft of this device. */
const withAnswers =
  (web: WebJourney, answers: Answers, page: string): PageCase['open'] =>
  async (opening) => {
    const { world, language } = opening;
    const { token } = await startDraft(world, { journey: web.draft, language });
    const saved = await saveAnswers(world, token, answers, language);
    if (!saved.ok) throw new Error('the draft was not kept');
    await giveCookie(opening, web.cookie, token);
    await arrive(opening, `/${language}/${web.path}/${page}`);
  };

const forSelf: Answers = {
  'for-whom': 'self',
  type: 'complaint',
  danger: 'no',
  statement: 'Пандус.',
  region: 'KZ-75',
  organisation: '',
  topic: '',
  name: 'Айгүл',
  'answer-channel': 'site',
  needs: ['large-print'],
  details: 'no',
  'hide-name': 'no',
  consent: consentVersion,
};
const forAnother: Answers = {
  ...forSelf,
  'for-whom': 'other',
  relation: 'child',
  authority: 'none',
  'applicant-name': 'Болат',
  'may-contact': 'yes',
  'applicant-phone': '',
  danger: 'yes',
  'answer-channel': 'phone',
  phone: '+77010000001',
  details: 'yes',
  'applicant-address': '',
  'birth-date': '',
  iin: '',
  category: '',
};
const rating: Answers = {
  institution: organisations.homeElders,
  service: '',
  when: 'this-month',
  mark: '3',
  reason: 'Кезек',
  'make-appeal': 'no',
  indicators: 'yes',
  'indicator-1': '7',
  ...Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 9].map((number) => [`indicator-${number}`, ''])),
};

const idsOf = (journey: Journey<unknown>, answers: Answers): readonly string[] =>
  questionsFor(journey, answers, journeyContext)
    .filter(({ kind }) => kind !== 'check')
    .map(({ id }) => id);

const appealQuestions = idsOf(appealJourney, forAnother).map(
  (id): PageCase => ({ name: `appeal: ${id}`, open: withAnswers(appealWeb, forAnother, id) }),
);

const contacts = (
  [
    ['email', 'email'],
    ['telegram', 'telegram'],
    ['post', 'address'],
  ] as const
).map(
  ([channel, id]): PageCase => ({
    name: `appeal: ${id}`,
    open: withAnswers(appealWeb, { ...forSelf, 'answer-channel': channel }, id),
  }),
);

/** What was typed and not taken stands in the draft beside the answers. */
const mistakes = (
  [
    ['for-whom', []],
    ['statement', ['']],
    ['phone', ['12']],
    ['birth-date', ['31', '2', '1990']],
    ['iin', ['123']],
    ['consent', []],
  ] as const
).map(([id, typed]): PageCase => {
  const { [id]: _, ...others } = forAnother as Record<string, string>;
  return {
    name: `appeal: ${id} with a mistake`,
    error: true,
    open: withAnswers(appealWeb, { ...others, ...keepTyped(id, typed) }, `${id}?error#error-summary`),
  };
});

export const journeyPages: readonly PageCase[] = [
  ...appealQuestions,
  ...contacts,
  ...mistakes,
  { name: 'appeal: check your answers', open: withAnswers(appealWeb, forAnother, 'check') },
  { name: 'appeal: finish and forget', open: withAnswers(appealWeb, forSelf, 'forget') },
  { name: 'appeal: on another device', open: withAnswers(appealWeb, forSelf, 'elsewhere') },
  { name: 'appeal: a code from another device', open: withAnswers(appealWeb, forSelf, 'bring') },
  { name: 'appeal: forgotten', open: withAnswers(appealWeb, {}, 'forgotten') },
  { name: 'appeal: the report of a barrier', open: withAnswers(appealWeb, {}, 'for-whom?type=barrier') },
  ...idsOf(ratingJourney, rating).flatMap((id): PageCase[] =>
    // The marks for the indicators stand on one page.
    id.startsWith('indicator-') ? [] : [{ name: `rating: ${id}`, open: withAnswers(ratingWeb, rating, id) }],
  ),
  {
    name: 'rating: mark with a mistake',
    error: true,
    open: withAnswers(
      ratingWeb,
      { institution: organisations.homeElders, service: '', when: '', ...keepTyped('mark', []) },
      'mark?error#error-summary',
    ),
  },
  {
    name: 'rating: check your answers',
    open: withAnswers(ratingWeb, { ...rating, indicators: 'no' }, 'check'),
  },
  {
    name: 'rating: thanks',
    open: withAnswers(ratingWeb, {}, `done?institution=${organisations.homeElders}`),
  },
  { name: 'rating: finish and forget', open: withAnswers(ratingWeb, rating, 'forget') },
  { name: 'rating: on another device', open: withAnswers(ratingWeb, rating, 'elsewhere') },
  { name: 'rating: a code from another device', open: withAnswers(ratingWeb, rating, 'bring') },
  { name: 'rating: forgotten', open: withAnswers(ratingWeb, {}, 'forgotten') },
];
