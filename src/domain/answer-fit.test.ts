import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerMisfits,
  canBeOverridden,
  type DraftAnswer,
  type FileKind,
  type Misfit,
  misfits,
  stopsAnswer,
} from './answer-fit.ts';
import { accessNeeds, answerChannels, type Preferences } from './people.ts';

const wanted: Preferences = { language: 'kk', needs: [], answerChannel: 'site' };
const answer: DraftAnswer = {
  language: 'kk',
  text: 'Қызметкер ертең сағат онда келеді.',
  fileKinds: [],
  channel: 'site',
};
const words = (count: number): string => Array.from({ length: count }, () => 'сөз').join(' ');

test('an answer that fits has nothing against it', () => {
  expect(answerMisfits(answer, wanted)).toEqual([]);
});

test.each<[string, Partial<DraftAnswer>, Partial<Preferences>, Misfit[]]>([
  ['nothing written', { text: ' \n ' }, {}, ['empty']],
  ['a file alone is no written answer', { text: '', fileKinds: ['video'] }, {}, ['empty']],
  ['another language', { language: 'ru' }, {}, ['language']],
  ['another channel', { channel: 'email' }, {}, ['channel']],
  [
    'sign language without a video',
    { fileKinds: ['sound'] },
    { needs: ['sign-language'] },
    ['sign-language'],
  ],
  ['sign language with one', { fileKinds: ['video'] }, { needs: ['sign-language'] }, []],
  ['audio without sound', { fileKinds: ['picture', 'document'] }, { needs: ['audio'] }, ['audio']],
  ['audio with sound', { fileKinds: ['sound'] }, { needs: ['audio'] }, []],
  ['a call to make', {}, { needs: ['call-me'] }, ['call-me']],
  ['an answer by telephone is a call too', { channel: 'phone' }, { answerChannel: 'phone' }, ['call-me']],
  [
    'large print on paper',
    { channel: 'post' },
    { answerChannel: 'post', needs: ['large-print'] },
    ['large-print'],
  ],
  ['large print on the site, where the reader sets it', {}, { needs: ['large-print'] }, []],
  ['SMS only, two segments', { text: 'қ'.repeat(134) }, { needs: ['sms-only'] }, []],
  ['SMS only, three', { text: 'қ'.repeat(135) }, { needs: ['sms-only'] }, ['sms-length']],
  ['by SMS, three', { text: 'қ'.repeat(135), channel: 'sms' }, { answerChannel: 'sms' }, ['sms-length']],
  ['long on the site', { text: 'қ'.repeat(500) }, {}, []],
  [
    'several at once, in a fixed order',
    { text: '', language: 'ru' },
    { needs: ['call-me', 'sign-language'] },
    ['empty', 'language', 'sign-language', 'call-me'],
  ],
])('%s', (_, draft, preferences, expected) => {
  expect(answerMisfits({ ...answer, ...draft }, { ...wanted, ...preferences })).toEqual(expected);
});

describe('plain language', () => {
  test.each<[string, string, boolean]>([
    ['twenty words', `${words(20)}.`, true],
    ['twenty-one', `${words(21)}.`, false],
    ['a long one beside short ones', `${words(25)}. ${words(5)}. ${words(10)}.`, true],
    ['one of thirty-one beside short ones', `${words(31)}. ${words(2)}. ${words(2)}.`, false],
    ['twenty-one on average', `${words(22)}! ${words(20)}?`, false],
    ['lines of a list are sentences', `${words(15)}\n${words(15)}\n${words(15)}`, true],
    ['a dot inside a number or an address ends nothing', `${words(12)} 12.5 example.kz ${words(12)}`, false],
    ['dashes and marks are no words', `${words(19)} – — « » сөз.`, true],
  ])('%s', (_, text, fits) => {
    expect(answerMisfits({ ...answer, text }, { ...wanted, needs: ['plain-language'] })).toEqual(
      fits ? [] : ['plain-language'],
    );
  });
});

test('reminders hold nothing back, and only an empty answer can’t be overridden', () => {
  expect(misfits.filter((misfit) => !stopsAnswer(misfit))).toEqual(['sms-length', 'large-print', 'call-me']);
  expect(misfits.filter((misfit) => !canBeOverridden(misfit))).toEqual(['empty']);
});

test('another need never takes a misfit away, another file never adds one', () => {
  const kinds: FileKind[] = ['picture', 'document', 'sound', 'video'];
  fc.assert(
    fc.property(
      fc.string(),
      fc.subarray(kinds),
      fc.constantFrom(...kinds),
      fc.subarray([...accessNeeds]),
      fc.constantFrom(...accessNeeds),
      fc.constantFrom(...answerChannels),
      (text, fileKinds, kind, needs, need, channel) => {
        const draft = { ...answer, text, fileKinds, channel };
        const found = answerMisfits(draft, { ...wanted, needs });
        expect(answerMisfits(draft, { ...wanted, needs: [...needs, need] })).toEqual(
          expect.arrayContaining([...found]),
        );
        const withFile = answerMisfits({ ...draft, fileKinds: [...fileKinds, kind] }, { ...wanted, needs });
        expect(found).toEqual(expect.arrayContaining([...withFile]));
      },
    ),
  );
});
