import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import kkTalk from '../../locales/kk/talk.json' with { type: 'json' };
import lists from '../../reference/lists.kz.json' with { type: 'json' };
import regions from '../../reference/regions.kz.json' with { type: 'json' };
import services from '../../reference/services.kz.json' with { type: 'json' };
import { answerNews, questionNews, stateNews, writtenForYouNews } from '../domain/conversation/news.ts';
import { moreCode, pageOf } from '../domain/conversation/options.ts';
import type { Param, Prompt, PromptRole, Words } from '../domain/conversation/prompt.ts';
import { askQuestion, say, words } from '../domain/conversation/prompts.ts';
import { appealJourney } from '../domain/journeys/appeal.ts';
import type { Option, Question } from '../domain/journeys/question.ts';
import { ratingJourney } from '../domain/journeys/rating.ts';
import { languages } from '../domain/language.ts';
import { mostQuotedSegments, smsSegments } from '../domain/sms-length.ts';
import { appealStates } from '../domain/states.ts';
import { indicatorNumbers } from '../domain/tally.ts';
import { hasRoomInSms, smsText } from './sms-text.ts';
import { hasText } from './translate.ts';

const longName = {
  kk: '«Алматы қаласы Әуезов ауданының №12 психоневрологиялық аурулары бар қарттар мен мүгедектігі бар адамдарға арналған әлеуметтік қызмет көрсету орталығы» КММ',
  ru: 'КГУ «Центр оказания специальных социальных услуг № 12 для престарелых и лиц с инвалидностью с психоневрологическими заболеваниями Ауэзовского района города Алматы»',
};
const style = { choicesPerMessage: 9, hasRoom: hasRoomInSms, brief: true } as const;
const ctx = { style: { ...style, stopEndsNotices: true, replies: 'later', leads: false } } as const;

const named = (rows: readonly { readonly code: string; readonly kk: string; readonly ru: string }[]) =>
  rows.map(({ code, kk, ru }): Option => ({ code, label: { kk, ru } }));
const journey = {
  today: '2026-11-18',
  lists: {
    regions: named(regions.regions),
    topics: named(lists.topics),
    categories: named(lists.categories),
    services: named(services.services),
  },
  parsePhone: (typed: string) => typed,
  organisationExists: () => true,
  fileCount: 0,
  ratedBefore: () => true,
  indicatorsOf: () => indicatorNumbers,
};
const said = {
  details: 'yes',
  'may-contact': 'yes',
  name: 'A',
  institution: 'x',
  mark: '2',
  indicators: 'yes',
};
const ways = ['phone', 'email', 'telegram', 'post'] as const;
const everyQuestion: readonly Question[] = [
  ...ways.flatMap((way) =>
    ['self', 'other'].flatMap((who) =>
      appealJourney.questions({ ...said, 'for-whom': who, 'answer-channel': way }, journey),
    ),
  ),
  ...ratingJourney.questions(said, journey),
];
const differing = [...new Map(everyQuestion.map((one) => [`${one.id} ${one.variant}`, one])).values()];
const found: readonly Option[] = Array.from({ length: 24 }, (_, n) => ({
  code: `o${n}`,
  label: { kk: `${longName.kk} ${n}`, ru: `${longName.ru} ${n}` },
}));
const optionsOf = (question: Question): readonly Option[] =>
  question.kind === 'organisation' ? found : (question.options ?? []);

/** Longest of what may stand in a text. */
const longest: Readonly<Record<string, Param>> = {
  number: { receipt: 269999999 },
  code: { digits: '123456' },
  day: { day: '2026-12-09' },
  phone: '8 800 080 14 14',
  mark: 10,
  max: 10000,
  seconds: 120,
  count: 24,
  organisation: { label: longName },
  name: { label: longName },
  state: { label: { key: 'domain:state.forwarded' } },
};
type Node = string | { readonly [name: string]: Node };
const leaves = (node: Node, path = ''): readonly (readonly [string, string])[] =>
  typeof node === 'string'
    ? [[path, node]]
    : Object.entries(node).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`));
/** Texts of other channels, of pages, and parts of other texts. */
const notSaid =
  /^(q\.|option\.|menu\.|elsewhere\.|check\.|heard\.|welcome|more|skip|help$|crowd|contact\.)|(Brief|Apart)$|_one$/;
const everyText = leaves(kkTalk)
  .filter(([key]) => !notSaid.test(key))
  .map(([key, text]) => {
    const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
    const params = Object.fromEntries(names.map((name) => [name, longest[name] ?? 'x']));
    return words(key.replace(/_other$/, ''), params);
  });
const spoken = (line: Words, role: PromptRole = 'information'): Prompt => ({ role, id: 'x', lines: [line] });

const receipt: Prompt = spoken(
  words('taken', {
    number: { receipt: 269999999 },
    code: { digits: '123456' },
    day: { day: '2026-12-09' },
  }),
  'receipt',
);
const segments = (text: string): number => new SegmentedMessage(text).segmentsCount;

describe.each(languages)('by SMS in %s', (language) => {
  it.each(differing.map((question) => [question.id, question] as const))(
    'the question %s fits into two segments on each of its pages, and leaves no option out',
    (_id, question) => {
      const all = optionsOf(question);
      const offered = new Set<string>();
      const pages = Math.max(1, all.length);
      for (let page = 0; page < pages; page += 1) {
        const prompt = askQuestion(question, { page, found: [...found] }, ctx);
        const text = smsText([prompt], language);
        expect(segments(text), text).toBeLessThanOrEqual(2);
        for (const { number, code } of prompt.ask?.choices ?? []) {
          offered.add(code);
          expect(text).toContain(`\n${number}. `);
        }
      }
      for (const { code } of all) expect(offered).toContain(code);
    },
  );

  it('several needs are named in one message, since their numbers must mean one thing', () => {
    const needs = differing.find(({ id }) => id === 'needs');
    if (needs === undefined) throw new Error('no such question');
    const { ask } = askQuestion(needs, { page: 0, found: [] }, ctx);
    expect(ask?.choices.map(({ code }) => code)).toEqual(needs.options?.map(({ code }) => code));
    expect(ask?.choices.map(({ code }) => code)).not.toContain(moreCode);
  });

  it.each(everyText.map((line) => [line.key, line] as const))('%s fits into two segments', (_key, line) => {
    const text = smsText([spoken(line)], language);
    expect(text).not.toBe('');
    expect(segments(text), text).toBeLessThanOrEqual(2);
    expect(text).not.toMatch(/\{\{|undefined|talk:|domain:/);
  });

  it('news of an appeal fits, except for what an official writes', () => {
    const news = { serial: 269999999, dueOn: '2026-12-09', organisation: longName, helpPhone: '1414' };
    for (const prompts of [...appealStates.map((state) => stateNews(news, state)), writtenForYouNews(news)])
      expect(segments(smsText(prompts, language))).toBeLessThanOrEqual(2);
    const registered = smsText(stateNews(news, 'registered'), language);
    expect(registered).toContain('26 9999 999');
    expect(registered).toContain('09.12.2026');
  });

  it('whatever is said at one time is one message of two segments, with number, code and day uncut', () => {
    const line = fc.constantFrom(...everyText);
    const role = fc.constantFrom<PromptRole>('confirmation', 'information', 'notice', 'status');
    const question = fc
      .tuple(fc.constantFrom(...differing), fc.array(line, { maxLength: 3 }), fc.nat({ max: 6 }))
      .map(([one, lines, page]) => askQuestion(one, { page, found: [], lines }, ctx));
    const prompt = fc.oneof(
      fc.tuple(line, role).map(([one, as]) => spoken(one, as)),
      question,
    );
    fc.assert(
      fc.property(fc.array(prompt, { maxLength: 3 }), (others) => {
        const text = smsText([...others.slice(0, 1), receipt, ...others.slice(1)], language);
        expect(segments(text)).toBeLessThanOrEqual(2);
        expect(text).toMatch(/26 9999 999\d/);
        expect(text).toContain('123456');
        expect(text).toContain('09.12.2026');
      }),
      { numRuns: 200 },
    );
  });

  it('an emergency is told with the question that follows, and the number to call stays', () => {
    const statement = differing.find(({ id }) => id === 'statement');
    if (statement === undefined) throw new Error('no such question');
    const text = smsText(
      [askQuestion(statement, { page: 0, found: [], lines: [words('danger')] }, ctx)],
      language,
    );
    expect(text).toContain('112');
    expect(smsSegments(text)).toBe(1);
  });
});

describe('what an official wrote', () => {
  const news = { serial: 260000001, dueOn: '2026-12-09', organisation: null, helpPhone: '1414' };
  const told = (text: string, files: readonly string[] = []): string =>
    smsText(answerNews(news, { text, language: 'kk', files }), 'kk');

  it('is passed on whole, with how to contest it', () => {
    const text = 'Пандус 20 қарашада орнатылды. '.repeat(12).trim();
    expect(told(text)).toContain(text);
    expect(told(text)).toContain('Сотқа');
    expect(smsSegments(told(text))).toBeGreaterThan(2);
  });

  it('is passed on as far as one message reaches, with how to get the rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), (length) => {
        const text = 'Орталық қызметкері сізге келеді. '.repeat(200).slice(0, length).trim();
        const sms = told(text);
        expect(segments(sms)).toBeLessThanOrEqual(mostQuotedSegments);
        if (sms.includes(text)) return;
        expect(sms).toContain('АДАМ');
        expect(sms).toContain('Сотқа');
        expect(segments(sms)).toBeGreaterThanOrEqual(mostQuotedSegments - 1);
      }),
    );
  });

  it('says where its files are', () => {
    expect(told('Жауап файлда.', ['f1'])).toContain('Файлы сайтта');
    expect(told('Жауап осы.')).not.toContain('Файлы сайтта');
  });

  it('holds for questions too', () => {
    const quote = { text: 'Қай күні болды?', language: 'kk' } as const;
    expect(smsText(questionNews(news, quote), 'kk')).toBe(
      '26 0000 0014 өтінішіңіз бойынша сұрақ бар. Жауабын осында жазыңыз.\nҚай күні болды?',
    );
  });
});

it('the language is asked in both languages in one segment', () => {
  const prompt: Prompt = {
    role: 'question',
    id: 'ask.language',
    lines: [],
    bothLanguages: true,
    ask: {
      question: 'language',
      kind: 'menu',
      title: words('menu.language'),
      hint: null,
      choices: pageOf(
        [
          { code: 'kk', label: { kk: 'Қазақша', ru: 'Қазақша' } },
          { code: 'ru', label: { kk: 'Русский', ru: 'Русский' } },
        ],
        0,
        4,
      ),
      skippable: false,
    },
  };
  for (const language of languages)
    expect(smsText([prompt], language)).toBe(
      'Қай тілде жазайық?\nНа каком языке писать?\n1. Қазақша\n2. Русский',
    );
});

it('nothing is made of nothing', () => {
  expect(smsText([], 'kk')).toBe('');
  expect(hasText('talk:takenBrief')).toBe(true);
  expect(smsText([say('information', 'help', { phone: '1414' })], 'ru')).toContain('1414');
});
