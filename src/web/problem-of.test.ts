import { expect, it } from 'vitest';
import { problemOf } from './problem-of.ts';

const coded = (code: string) => Object.assign(new Error('x'), { code });

it.each([
  ['a refused connection', coded('ECONNREFUSED'), 'away'],
  ['a backend that was ended', coded('57P01'), 'away'],
  ['a lost connection', coded('08006'), 'away'],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 'away'],
  ['a pool with none free', new Error('timeout exceeded when trying to connect'), 'away'],
  ['one that was wrapped', new Error('not saved', { cause: coded('57P03') }), 'away'],
  ['a bucket that does not answer', coded('BUCKET_0'), 'away'],
  ['a bucket in trouble', coded('BUCKET_503'), 'away'],
  ['a bucket that refuses our keys', coded('BUCKET_403'), 'failed'],
  ['a broken rule of the database', coded('23505'), 'failed'],
  ['a mistake of ours', new TypeError('undefined is not a function'), 'failed'],
  ['something thrown that is no error', 'text', 'failed'],
])('%s is told as such', (_, error, problem) => {
  expect(problemOf(error)).toBe(problem);
});
