import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appealTypes } from '../appeal.ts';
import { accessNeeds, answerChannels } from '../people.ts';
import { appealCommand, appealJourney } from './appeal.ts';
import { missing } from './appeal-command.ts';
import { consentVersion } from './consent.ts';
import { nextUnanswered, prune, questionsFor } from './journey.ts';
import type { Answer, Answers, JourneyContext, Option, Question } from './question.ts';

const option = (code: string): Option => ({ code, label: { kk: code, ru: code } });
const ctx: JourneyContext = {
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
const ids = (answers: Answers): readonly string[] =>
  questionsFor(appealJourney, answers, ctx).map((question) => question.id);

const plain = {
  'for-whom': 'self',
  type: 'complaint',
  danger: 'no',
  statement: 'Ғимаратқа кіре алмаймын: пандус жоқ.',
  'answer-channel': 'site',
  consent: 'yes',
} as const;
const finished = (answers: Answers, context = ctx) => {
  const result = appealCommand(answers, context);
  if (!result.ok) throw new Error(`${result.error.question}: ${result.error.error}`);
  return result.value;
};

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

const right: Readonly<Record<string, readonly Answer[]>> = {
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
const anyAnswers: fc.Arbitrary<Answers> = fc
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

describe('whatever the answers so far', () => {
  test('the list is finite, ends with the check, and asks nothing twice', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const path = ids(answers);
        expect(path.length).toBeLessThan(30);
        expect(path.at(-1)).toBe('check');
        expect(path.filter((id) => id === 'check')).toHaveLength(1);
        expect(new Set(path).size).toBe(path.length);
      }),
    );
  });

  test('pruning twice is pruning once, and changes neither the path nor the command', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const pruned = prune(appealJourney, answers, ctx);
        expect(prune(appealJourney, pruned, ctx)).toEqual(pruned);
        expect(ids(pruned)).toEqual(ids(answers));
        expect(appealCommand(pruned, ctx)).toEqual(appealCommand(answers, ctx));
        expect(Object.keys(pruned)).not.toContain('no-such-question');
      }),
    );
  });

  test('answers out of reach never reach the command', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (answers, others) => {
        const reachable = new Set(ids(answers));
        const strange = Object.entries(others).filter(([id]) => !reachable.has(id));
        const mixed = { ...answers, ...Object.fromEntries(strange) };
        expect(ids(mixed)).toEqual(ids(answers));
        expect(appealCommand(mixed, ctx)).toEqual(appealCommand(answers, ctx));
      }),
    );
  });

  test('the same in gives the same out, and nothing that came in is changed', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const before = JSON.stringify(answers);
        const frozen = Object.freeze(answers);
        expect(questionsFor(appealJourney, frozen, ctx)).toEqual(questionsFor(appealJourney, frozen, ctx));
        expect(appealCommand(frozen, ctx)).toEqual(appealCommand(frozen, ctx));
        expect(JSON.stringify(answers)).toBe(before);
      }),
    );
  });

  test('the next question is the one that the command stops at; at the check there is a command', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const next = nextUnanswered(appealJourney, answers, ctx)?.id;
        const result = appealCommand(answers, ctx);
        if (next === 'check') expect(result.ok).toBe(true);
        else if (!result.ok)
          expect(ids(answers).indexOf(result.error.question)).toBeGreaterThanOrEqual(
            ids(answers).indexOf(next ?? ''),
          );
      }),
    );
  });

  test('for another person, nothing of the writer’s stands in the applicant', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const result = appealCommand({ ...answers, 'for-whom': 'other' }, ctx);
        if (!result.ok) return;
        const { applicant, representation } = result.value;
        expect(applicant.name).not.toBe('Айгүл');
        expect(applicant.phone).not.toBe('+77010000001');
        expect(applicant.address).not.toBe('Астана');
        expect(applicant).not.toHaveProperty('email');
        expect(representation).not.toBeNull();
        expect(representation?.representative).not.toHaveProperty('iin');
        expect(representation?.representative).not.toHaveProperty('birthDate');
      }),
    );
  });
});

test('answering question after question always ends, with a command that can be sent', () => {
  const choose = (question: Question, pick: number): Answer => {
    const values = right[question.id] ?? [];
    const value = values[pick % values.length];
    if (value === undefined) throw new Error(`nothing to answer to ${question.id}`);
    return value;
  };
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 30, maxLength: 30 }), (picks) => {
      const answers: Record<string, Answer> = {};
      for (const pick of picks) {
        const next = nextUnanswered(appealJourney, answers, ctx);
        if (!next || next.kind === 'check') break;
        expect(answers).not.toHaveProperty(next.id);
        answers[next.id] = choose(next, pick);
      }
      expect(nextUnanswered(appealJourney, answers, ctx)?.kind).toBe('check');
      expect(appealCommand(answers, ctx).ok).toBe(true);
    }),
  );
});
