import { describe, expect, it } from 'vitest';
import type { Option } from '../journeys/question.ts';
import { choiceOf, choicesOf, moreCode, pageOf } from './options.ts';

const option = (code: string, kk: string, ru: string): Option => ({ code, label: { kk, ru } });
const labels = (label: Option['label']): readonly string[] =>
  'key' in label ? [label.key] : [label.kk, label.ru];
const cities = [
  option('71', 'Астана қаласы', 'город Астана'),
  option('75', 'Алматы қаласы', 'город Алматы'),
  option('19', 'Алматы облысы', 'Алматинская область'),
  option('79', 'Шымкент қаласы', 'город Шымкент'),
  option('10', 'Абай облысы', 'область Абай'),
];
const consent = [
  option('agree', 'Келісемін', 'Согласен'),
  option('disagree', 'Келіспеймін', 'Нет, не даю согласия'),
];
const codes = (page: number): readonly string[] => pageOf(cities, page, 3).map(({ code }) => code);

describe('pages of options', () => {
  it('hold no more than may be shown, and lead on', () => {
    expect(codes(0)).toEqual(['71', '75', moreCode]);
    expect(codes(1)).toEqual(['19', '79', moreCode]);
    expect(codes(2)).toEqual(['10', moreCode]);
    expect(codes(3)).toEqual(codes(0));
    expect(pageOf(cities, 0, 5)).toHaveLength(5);
  });
});

describe('an option', () => {
  const shown = pageOf(cities, 1, 3);
  it.each([
    ['1', '19'],
    ['екі', '79'],
    ['4', null],
    ['Астана', '71'],
    ['astana', '71'],
    ['шымкент', '79'],
    ['город Алматы', '75'],
    ['Алматы', '75'],
    ['алматинская', '19'],
    ['Алматы облысы', '19'],
    ['абай', '10'],
    ['Марс', null],
    ['', null],
  ])('%j is %s', (typed, code) => {
    expect(choiceOf(typed, shown, cities, labels)).toBe(code);
  });

  it('is never meant by the beginning of another word', () => {
    expect(choiceOf('да', [], consent, labels)).toBeNull();
  });

  it('of several is named by numbers or words', () => {
    const all = pageOf(cities, 0, 8);
    expect(choicesOf('1, 3', all, cities, labels)).toEqual(['71', '19']);
    expect(choicesOf('астана, абай', all, cities, labels)).toEqual(['71', '10']);
    expect(choicesOf('1, 99', all, cities, labels)).toBeNull();
  });
});
