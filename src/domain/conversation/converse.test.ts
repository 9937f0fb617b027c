import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaperService } from '../../commands/parts/paper-service.ts';
import { createPlayer } from '../../commands/parts/player.ts';
import { plainText } from '../../text/prompt-text.ts';
import { smsSegments } from '../sms-length.ts';
import { commands, type What } from './inbound.ts';
import type { Style } from './style.ts';

const text: Style = {
  choicesPerMessage: 4,
  brief: false,
  stopEndsNotices: false,
  replies: 'later',
  leads: false,
};
const sms: Style = { ...text, choicesPerMessage: 3, brief: true, stopEndsNotices: true };
const call: Style = { ...text, replies: 'at-once', leads: true };

const play = (style: Style, says: readonly (What | string)[]) => {
  const service = createPaperService();
  const channel = style.leads ? 'voice' : 'sms';
  const player = createPlayer(service, { channel, style, address: '+77010000001', language: null });
  const heard = says.map((what) =>
    player.hear(typeof what === 'string' ? { kind: 'text', text: what } : what),
  );
  return { service, player, ids: heard.map((prompts) => prompts.map(({ id }) => id)), heard };
};
const silence: What = { kind: 'silence' };
const voice: What = { kind: 'media', media: [{ kind: 'voice', ref: 'r' }], text: '' };

describe('by SMS', () => {
  it.each(['Пандус жоқ, ғимаратқа кіре алмаймын.', 'Социальный работник к нам не приходит.'])(
    'an appeal is confirmed in at most two segments: %s',
    (said) => {
      const { heard, player } = play(sms, [said]);
      const messages = heard.flat().map((prompt) => plainText(prompt, player.language(), { brief: true }));
      expect(messages).toHaveLength(2);
      expect(smsSegments(messages.join('\n'))).toBeLessThanOrEqual(2);
    },
  );

  it('help, stop and start fit into two segments too', () => {
    for (const language of ['қазақша', 'русский']) {
      const { heard, player } = play(sms, [
        language,
        'КӨМЕК',
        'СТОП',
        'СТАРТ',
        'ЖАҢА',
        '26 0000 0014',
        'статус',
      ]);
      for (const prompt of heard.flat())
        expect(
          smsSegments(plainText(prompt, player.language(), { brief: true })),
          prompt.id,
        ).toBeLessThanOrEqual(2);
    }
  });

  it('stop never stops someone from writing', () => {
    const { ids, player, service } = play(sms, ['STOP', 'Лифт не работает уже неделю.']);
    expect(ids).toEqual([['notices.off'], ['appeal-taken', 'takenMore']]);
    expect(player.conversation().optedOut).toBe(true);
    expect(service.appeals).toHaveLength(1);
  });

  it('a low mark offers an appeal about the same institution', () => {
    const { ids, service } = play(sms, ['1001 2', 'Грубили и кричали на всех.']);
    expect(ids).toEqual([
      ['rating.taken', 'rating.low'],
      ['appeal-taken', 'takenMore'],
    ]);
    expect(service.ratings).toHaveLength(1);
    expect(service.appeals[0]?.command.organisationId).not.toBeNull();
  });
});

describe('any conversation', () => {
  const what: fc.Arbitrary<What> = fc.oneof(
    fc
      .constantFrom(
        '1',
        '2',
        '4',
        'жоқ',
        'да',
        '99',
        'Ғимаратқа кіре алмаймын, пандус жоқ.',
        'ммм',
        '26 0000 0014',
        '1001 3',
        '😀',
        'алматы',
      )
      .map((said): What => ({ kind: 'text', text: said })),
    fc.constantFrom(...commands).map((command): What => ({ kind: 'command', command })),
    fc.constantFrom<What>(
      voice,
      silence,
      { kind: 'hang-up' },
      { kind: 'unreadable' },
      { kind: 'crowd' },
      { kind: 'media', media: [{ kind: 'video', ref: 'r', overMegabytes: 20 }], text: '' },
      { kind: 'blocked' },
      { kind: 'edited', text: 'басқаша' },
      { kind: 'contact', phone: '+77010000002', own: true },
    ),
    fc.string().map((said): What => ({ kind: 'text', text: said })),
  );
  it.each([
    ['text', text],
    ['sms', sms],
    ['call', call],
  ])('on %s is answered, survives JSON, and can be said in both languages', (_name, style) => {
    fc.assert(
      fc.property(fc.array(what, { maxLength: 25 }), (says) => {
        const { player, heard } = play(style, says);
        const conversation = player.conversation();
        expect(JSON.parse(JSON.stringify(conversation))).toEqual(conversation);
        says.forEach((one, index) => {
          const quiet =
            one.kind === 'hang-up' ||
            one.kind === 'blocked' ||
            (one.kind === 'silence' && !style.leads) ||
            (one.kind === 'silence' && index === 0);
          if (!quiet && one.kind !== 'silence')
            expect(heard[index]?.length, JSON.stringify(says)).toBeGreaterThan(0);
        });
        for (const prompt of heard.flat())
          for (const language of ['kk', 'ru'] as const) expect(plainText(prompt, language)).not.toBe('');
      }),
      { numRuns: 150 },
    );
  });
});
