import { expect, test } from 'vitest';
import { indicatorQuestionId, ratingJourney } from '../domain/journeys/rating.ts';
import { criteria, indicatorNumbers } from '../domain/tally.ts';
import { hasText } from './translate.ts';

const ctx = {
  today: '2026-11-18',
  lists: { regions: [], topics: [], categories: [], services: [] },
  parsePhone: () => null,
  organisationExists: () => true,
  ratedBefore: () => true,
  fileCount: 0,
};

test('every question of the rating journey and each of its options has words in both languages', () => {
  const answers = { institution: 'x', 'another-person': 'yes', mark: '1', indicators: 'yes' };
  const questions = ratingJourney.questions(answers, ctx);
  expect(questions.map(({ id }) => id)).toContain(indicatorQuestionId(9));
  const keys = questions.flatMap(({ id, kind, options = [] }) => [
    ...(kind === 'check' ? [] : [`rating:q.${id}.title`]),
    ...options.map(({ label }) => ('key' in label ? label.key : '')),
  ]);
  expect(keys.filter((key) => !hasText(key))).toEqual([]);
});

test('every indicator has a name and says what it means', () => {
  const keys = [
    ...indicatorNumbers.flatMap((number) => [
      `scores:indicator.${number}.name`,
      `scores:indicator.${number}.about`,
    ]),
    ...criteria.map((criterion) => `scores:criterion.${criterion}`),
  ];
  expect(keys.filter((key) => !hasText(key))).toEqual([]);
});
