import { describe, expect, it } from 'vitest';
import { type Line, play, press } from './line.ts';
import { readTwiml } from './read-twiml.ts';

const played = (body: string) => play(readTwiml(`<Response>${body}</Response>`) ?? []);

describe('a document', () => {
  it('is played until keys are awaited; what comes after waits for silence', () => {
    const { heard, line, next } = played(
      '<Play>a</Play><Gather numDigits="1" finishOnKey="" action="/x"><Play>b</Play></Gather><Redirect>/silence</Redirect>',
    );
    expect(heard.map((one) => ('url' in one ? one.url : one.kind))).toEqual(['a', 'b']);
    expect(next).toBe('waits');
    expect(line.waiting).toMatchObject({ for: 'keys', action: '/x', most: 1, endsOn: '' });
    expect(play(line.rest).next).toEqual({ goTo: '/silence' });
  });
  it('gives a tone before a recording', () => {
    const { heard, line } = played('<Play>a</Play><Record action="/x"/><Redirect>/y</Redirect>');
    expect(heard.at(-1)).toEqual({ kind: 'tone' });
    expect(line.waiting).toMatchObject({ for: 'recording', action: '/x' });
  });
  it.each(['', '<Hangup/><Play>a</Play>', '<Play>a</Play>'])(
    'ends the call where nothing is left: %s',
    (body) => {
      expect(played(body).next).toBe('hangs-up');
    },
  );
});

describe('keys', () => {
  const waiting = (attributes: string): Line => played(`<Gather action="/x" ${attributes}/>`).line;
  const pressAll = (line: Line, keys: string) =>
    [...keys].reduce<ReturnType<typeof press>>((last, key) => (last.done ? last : press(last.line, key)), {
      done: false,
      line,
    });
  it.each([
    ['numDigits="1" finishOnKey=""', '#', { done: true, keys: '#', by: null }],
    ['numDigits="2" finishOnKey="#"', '7', { done: false }],
    ['numDigits="2" finishOnKey="#"', '7#', { done: true, keys: '7', by: '#' }],
    ['numDigits="2" finishOnKey="#"', '10', { done: true, keys: '10', by: null }],
    ['', '2600000017#', { done: true, keys: '2600000017', by: '#' }],
    ['', '#', { done: true, keys: '', by: '#' }],
  ])('%s: %s', (attributes, keys, expected) => {
    expect(pressAll(waiting(attributes), keys)).toMatchObject(expected);
  });
});
