import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from './inbound.ts';
import { numberOf, numbersOf } from './numbers.ts';
import { foldSpelling } from './spelling.ts';
import { commandOf } from './words.ts';

describe('a command', () => {
  it.each([
    ['КӨМЕК', 'help'],
    ['көмек!', 'help'],
    ['KOMEK', 'help'],
    ['Kömek', 'help'],
    ['КОМЕК', 'help'],
    ['КOMEK', 'help'],
    ['помощь', 'help'],
    ['HELP', 'help'],
    ['?', 'help'],
    ['ТОҚТА', 'stop'],
    ['TOQTA', 'stop'],
    ['стоп.', 'stop'],
    ['БАСТА', 'start'],
    ['/start', 'start'],
    ['старт', 'start'],
    ['ЖАҢА', 'new'],
    ['JANA', 'new'],
    ['zhana', 'new'],
    ['Новое', 'new'],
    ['артқа', 'back'],
    ['назад', 'back'],
    ['Қазақша', 'kk'],
    ['орысша', 'ru'],
    ['РУС', 'ru'],
    ['оператор', 'person'],
    ['не знаю', 'skip'],
    ['ещё раз', 'repeat'],
  ])('%s is %s', (typed, command) => {
    expect(commandOf(typed)).toBe(command);
  });

  it.each(['көмек керек', 'стоп маған жазба', 'назад дороги нет', 'новое кресло обещали', '', '7'])(
    '%j is none: only a whole message is one',
    (typed) => {
      expect(commandOf(typed)).toBeNull();
    },
  );

  it('is not heard in a name', () => {
    expect(commandOf('Адам', { inWords: true })).toBeNull();
    expect(commandOf('Адам')).toBe('person');
    expect(commandOf('артқа', { inWords: true })).toBe('back');
  });

  it('of each kind has a word', () => {
    const words = [
      'баста',
      'көмек',
      'өтініш',
      'баға',
      'күй',
      'жаңа',
      'артқа',
      'қайтала',
      'өткізу',
      'дайын',
      'тіл',
    ];
    const more = ['қазақша', 'русский', 'адам', 'тоқта', 'ауыстыру'];
    expect([...words, ...more].map((word) => commandOf(word))).toEqual([...commands]);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(commandOf(typed) === null || commands.includes(commandOf(typed) ?? 'help')).toBe(true);
        expect(foldSpelling(foldSpelling(typed))).toBe(foldSpelling(typed));
      }),
    );
  });
});

describe('a number', () => {
  it.each([
    ['3', 3],
    ['3.', 3],
    ['№ 3', 3],
    ['үш', 3],
    ['ush', 3],
    ['три', 3],
    ['Жетінші', 7],
    ['десять', 10],
    ['on', 10],
    ['үш рет', null],
    ['', null],
  ])('%j is %s', (typed, number) => {
    expect(numberOf(typed)).toBe(number);
  });

  it.each([
    ['1, 3', [1, 3]],
    ['1 және 3', [1, 3]],
    ['один и два', [1, 2]],
    ['1 или 3', null],
    ['', null],
  ])('several: %j is %j', (typed, numbers) => {
    expect(numbersOf(typed)).toEqual(numbers);
  });
});
