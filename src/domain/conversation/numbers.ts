import { foldSpelling } from './spelling.ts';

/** One to ten as people write them, kk and ru. */
const numerals: readonly (readonly string[])[] = [
  ['бір', 'бірінші', 'один', 'одна', 'одно', 'первый', 'первое', 'первая'],
  ['екі', 'екінші', 'два', 'две', 'второй', 'второе', 'вторая'],
  ['үш', 'үшінші', 'три', 'третий', 'третье', 'третья'],
  ['төрт', 'төртінші', 'четыре', 'четвертый', 'четвертое', 'четвертая'],
  ['бес', 'бесінші', 'пять', 'пятый', 'пятое', 'пятая'],
  ['алты', 'алтыншы', 'шесть', 'шестой', 'шестое', 'шестая'],
  ['жеті', 'жетінші', 'семь', 'седьмой', 'седьмое', 'седьмая'],
  ['сегіз', 'сегізінші', 'восемь', 'восьмой', 'восьмое', 'восьмая'],
  ['тоғыз', 'тоғызыншы', 'девять', 'девятый', 'девятое', 'девятая'],
  ['он', 'оныншы', 'десять', 'десятый', 'десятое', 'десятая'],
];
const values: ReadonlyMap<string, number> = new Map(
  numerals.flatMap((spellings, index) =>
    spellings.map((spelling) => [foldSpelling(spelling), index + 1] as const),
  ),
);

/** A number said alone, in digits ("3", "3.", "№ 3") or as a word ("үш", "три"); null where it is something else. */
export const numberOf = (text: string): number | null => {
  const folded = foldSpelling(text.replaceAll('№', ''));
  return /^\d{1,3}$/.test(folded) ? Number(folded) : (values.get(folded) ?? null);
};

/** Several numbers said in one message ("1, 3", "1 және 3"); null where there is anything else in it. */
export const numbersOf = (text: string): readonly number[] | null => {
  const parts = foldSpelling(text.replaceAll('№', ''))
    .split(' ')
    .filter((part) => part !== '' && part !== 'жане' && part !== 'и');
  const numbers = parts.map(numberOf);
  return parts.length > 0 && numbers.every((number) => number !== null) ? numbers : null;
};
