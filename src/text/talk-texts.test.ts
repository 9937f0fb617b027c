import { describe, expect, it } from 'vitest';
import kk from '../../locales/kk/talk.json' with { type: 'json' };
import ru from '../../locales/ru/talk.json' with { type: 'json' };
import { appealJourney } from '../domain/journeys/appeal.ts';
import { ratingJourney } from '../domain/journeys/rating.ts';
import { indicatorNumbers } from '../domain/tally.ts';
import { hasText } from './translate.ts';

type Node = string | { readonly [name: string]: Node };
const flat = (node: Node, path = ''): readonly (readonly [string, string])[] =>
  typeof node === 'string'
    ? [[path, node]]
    : Object.entries(node).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`));
const placeholders = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
/** Russian has more plural forms than Kazakh. */
const singular = (key: string): string => key.replace(/_(one|few|many|other)$/, '');

const texts = { kk: new Map(flat(kk)), ru: new Map(flat(ru)) };

describe('the texts of conversations', () => {
  it('are there in both languages, with the same placeholders', () => {
    const keys = (language: 'kk' | 'ru') => [...new Set([...texts[language].keys()].map(singular))].sort();
    expect(keys('kk')).toEqual(keys('ru'));
    for (const [key, text] of texts.kk)
      expect(placeholders(text), key).toEqual(placeholders(texts.ru.get(key) ?? ''));
  });

  it('are short: none is longer than 300 characters', () => {
    for (const language of ['kk', 'ru'] as const)
      for (const [key, text] of texts[language]) expect(text.length, key).toBeLessThanOrEqual(300);
  });

  it('have words and a short name for every question there is', () => {
    const ctx = {
      today: '2026-11-18',
      lists: { regions: [], topics: [], categories: [], services: [] },
      parsePhone: (typed: string) => typed,
      organisationExists: () => true,
      fileCount: 0,
      ratedBefore: () => true,
    };
    const yes = {
      details: 'yes',
      'may-contact': 'yes',
      name: 'A',
      institution: 'x',
      mark: '2',
      indicators: 'yes',
    };
    const paths = [
      ...['phone', 'email', 'telegram', 'post'].flatMap((way) =>
        ['self', 'other'].map((who) =>
          appealJourney.questions({ ...yes, 'for-whom': who, 'answer-channel': way }, ctx),
        ),
      ),
      ratingJourney.questions(yes, { ...ctx, indicatorsOf: () => indicatorNumbers }),
    ];
    for (const { id } of paths.flat()) {
      expect(hasText(`talk:q.${id}.title`), id).toBe(true);
      expect(hasText(`talk:q.${id}.short`), id).toBe(true);
    }
  });
});
