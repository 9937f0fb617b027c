import { describe, expect, test } from 'vitest';
import { ctx } from '../../../tests/support/appeal-answers.ts';
import { appealJourney } from './appeal.ts';
import { questionsFor } from './journey.ts';
import type { Answers } from './question.ts';

const ids = (answers: Answers): readonly string[] =>
  questionsFor(appealJourney, answers, ctx).map((question) => question.id);

describe('the path', () => {
  const tail = ['region', 'organisation', 'topic', 'name', 'answer-channel'];
  test.each<[string, Answers, string[]]>([
    [
      'for oneself',
      { 'for-whom': 'self' },
      ['for-whom', 'type', 'danger', 'statement', ...tail, 'needs', 'details', 'consent', 'check'],
    ],
    [
      'for someone else',
      { 'for-whom': 'other' },
      [
        'for-whom',
        'relation',
        'authority',
        'applicant-name',
        'may-contact',
        'type',
        'danger',
        'statement',
        ...tail,
        'needs',
        'details',
        'consent',
        'check',
      ],
    ],
    [
      '"I could not use this service": the short way',
      { 'for-whom': 'self', type: 'barrier' },
      ['for-whom', 'type', 'statement', 'answer-channel', 'needs', 'consent', 'check'],
    ],
  ])('%s', (_, answers, path) => {
    expect(ids(answers)).toEqual(path);
  });

  test.each<[string, Answers, string, boolean]>([
    ['phone', { 'answer-channel': 'phone' }, 'phone', true],
    ['sms', { 'answer-channel': 'sms' }, 'phone', true],
    ['email', { 'answer-channel': 'email' }, 'email', true],
    ['telegram', { 'answer-channel': 'telegram' }, 'telegram', true],
    ['post', { 'answer-channel': 'post' }, 'address', true],
    ['wants to be called', { 'answer-channel': 'telegram', needs: ['call-me'] }, 'phone', true],
    ['wants SMS alone', { 'answer-channel': 'email', needs: ['sms-only'] }, 'phone', true],
    ['wants plain words', { 'answer-channel': 'telegram', needs: ['plain-language'] }, 'phone', false],
    ['the site needs no contact', { 'answer-channel': 'site' }, 'phone', false],
    ['the applicant may be called', { 'for-whom': 'other', 'may-contact': 'yes' }, 'applicant-phone', true],
    ['the applicant may not', { 'for-whom': 'other', 'may-contact': 'no' }, 'applicant-phone', false],
    ['a name given may be hidden', { name: 'Айгүл' }, 'hide-name', true],
    ['no name, nothing to hide', { name: '  ' }, 'hide-name', false],
    ['the name of the other', { 'for-whom': 'other', 'applicant-name': 'Болат' }, 'hide-name', true],
    [
      'a name left over from another way',
      { 'for-whom': 'self', 'applicant-name': 'Болат' },
      'hide-name',
      false,
    ],
    ['details wished', { details: 'yes' }, 'iin', true],
    ['details not wished', { details: 'no' }, 'iin', false],
    ['details passed over', { details: '' }, 'birth-date', false],
    [
      'the other’s address is another question',
      { 'for-whom': 'other', details: 'yes' },
      'applicant-address',
      true,
    ],
    [
      'also where the answer goes to the writer by post',
      { 'for-whom': 'other', details: 'yes', 'answer-channel': 'post' },
      'applicant-address',
      true,
    ],
    ['a name that can’t be taken leads nowhere', { name: 'а'.repeat(201) }, 'hide-name', false],
    ['and the writer’s is not asked for', { 'for-whom': 'other', details: 'yes' }, 'address', false],
  ])('%s', (_, answers, id, asked) => {
    expect(ids(answers).includes(id)).toBe(asked);
  });

  test('the address is asked for once, before the details, where the answer goes by post', () => {
    const path = ids({ 'answer-channel': 'post', details: 'yes' });
    expect(path.filter((id) => id === 'address')).toHaveLength(1);
    expect(path.indexOf('address')).toBeLessThan(path.indexOf('needs'));
  });

  test('every question for another person says so, and offers no autofill of the writer’s own data as the other’s', () => {
    const answers = { 'for-whom': 'other', 'may-contact': 'yes', details: 'yes' };
    const path = questionsFor(appealJourney, answers, ctx);
    for (const question of path) expect(question.variant).toBe('other');
    for (const id of ['applicant-name', 'applicant-phone', 'applicant-address', 'birth-date', 'iin'])
      expect(path.find((question) => question.id === id)?.autocomplete).toBe('off');
  });

  test('ids can stand in an address', () => {
    for (const id of ids({ 'for-whom': 'other', details: 'yes' })) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
