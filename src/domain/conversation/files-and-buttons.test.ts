import { describe, expect, it } from 'vitest';
import { createPaperService } from '../../commands/parts/paper-service.ts';
import { createPlayer } from '../../commands/parts/player.ts';
import type { What } from './inbound.ts';
import { skipCode } from './options.ts';
import { askQuestion, closingPhone } from './prompts.ts';
import type { Style } from './style.ts';

const text: Style = {
  choicesPerMessage: 4,
  brief: false,
  stopEndsNotices: false,
  replies: 'later',
  leads: false,
};

const play = (style: Style, says: readonly (What | string)[]) => {
  const service = createPaperService();
  const player = createPlayer(service, { channel: 'telegram', style, address: '42', language: null });
  const heard = says.map((what) =>
    player.hear(typeof what === 'string' ? { kind: 'text', text: what } : what),
  );
  return { service, player, ids: heard.map((prompts) => prompts.map(({ id }) => id)), heard };
};

describe('with files', () => {
  const photo = (album?: string): What => ({
    kind: 'media',
    media: [{ kind: 'photo', ref: 'r' }],
    text: '',
    ...(album === undefined ? {} : { album }),
  });

  it('an album is one appeal and one answer, whatever the number of its pictures', () => {
    const { ids, service } = play(text, [photo('a'), photo('a'), photo('a'), photo('b')]);
    expect(ids).toEqual([['heard', 'appeal-taken', 'takenMore'], [], [], ['heard', 'added']]);
    expect(service.appeals).toHaveLength(1);
    expect(service.appeals[0]?.files).toHaveLength(4);
  });

  it('an album in the middle of a journey asks the question once more, not once a picture', () => {
    const { ids, player } = play(text, ['өтініш', photo('a'), photo('a'), photo('a')]);
    expect(ids.slice(1)).toEqual([['ask.for-whom'], [], []]);
    expect(player.conversation().running?.files).toHaveLength(3);
  });

  it('of an album that is too long that is said once', () => {
    const { ids } = play(text, ['өтініш', ...Array.from({ length: 8 }, () => photo('a'))]);
    expect(ids.flat().filter((id) => id === 'heard.tooMany')).toHaveLength(1);
  });

  it('what is too large to be fetched is said, and the words under it are heard', () => {
    const large: What = {
      kind: 'media',
      media: [{ kind: 'video', ref: 'r', overMegabytes: 20 }],
      text: 'Лифт не работает уже неделю.',
    };
    const { ids, service } = play(text, [large]);
    expect(ids).toEqual([['heard.tooLarge', 'appeal-taken', 'takenMore']]);
    expect(service.appeals[0]).toMatchObject({ files: [] });
  });
});

it('a button passes over the question under which it stands, and no other', () => {
  const pressed = (question: string): What => ({ kind: 'choice', question, code: skipCode });
  const { ids } = play(text, ['өтініш', '1', '1', '2', 'Пандус жоқ, кіре алмаймын.', pressed('region')]);
  const [asked = []] = ids.slice(-2);
  expect(asked).toEqual(['ask.region']);
  expect(ids.at(-1)).not.toEqual(['ask.region']);
  expect(ids.at(-1)?.[0]).toMatch(/^ask\./);
  const old = play(text, ['өтініш', '1', '1', '2', 'Пандус жоқ, кіре алмаймын.', pressed('name')]);
  expect(old.ids.at(-1)).toEqual(['oldButton', 'ask.region']);
});

it('a link begins where it leads to: a rating of one institution, an appeal by its number, a draft', () => {
  const by = (argument: string) =>
    play(text, ['қазақша', { kind: 'command', command: 'start', argument }]).ids[1];
  expect(by('1001')?.[0]).toMatch(/^ask\.(service|when|mark)$/);
  expect(by('2600000014')).toEqual(['status.code']);
  expect(by('12345678')).toEqual(['handOver.wrong']);
  expect(by('what-is-this')).toEqual(['ask.main']);
});

it('who begins in no language that is known is asked for it, in both, and greeted then', () => {
  const { heard, ids } = play(text, [{ kind: 'command', command: 'start' }, '2']);
  expect(ids).toEqual([['ask.language'], ['ask.main']]);
  expect(heard[0]?.[0]?.bothLanguages).toBe(true);
  expect(heard[1]?.[0]?.lines).toEqual([{ key: 'talk:welcome' }]);
  const written = play(text, [{ kind: 'command', command: 'start' }, 'Лифт не работает уже неделю.']);
  expect(written.ids[1]?.[0]).toBe('appeal-taken');
});

it('among several people it declines, and remembers nothing of what was said', () => {
  const { ids, heard, player, service } = play(text, [{ kind: 'crowd' }]);
  expect(ids).toEqual([['crowd']]);
  expect(heard[0]?.[0]?.bothLanguages).toBe(true);
  expect(service.appeals).toEqual([]);
  expect(player.conversation()).toMatchObject({ running: null, appeal: null });
});

it('what follows the question for the telephone says so, so that its button goes', () => {
  const { heard } = play(text, ['өтініш']);
  const [other] = heard[0] ?? [];
  const phone = askQuestion(
    { id: 'phone', kind: 'phone', optional: true },
    { page: 0, found: [] },
    { style: text },
  );
  if (other === undefined) throw new Error('nothing was said');
  expect(closingPhone([phone], [other, other])).toEqual([{ ...other, afterPhone: true }, other]);
  expect(closingPhone([phone], [phone])).toEqual([phone]);
  expect(closingPhone([other], [other])).toEqual([other]);
});
