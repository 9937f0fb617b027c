import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaperService } from '../commands/parts/paper-service.ts';
import { createPlayer } from '../commands/parts/player.ts';
import type { Command, What } from '../domain/conversation/inbound.ts';
import { type Language, languages } from '../domain/language.ts';
import { serialFor } from '../domain/receipt-number.ts';
import { appealStates } from '../domain/states.ts';
import { isSpoken, type Spoken, soundsOf, speak, spokenText } from './spoken.ts';

const names = (spoken: readonly Spoken[]): readonly string[] =>
  spoken.map((one) => (one.kind === 'sound' ? one.sound.key : '|'));
const date = (day: string, language: Language): string =>
  spokenText(speak({ key: 'voice:takenDue', params: { day: { day } } }, language));

describe('a date', () => {
  it.each([
    [
      '2026-01-11',
      'екі мың жиырма алтыншы жылғы он бірінші қаңтар',
      'одиннадцатое января две тысячи двадцать шестого года',
    ],
    [
      '2026-12-20',
      'екі мың жиырма алтыншы жылғы жиырмасыншы желтоқсан',
      'двадцатое декабря две тысячи двадцать шестого года',
    ],
    [
      '2027-03-03',
      'екі мың жиырма жетінші жылғы үшінші наурыз',
      'третье марта две тысячи двадцать седьмого года',
    ],
    ['2030-10-30', 'екі мың отызыншы жылғы отызыншы қазан', 'тридцатое октября две тысячи тридцатого года'],
    [
      '2028-08-31',
      'екі мың жиырма сегізінші жылғы отыз бірінші тамыз',
      'тридцать первое августа две тысячи двадцать восьмого года',
    ],
  ])('%s is said as people say it', (day, kk, ru) => {
    expect(date(day, 'kk')).toContain(kk);
    expect(date(day, 'ru')).toContain(ru);
  });

  it('has a recording for every day of the years to come', () => {
    for (const language of languages)
      for (let year = 2025; year <= 2040; year += 1)
        for (let month = 1; month <= 12; month += 1)
          for (const day of [1, 9, 10, 20, 28, 31]) {
            const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
            const spoken = speak({ key: 'voice:takenDue', params: { day: { day: iso } } }, language);
            expect(names(spoken).filter((name) => /^(day|month|year)\./.test(name))).toHaveLength(3);
          }
  });
});

describe('a number', () => {
  it('of an appeal is read digit by digit, in groups of two, four and four, twice', () => {
    const spoken = names(
      speak({ key: 'talk:taken', params: { number: { receipt: serialFor(26, 1) } } }, 'kk'),
    );
    const once = ['2', '6', '|', '0', '0', '0', '0', '|', '0', '0', '1', '4', '|'];
    const digits = once.map((one) => (one === '|' ? one : `digit.${one}`));
    expect(spoken).toEqual(['taken.1', ...digits, 'taken.2', ...digits]);
  });

  it('of a mark is one word, also ten', () => {
    expect(names(speak({ key: 'voice:rated', params: { mark: 10 } }, 'ru'))).toEqual(['rated', 'mark.10']);
  });

  it('of an institution is told in place of its name', () => {
    const label = { kk: 'Орталық', ru: 'Центр', number: '1014' };
    expect(names(speak({ key: 'talk:organisation.is', params: { name: { label } } }, 'kk'))).toEqual([
      'organisation.is',
      ...['1', '0', '|', '1', '4', '|'].map((one) => (one === '|' ? one : `digit.${one}`)),
    ]);
  });
});

describe('the words for the ear', () => {
  it('are the same recordings in both languages', () => {
    const keys = (language: Language) => soundsOf(language).map(({ key }) => key);
    expect(keys('kk')).toEqual(keys('ru'));
    expect(new Set(keys('kk')).size).toBe(keys('kk').length);
  });

  it('are there for every state', () => {
    for (const state of appealStates) expect(isSpoken(`domain:state.${state}`), state).toBe(true);
  });

  it('are there for whatever a call may come to', () => {
    const key = (command: Command): What => ({ kind: 'command', command });
    const recording: What = { kind: 'media', media: [{ kind: 'voice', ref: 'r' }], text: '' };
    const does = fc.oneof(
      fc
        .constantFrom(
          '1',
          '2',
          '3',
          '4',
          '7',
          '10',
          '11',
          '1001',
          '9999',
          '2600000014',
          '2600000015',
          '123456',
        )
        .map((text): What => ({ kind: 'text', text })),
      fc.constantFrom<Command>('person', 'repeat', 'done').map(key),
      fc.constantFrom<What>(recording, { kind: 'silence' }, { kind: 'silence' }),
    );
    const style = {
      choicesPerMessage: 4,
      brief: false,
      stopEndsNotices: false,
      replies: 'at-once',
      leads: true,
    } as const;
    fc.assert(
      fc.property(fc.array(does, { maxLength: 30 }), (call) => {
        const player = createPlayer(createPaperService(), {
          channel: 'voice',
          style,
          address: '+77010000001',
          language: null,
        });
        for (const what of [key('start'), ...call])
          for (const { lines, ask } of player.hear(what)) {
            const title = ask === undefined || ask.choices.length > 0 ? [] : [ask.title];
            for (const words of [...lines, ...title]) {
              expect(isSpoken(words.key), words.key).toBe(true);
              for (const language of languages) expect(names(speak(words, language))).not.toEqual([]);
            }
          }
      }),
      { numRuns: 200 },
    );
  });
});
