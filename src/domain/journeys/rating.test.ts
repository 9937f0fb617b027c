import { describe, expect, it } from 'vitest';
import { nextUnanswered, prune } from './journey.ts';
import type { Answers, JourneyContext } from './question.ts';
import { ratingCommand, ratingJourney } from './rating.ts';

const ctx: JourneyContext = {
  today: '2026-11-18',
  lists: {
    regions: [],
    topics: [],
    categories: [],
    services: [{ code: 'home-care', label: { kk: 'үйде', ru: 'на дому' } }],
  },
  parsePhone: () => null,
  organisationExists: (id) => id === 'centre' || id === 'home',
  indicatorsOf: (id) => (id === 'home' ? [1, 2, 10] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  fileCount: 0,
};
const ids = (answers: Answers, context = ctx) =>
  ratingJourney.questions(answers, context).map((question) => question.id);

describe('the path of a rating', () => {
  it.each<{ name: string; answers: Answers; context?: JourneyContext; path: string[] }>([
    {
      name: 'nothing said yet',
      answers: {},
      path: ['institution', 'service', 'when', 'mark', 'reason', 'indicators', 'check'],
    },
    {
      name: 'a low mark offers an appeal',
      answers: { institution: 'centre', mark: '4' },
      path: ['institution', 'service', 'when', 'mark', 'reason', 'make-appeal', 'indicators', 'check'],
    },
    {
      name: 'five is not low',
      answers: { institution: 'centre', mark: '5' },
      path: ['institution', 'service', 'when', 'mark', 'reason', 'indicators', 'check'],
    },
    {
      name: 'only the indicators that apply',
      answers: { institution: 'home', mark: '9', indicators: 'yes' },
      path: [
        'institution',
        'service',
        'when',
        'mark',
        'reason',
        'indicators',
        'indicator-1',
        'indicator-2',
        'check',
      ],
    },
    {
      name: 'a device that has rated it before',
      answers: { institution: 'home' },
      context: { ...ctx, ratedBefore: (id) => id === 'home' },
      path: ['institution', 'another-person', 'service', 'when', 'mark', 'reason', 'indicators', 'check'],
    },
  ])('$name', ({ answers, context, path }) => {
    expect(ids(answers, context)).toEqual(path);
  });

  it('goes from question to question to the check', () => {
    const answers: Record<string, string> = {};
    const met: string[] = [];
    for (;;) {
      const next = nextUnanswered(ratingJourney, answers, ctx)?.id ?? 'none';
      met.push(next);
      if (next === 'check') break;
      answers[next] = next === 'institution' ? 'centre' : next === 'mark' ? '10' : '';
    }
    expect(met).toEqual(['institution', 'service', 'when', 'mark', 'reason', 'indicators', 'check']);
  });
});

describe('the finished rating', () => {
  it('holds what was said', () => {
    const answers: Answers = {
      institution: 'centre',
      service: 'home-care',
      when: 'last-month',
      mark: '3',
      reason: ' Кешікті. ',
      'make-appeal': 'yes',
      indicators: 'yes',
      'indicator-3': '1',
      'indicator-5': '',
    };
    expect(ratingCommand(answers, ctx)).toEqual({
      ok: true,
      value: {
        institutionId: 'centre',
        saysAnotherPerson: false,
        service: 'home-care',
        when: 'last-month',
        mark: 3,
        reason: 'Кешікті.',
        makeAppeal: true,
        indicators: { 3: 1 },
      },
    });
  });
  it('leaves out marks of indicators that were taken back or do not apply', () => {
    const answers: Answers = {
      institution: 'home',
      mark: '8',
      indicators: 'yes',
      'indicator-1': '7',
      'indicator-3': '2',
    };
    expect(prune(ratingJourney, answers, ctx)).not.toHaveProperty('indicator-3');
    expect(ratingCommand(answers, ctx)).toMatchObject({ ok: true, value: { indicators: { 1: 7 } } });
    const taken = ratingCommand({ ...answers, indicators: 'no' }, ctx);
    expect(taken).toMatchObject({ ok: true, value: { indicators: {} } });
  });
  it.each([
    { answers: {}, question: 'institution', error: 'required' },
    {
      answers: { institution: 'nowhere', mark: '5' },
      question: 'institution',
      error: 'organisation-unknown',
    },
    { answers: { institution: 'centre' }, question: 'mark', error: 'required' },
    { answers: { institution: 'centre', mark: '11' }, question: 'mark', error: 'score' },
    { answers: { institution: 'centre', mark: '2' }, question: 'make-appeal', error: 'required' },
    {
      answers: { institution: 'centre', mark: '7', service: 'magic' },
      question: 'service',
      error: 'not-an-option',
    },
    {
      answers: { institution: 'centre', mark: '7', reason: 'а'.repeat(2001) },
      question: 'reason',
      error: 'too-long',
    },
  ])('is not there: $question $error', ({ answers, question, error }) => {
    expect(ratingCommand(answers, ctx)).toEqual({ ok: false, error: { question, error } });
  });
});
