import { expect, test } from 'vitest';
import { misfits } from '../domain/answer-fit.ts';
import { appealTypes, channels } from '../domain/appeal.ts';
import { duenesses } from '../domain/deadline.ts';
import { eventVerbs, outcomes } from '../domain/events.ts';
import { appealJourney } from '../domain/journeys/appeal.ts';
import { gaps } from '../domain/journeys/appeal-command.ts';
import {
  accessNeeds,
  answerChannels,
  authorities,
  identityLevels,
  relations,
  staffRoles,
} from '../domain/people.ts';
import { routeReasons } from '../domain/routing.ts';
import { appealStates } from '../domain/states.ts';
import { hasText } from './translate.ts';

/** Keys are made of codes; a code without its words in both languages would be shown as a key. */
test.each<[string, readonly string[]]>([
  ['state', appealStates],
  ['type', appealTypes],
  ['channel', channels],
  ['relation', relations],
  ['authority', authorities],
  ['need', accessNeeds],
  ['answerChannel', answerChannels],
  ['identity', identityLevels],
  ['role', staffRoles],
  ['dueness', duenesses],
  ['event', eventVerbs],
  ['outcome', outcomes],
  ['route', routeReasons],
  ['misfit', misfits],
  ['missing', gaps],
])('every code of `%s` has words in both languages', (group, codes) => {
  expect(codes.filter((code) => !hasText(`domain:${group}.${code}`))).toEqual([]);
});

test('and every option of the appeal journey', () => {
  const ctx = {
    today: '2026-11-18',
    lists: { regions: [], topics: [], categories: [], services: [] },
    parsePhone: () => null,
    organisationExists: () => false,
    fileCount: 0,
  };
  const answers = { 'for-whom': 'other', 'may-contact': 'yes', details: 'yes', name: 'Айгүл' };
  const keys = appealJourney
    .questions(answers, ctx)
    .flatMap(({ options = [] }) => options.map(({ label }) => ('key' in label ? label.key : '')));
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter((key) => !hasText(key))).toEqual([]);
});
