import { describe, expect, test } from 'vitest';
import { ctx, plain } from '../../../tests/support/appeal-answers.ts';
import { appealCommand } from './appeal.ts';
import { missing } from './appeal-command.ts';
import { consentVersion } from './consent.ts';
import type { Answers } from './question.ts';

const finished = (answers: Answers, context = ctx) => {
  const result = appealCommand(answers, context);
  if (!result.ok) throw new Error(`${result.error.question}: ${result.error.error}`);
  return result.value;
};

describe('the finished command', () => {
  test('the least that can be said', () => {
    expect(finished(plain)).toEqual({
      applicant: {},
      representation: null,
      type: 'complaint',
      urgent: false,
      anonymous: true,
      statement: plain.statement,
      region: null,
      organisationId: null,
      topic: null,
      category: null,
      answerChannel: 'site',
      needs: [],
      hideName: false,
      consentVersion,
      identity: 'none',
    });
  });

  test('everything about oneself', () => {
    const answers = {
      ...plain,
      region: 'KZ-71',
      organisation: 'centre',
      topic: 'visits',
      name: ' Айгүл Серікқызы ',
      'answer-channel': 'post',
      address: 'Астана, Бейбітшілік 1',
      needs: ['audio', 'plain-language'],
      details: 'yes',
      'birth-date': ['1', '1', '1990'],
      iin: '900101 400 017',
      category: 'pensioner',
      'hide-name': 'yes',
    };
    const control = finishedIin(answers);
    expect(finished({ ...answers, iin: control }, { ...ctx, identity: 'channel-address' })).toEqual({
      applicant: {
        name: 'Айгүл Серікқызы',
        address: 'Астана, Бейбітшілік 1',
        birthDate: '1990-01-01',
        iin: control,
      },
      representation: null,
      type: 'complaint',
      urgent: false,
      anonymous: false,
      statement: plain.statement,
      region: 'KZ-71',
      organisationId: 'centre',
      topic: 'visits',
      category: 'pensioner',
      answerChannel: 'post',
      needs: ['plain-language', 'audio'],
      hideName: true,
      consentVersion,
      identity: 'channel-address',
    });
  });

  test('for another person: what is the one’s is never the other’s', () => {
    const command = finished({
      ...plain,
      'for-whom': 'other',
      relation: 'child',
      authority: 'spoken-consent',
      'applicant-name': 'Болат',
      'may-contact': 'yes',
      'applicant-phone': '+77010000002',
      name: 'Айгүл',
      'answer-channel': 'phone',
      phone: '+77010000001',
      details: 'yes',
      'applicant-address': 'Ауыл, 5',
      address: 'left over from another way',
      'birth-date': '01.01.1950',
      'hide-name': 'no',
    });
    expect(command.applicant).toEqual({
      name: 'Болат',
      phone: '+77010000002',
      address: 'Ауыл, 5',
      birthDate: '1950-01-01',
    });
    expect(command.representation).toEqual({
      representative: { name: 'Айгүл', phone: '+77010000001' },
      relation: 'child',
      authority: 'spoken-consent',
      mayContactApplicant: true,
    });
    expect(command.anonymous).toBe(false);
  });

  test.each<[string, Answers, boolean]>([
    ['danger', { danger: 'yes' }, true],
    ['violence as the topic', { topic: 'violence' }, true],
    ['neither', { topic: 'visits' }, false],
    [
      'a danger left over from before it became a report on the service',
      { type: 'barrier', danger: 'yes' },
      false,
    ],
  ])('urgent: %s', (_, answers, urgent) => {
    expect(finished({ ...plain, ...answers }).urgent).toBe(urgent);
  });

  test('a report on the service has its topic by itself, and nothing of the longer way', () => {
    const command = finished({ ...plain, type: 'barrier', name: 'Айгүл', topic: 'visits', region: 'KZ-71' });
    expect(command).toMatchObject({ type: 'barrier', topic: 'this-service', region: null, applicant: {} });
  });

  test('"I don’t know" is no region and no institution', () => {
    expect(finished({ ...plain, region: 'unknown', organisation: 'unknown' })).toMatchObject({
      region: null,
      organisationId: null,
    });
  });

  test('files stand in place of words', () => {
    const { statement: _, ...wordless } = plain;
    expect(finished(wordless, { ...ctx, fileCount: 1 }).statement).toBe('');
  });

  test.each<[string, Answers, string, string]>([
    ['nothing said', {}, 'for-whom', 'required'],
    ['neither words nor files', { ...plain, statement: '' }, 'statement', 'statement-or-files'],
    ['a way to answer without its contact', { ...plain, 'answer-channel': 'sms' }, 'phone', 'required'],
    ['a wrong number', { ...plain, 'answer-channel': 'sms', phone: '12' }, 'phone', 'phone'],
    ['a wrong e-mail', { ...plain, 'answer-channel': 'email', email: 'x' }, 'email', 'email'],
    ['a strange institution', { ...plain, organisation: 'nowhere' }, 'organisation', 'organisation-unknown'],
    [
      'an IIN that does not fit the date',
      { ...plain, details: 'yes', 'birth-date': '02.01.1990', iin: '900101300017' },
      'iin',
      'iin-birth-date',
    ],
    ['a name, but nothing said of hiding it', { ...plain, name: 'Айгүл' }, 'hide-name', 'required'],
    ['no consent', { ...plain, consent: '' }, 'consent', 'consent'],
    ['consent to an older text', { ...plain, consent: '2020-1' }, 'consent', 'consent'],
  ])('%s: the first question that is not right', (_, answers, question, error) => {
    expect(appealCommand(answers, ctx)).toEqual({ ok: false, error: { question, error } });
  });
});

/** The IIN of that birth date whose control digit is right: the check itself finds it. */
const finishedIin = (answers: Answers): string => {
  for (let digit = 0; digit < 10; digit += 1) {
    const iin = `90010140001${digit}`;
    if (appealCommand({ ...answers, iin }, ctx).ok) return iin;
  }
  throw new Error('no control digit fits');
};

describe('what the registrar should complete', () => {
  const bare = { ...finished(plain) };
  test.each<[string, Partial<typeof bare>, string[]]>([
    ['one who chose to stay unnamed lacks no name', {}, ['region', 'topic', 'organisation']],
    [
      'a message by SMS says nothing of these',
      { anonymous: false },
      ['name', 'region', 'topic', 'organisation'],
    ],
    ['nowhere to answer', { answerChannel: 'sms' }, ['region', 'topic', 'organisation', 'contact']],
    [
      'the representative can be reached, that is enough',
      {
        answerChannel: 'sms',
        representation: {
          representative: { phone: '+77010000001' },
          relation: 'child',
          authority: 'none',
          mayContactApplicant: false,
        },
      },
      ['region', 'topic', 'organisation'],
    ],
    ['all there', { region: 'KZ-71', topic: 'visits', organisationId: 'centre' }, []],
  ])('%s', (_, changes, gaps) => {
    expect(missing({ ...bare, ...changes })).toEqual(gaps);
  });
});
