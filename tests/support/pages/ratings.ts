import { randomUUID } from 'node:crypto';
import { type RatingInput, submitRating } from '../../../src/actions/ratings/submit-rating.ts';
import { saveAnswers } from '../../../src/actions/save-answers.ts';
import { startDraft } from '../../../src/actions/start-draft.ts';
import { organisations } from '../directory.ts';
import type { World } from '../world.ts';
import { arrive, at, giveCookie, type Opening, type PageCase, preparedOnce } from './case.ts';

const rate = async (world: World, input: Partial<RatingInput>): Promise<void> => {
  const taken = await submitRating(world, {
    submissionId: randomUUID(),
    institutionId: organisations.supplier,
    mark: 8,
    indicators: {},
    service: null,
    when: null,
    reason: null,
    language: 'kk',
    channel: 'web',
    rater: { kind: 'device', token: randomUUID(), saysAnotherPerson: false },
    ...input,
  });
  if (!taken.ok) throw new Error(`a rating was refused: ${taken.error}`);
};

/** An institution of each group: the others of the directory stay without a score. */
const scores = preparedOnce(async (world) => {
  const groups = [
    [organisations.supplier, 9],
    [organisations.homeChildren, 6],
    [organisations.village, 3],
  ] as const;
  for (const [institutionId, mark] of groups)
    for (let person = 0; person < 6; person += 1)
      await rate(world, { institutionId, mark, indicators: { 1: mark, 3: mark - 1 } });
});

const scored =
  (path: string): PageCase['open'] =>
  async (opening) => {
    await scores(opening);
    await at(path)(opening);
  };

/** A device that has rated the institution already in this quarter. */
const rated = async (opening: Opening, page: string, answers: Record<string, string>): Promise<void> => {
  const { world, language } = opening;
  const device = randomUUID();
  const institution = organisations.centreSouth;
  await rate(world, {
    institutionId: institution,
    rater: { kind: 'device', token: device, saysAnotherPerson: true },
  });
  const { token } = await startDraft(world, { journey: 'rating', language });
  await saveAnswers(world, token, { institution, 'rated-before': institution, ...answers }, language);
  await giveCookie(opening, 'device', device);
  await giveCookie(opening, 'rating', token);
  await arrive(opening, `/${language}/rate/${page}`);
};

export const ratingPages: readonly PageCase[] = [
  { name: 'institutions in three groups', open: scored('/institutions') },
  { name: 'institutions: nothing found', open: scored('/institutions?name=жоқ&sort=name') },
  { name: 'one institution with its score', open: scored(`/institutions/${organisations.supplier}`) },
  { name: 'rating: search of the institution', open: at('/rate/institution?q=орталык&region=KZ-75') },
  { name: 'rating: another person’s?', open: (opening) => rated(opening, 'another-person', {}) },
  {
    name: 'rating: rated already',
    open: (opening) => rated(opening, 'again', { 'another-person': 'no' }),
  },
  {
    name: 'rating: thanks, and an appeal begun',
    open: at(`/rate/done?institution=${organisations.homeElders}&appeal=ready`),
  },
];
