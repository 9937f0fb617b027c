import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswer, tidyText } from './check-answer.ts';
import { consentVersion } from './consent.ts';
import type { Answer, AnswerError, JourneyContext, Question, QuestionKind } from './question.ts';

const ctx: JourneyContext = {
  today: '2026-11-18',
  lists: { regions: [], topics: [], categories: [], services: [] },
  parsePhone: (typed) => (/^\+?7\d{10}$/.test(typed) ? `+${typed.replace('+', '')}` : null),
  organisationExists: (id) => id === 'centre',
  fileCount: 0,
};
const options = ['a', 'b', 'c'].map((code) => ({ code, label: { kk: code, ru: code } }));
const question = (kind: QuestionKind, more: Partial<Question> = {}): Question => ({
  id: 'q',
  kind,
  optional: false,
  ...more,
});
const check = (asked: Question, raw: Answer, answers = {}, context = ctx) =>
  checkAnswer(asked, raw, answers, context);
const good = (value: Answer) => ({ ok: true, value });
const bad = (error: AnswerError) => ({ ok: false, error });

describe('nothing said', () => {
  const silent: readonly QuestionKind[] = [
    'choice',
    'choices',
    'text',
    'phone',
    'date',
    'score',
    'organisation',
  ];
  test.each(silent)('%s: passed over where it may be, otherwise asked for', (kind) => {
    for (const raw of ['', '  ', [], ['']]) {
      expect(check(question(kind, { options, optional: true }), raw)).toEqual(good(''));
      expect(check(question(kind, { options }), raw)).toEqual(bad('required'));
    }
  });
  test('three empty fields of a date', () => {
    expect(check(question('date', { optional: true }), ['', '', ''])).toEqual(good(''));
  });
});

test.each<[string, Question, Answer, ReturnType<typeof good> | ReturnType<typeof bad>]>([
  ['an option', question('choice', { options }), 'b', good('b')],
  ['no option', question('choice', { options }), 'z', bad('not-an-option')],
  ['an option of a question without any', question('choice'), 'a', bad('not-an-option')],
  [
    'several, in the order of the list, once',
    question('choices', { options }),
    ['c', 'a', 'c'],
    good(['a', 'c']),
  ],
  ['one of several', question('choices', { options }), 'b', good(['b'])],
  ['several with a strange one', question('choices', { options }), ['a', 'z'], bad('not-an-option')],
  ['words', question('text'), '  Айгүл\r\nСерікқызы ', good('Айгүл\nСерікқызы')],
  ['as long as allowed', question('text', { maxLength: 3 }), '🙂🙂🙂', good('🙂🙂🙂')],
  ['longer', question('text', { maxLength: 3 }), 'төрт', bad('too-long')],
  ['e-mail', question('text', { format: 'email' }), 'aigul@example.kz', good('aigul@example.kz')],
  [
    'e-mail with Cyrillic letters',
    question('text', { format: 'email' }),
    'айгүл@пошта.қаз',
    good('айгүл@пошта.қаз'),
  ],
  ['e-mail without a domain', question('text', { format: 'email' }), 'aigul@', bad('email')],
  ['e-mail without a dot', question('text', { format: 'email' }), 'aigul@example', bad('email')],
  ['two e-mails', question('text', { format: 'email' }), 'a@b.kz c@d.kz', bad('email')],
  ['telephone', question('phone'), '77011234567', good('+77011234567')],
  ['no telephone', question('phone'), '12', bad('phone')],
  ['a mark', question('score'), '10', good('10')],
  ['a mark of nought', question('score'), '0', bad('score')],
  ['a mark above ten', question('score'), '11', bad('score')],
  ['half a mark', question('score'), '7.5', bad('score')],
  ['consent', question('consent'), 'yes', good(consentVersion)],
  ['consent already given', question('consent'), consentVersion, good(consentVersion)],
  ['consent to an older text', question('consent'), '2020-1', bad('consent')],
  ['no consent', question('consent'), '', bad('consent')],
  ['an institution', question('organisation'), 'centre', good('centre')],
  ['a strange institution', question('organisation'), 'nowhere', bad('organisation-unknown')],
  ['"I don’t know"', question('organisation', { optional: true }), 'unknown', good('unknown')],
  ['"I don’t know" where it must be known', question('organisation'), 'unknown', bad('organisation-unknown')],
])('%s', (_, asked, raw, expected) => {
  expect(check(asked, raw)).toEqual(expected);
});

test.each<[Answer, ReturnType<typeof good> | ReturnType<typeof bad>]>([
  ['1980-02-29', good('1980-02-29')],
  ['29.02.1980', good('1980-02-29')],
  ['5/3/1980', good('1980-03-05')],
  ['5 3 1980', good('1980-03-05')],
  [['5', '03', '1980'], good('1980-03-05')],
  ['2026-11-18', good('2026-11-18')],
  ['2026-11-19', bad('date-future')],
  ['29.02.1981', bad('date-impossible')],
  ['31.04.1980', bad('date-impossible')],
  ['00.01.1980', bad('date-impossible')],
  ['1.13.1980', bad('date-impossible')],
  ['05.03.80', bad('date-format')],
  ['бесінші наурыз', bad('date-format')],
  [['5', '', '1980'], bad('date-format')],
  ['01.01.1890', bad('date-too-old')],
])('the date %j', (raw, expected) => {
  expect(check(question('date'), raw)).toEqual(expected);
});

describe('an IIN', () => {
  const iin = question('text', { format: 'iin', optional: true });
  test.each<[string, Record<string, Answer>, ReturnType<typeof good> | ReturnType<typeof bad>]>([
    ['', {}, good('')],
    ['900101 300 017', {}, good('900101300017')],
    ['900101300017', { 'birth-date': '1990-01-01' }, good('900101300017')],
    ['900101300017', { 'birth-date': '' }, good('900101300017')],
    ['900101300017', { 'birth-date': '1991-01-01' }, bad('iin-birth-date')],
    ['900101300018', {}, bad('iin-check')],
    ['90010130001', {}, bad('iin-length')],
  ])('%j with %j', (raw, answers, expected) => {
    expect(check(iin, raw, answers)).toEqual(expected);
  });
});

describe('a statement', () => {
  const statement = question('statement', { maxLength: 10 });
  test.each<[string, number, ReturnType<typeof good> | ReturnType<typeof bad>]>([
    ['Пандус жоқ', 0, good('Пандус жоқ')],
    ['', 0, bad('statement-or-files')],
    [' \r\n ', 0, bad('statement-or-files')],
    ['', 1, good('')],
    ['Пандус жоқ.', 5, bad('too-long')],
  ])('%j with %d files', (raw, fileCount, expected) => {
    expect(check(statement, raw, {}, { ...ctx, fileCount })).toEqual(expected);
  });
});

test('control characters and lone surrogates never reach the database', () => {
  expect(tidyText('а\u0000б\u0007\tв\ud800')).toBe('аб\tв\ufffd');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const tidy = tidyText(text);
      expect(tidy.isWellFormed()).toBe(true);
      expect(tidy).not.toContain('\u0000');
      expect(tidyText(tidy)).toBe(tidy);
    }),
  );
});

test('what was taken can go in again and stays the same', () => {
  const kinds: readonly QuestionKind[] = [
    'choice',
    'choices',
    'text',
    'statement',
    'phone',
    'date',
    'score',
    'files',
    'consent',
    'organisation',
    'check',
  ];
  const raws = fc.oneof(
    fc.constantFrom('a', 'yes', '5.3.1980', '+77011234567', '10', 'centre', 'unknown', '900101300017'),
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom('a', 'b', '1', '12', '1990', ''), { maxLength: 4 }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.boolean(),
      raws,
      fc.nat(1),
      (kind, optional, raw, fileCount) => {
        const asked = question(kind, { options, optional, maxLength: 50 });
        const once = check(asked, raw, {}, { ...ctx, fileCount });
        if (once.ok) expect(check(asked, once.value, {}, { ...ctx, fileCount })).toEqual(once);
      },
    ),
  );
});
