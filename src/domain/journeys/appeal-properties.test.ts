import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswers, ctx, right } from '../../../tests/support/appeal-answers.ts';
import { appealCommand, appealJourney } from './appeal.ts';
import { nextUnanswered, prune, questionsFor } from './journey.ts';
import type { Answer, Answers, Question } from './question.ts';

const ids = (answers: Answers): readonly string[] =>
  questionsFor(appealJourney, answers, ctx).map((question) => question.id);

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
