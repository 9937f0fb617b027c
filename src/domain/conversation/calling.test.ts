import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaperService } from '../../commands/parts/paper-service.ts';
import { createPlayer } from '../../commands/parts/player.ts';
import { type Command, commands, type What } from './inbound.ts';
import type { Style } from './style.ts';

const style: Style = {
  choicesPerMessage: 4,
  brief: false,
  stopEndsNotices: false,
  replies: 'at-once',
  leads: true,
};
const silence: What = { kind: 'silence' };
const hangUp: What = { kind: 'hang-up' };
const recording: What = { kind: 'media', media: [{ kind: 'voice', ref: 'r', seconds: 9 }], text: '' };
const key = (command: Command): What => ({ kind: 'command', command });
const start = key('start');

const call = (...does: readonly (What | string)[]) => {
  const service = createPaperService();
  const player = createPlayer(service, { channel: 'voice', style, address: '+77010000001', language: null });
  const heard = does.map((what) =>
    player.hear(typeof what === 'string' ? { kind: 'text', text: what } : what),
  );
  return { service, player, heard, ids: heard.map((prompts) => prompts.map(({ id }) => id)) };
};
const keysOf = (prompts: readonly { readonly lines: readonly { readonly key: string }[] }[]) =>
  prompts.flatMap(({ lines }) => lines.map((line) => line.key));

describe('a caller who never presses a key', () => {
  it('hears the prompt again, then a simpler one, then speaks, and it becomes an appeal', () => {
    const { ids, heard, service } = call(start, silence, silence, silence, recording, silence);
    expect(ids).toEqual([
      ['ask.language'],
      ['ask.language'],
      ['ask.language'],
      ['ask.statement'],
      ['ask.keep'],
      ['appeal-taken', 'ask.main'],
    ]);
    expect(heard[1]?.[0]?.simpler).toBeUndefined();
    expect(heard[2]?.[0]?.simpler).toBe(true);
    expect(service.appeals[0]?.files).toEqual(['sound']);
  });

  it('is spoken to in both languages until one is known, and in that one alone after it', () => {
    const unknown = call(start, silence, silence, silence, recording, silence).heard.flat();
    for (const prompt of unknown) expect(prompt.bothLanguages, prompt.id).toBe(true);
    const known = call(start, '2', '1', recording, silence).heard.slice(1).flat();
    for (const prompt of known) expect(prompt.bothLanguages, prompt.id).toBeUndefined();
  });

  it('and says nothing either is asked three times, told how else, and the line stays open', () => {
    const quiet = call(start, ...Array.from({ length: 5 }, () => silence));
    expect(quiet.ids.slice(3)).toEqual([['ask.statement'], ['ask.statement'], ['ask.statement']]);
    const longer = call(start, ...Array.from({ length: 25 }, () => silence));
    expect(longer.ids[6]).toEqual(['goodbye.unheard']);
    expect(longer.ids[7]).toEqual(['goodbye.waiting']);
    expect(longer.ids.filter(([id]) => id === 'goodbye.waiting').length).toBeGreaterThanOrEqual(10);
    expect(longer.ids.at(-1)).toEqual(['goodbye.ended']);
    expect(call(start, ...Array.from({ length: 7 }, () => silence), '9').ids.at(-1)).toEqual(['ask.main']);
  });
});

describe('keys that lead nowhere', () => {
  it.each([
    ['at the language', [start]],
    ['at the menu', [start, '1']],
    ['at the number of an institution', [start, '1', '2']],
    ['at the number of an appeal', [start, '1', '3']],
  ] as const)('%s: said so, then simpler, then the recording', (_place, before) => {
    const { ids, heard } = call(...before, '7', '7', '7');
    const [first, second, third] = heard.slice(before.length);
    expect(keysOf(first ?? [])).not.toEqual([]);
    expect(second?.at(-1)?.simpler).toBe(true);
    expect(ids.at(-1)).toEqual(['ask.statement']);
    expect(keysOf(third ?? [])).toContain('voice:speakInstead');
  });

  it('before the tone: the recording begins at once', () => {
    expect(call(start, '1', '1', '5').ids.at(-1)).toEqual(['ask.statement']);
  });
});

describe('what was said', () => {
  it('is heard again, kept by a key or by silence', () => {
    for (const answer of ['1', silence, key('done')]) {
      const { ids, heard, service } = call(start, '1', '1', recording, answer);
      expect(ids.slice(3)).toEqual([['ask.keep'], ['appeal-taken', 'ask.main']]);
      expect(heard[3]?.[0]?.media).toEqual([{ kind: 'voice', ref: 'r', seconds: 9 }]);
      expect(service.appeals).toHaveLength(1);
    }
  });

  it('is made again as another submission, so that the first recording goes nowhere', () => {
    const { player, service } = call(start, '1', '1', recording);
    const first = player.conversation().running?.submissionId;
    player.hear({ kind: 'text', text: '2' });
    expect(player.conversation().running?.submissionId).not.toBe(first);
    player.hear(recording);
    player.hear({ kind: 'text', text: '1' });
    expect(service.appeals.map(({ files }) => files)).toEqual([['sound']]);
  });

  it('is kept when the line is cut: before the key, in the middle of the recording, after the call', () => {
    expect(call(start, '1', '1', recording, hangUp).service.appeals).toHaveLength(1);
    expect(call(start, '1', '1', hangUp, recording).service.appeals).toHaveLength(1);
    expect(call(start, hangUp, recording).service.appeals).toHaveLength(1);
    expect(call(start, '1', '1', hangUp).service.appeals).toHaveLength(0);
    expect(call(start, '1', '1', recording, '1', hangUp, hangUp).service.appeals).toHaveLength(1);
  });
});

describe('a rating', () => {
  it('is the number, the mark, and a key; it is said back', () => {
    const { ids, heard, service } = call(start, '1', '2', '1001', '9', '1');
    expect(ids.slice(2)).toEqual([
      ['ask.institution'],
      ['ask.mark'],
      ['ask.check'],
      ['rating.taken', 'ask.main'],
    ]);
    expect(heard[4]?.[0]?.lines).toEqual([{ key: 'voice:rated', params: { mark: 9 } }]);
    expect(service.ratings).toMatchObject([{ mark: 9 }]);
  });

  it('can be given again', () => {
    const { ids, service } = call(start, '1', '2', '1001', '9', '2', '10', silence);
    expect(ids.slice(5)).toEqual([['ask.mark'], ['ask.check'], ['rating.taken', 'ask.main']]);
    expect(service.ratings).toMatchObject([{ mark: 10 }]);
  });

  it('that is low may be explained aloud, and need not be', () => {
    const told = call(start, '1', '2', '1001', '2', '1', recording, '1');
    expect(told.ids.slice(5)).toEqual([
      ['rating.taken', 'ask.statement'],
      ['ask.keep'],
      ['appeal-taken', 'ask.main'],
    ]);
    expect(told.service.appeals[0]?.command.organisationId).not.toBeNull();
    const untold = call(start, '1', '2', '1001', '2', '1', key('done'));
    expect(untold.ids.at(-1)).toEqual(['dropped', 'ask.main']);
    expect(untold.service.appeals).toHaveLength(0);
  });

  it('that was marked before the line was cut counts; without a mark there is none', () => {
    expect(call(start, '1', '2', '1001', '8', hangUp).service.ratings).toMatchObject([{ mark: 8 }]);
    expect(call(start, '1', '2', '1001', hangUp).service.ratings).toEqual([]);
  });
});

describe('keys that are the same everywhere', () => {
  it('0 asks for a person: after what was said, about that', () => {
    const { ids, service } = call(start, '1', '1', recording, key('person'));
    expect(ids.at(-1)).toEqual(['person', 'appeal-taken', 'ask.main']);
    expect(service.appeals).toMatchObject([{ files: ['sound'], command: { needs: ['call-me'] } }]);
    expect(call(start, key('person')).service.appeals).toMatchObject([{ command: { needs: ['call-me'] } }]);
  });

  it('* says all of it again, the recording too', () => {
    const { heard } = call(start, '1', '1', recording, key('repeat'));
    expect(heard.at(-1)).toEqual(heard.at(-2));
  });

  it('# ends what is being done, and the call once something was done', () => {
    expect(call(start, '1', '1', recording, '1', key('done')).ids.at(-1)).toEqual(['goodbye.served']);
    expect(call(start, '1', key('done')).ids.at(-1)).toEqual(['ask.main']);
  });
});

describe('the status', () => {
  it('of the last appeal from this telephone needs no number', () => {
    const { ids } = call(start, '1', '1', recording, '1', '3');
    expect(ids.at(-1)).toEqual(['status', 'ask.main']);
  });

  it('asks for the number where there was none', () => {
    const { ids, heard } = call(start, '1', '3');
    expect(ids.at(-1)).toEqual(['status.ask']);
    expect(heard.at(-1)?.[0]?.digits).toBe(10);
  });
});

describe('any call', () => {
  const what: fc.Arbitrary<What> = fc.oneof(
    fc
      .constantFrom('1', '2', '3', '4', '9', '10', '1001', '2600000014', '123456')
      .map((text): What => ({ kind: 'text', text })),
    fc.constantFrom<Command>('person', 'repeat', 'done').map(key),
    fc.constantFrom<What>(recording, silence, silence),
  );
  it('always leads on: something is asked, or the line is held open', () => {
    fc.assert(
      fc.property(fc.array(what, { maxLength: 30 }), (does) => {
        for (const prompts of call(start, ...does).heard) {
          const last = prompts.at(-1);
          const leads =
            last?.ask !== undefined || last?.digits !== undefined || last?.id.startsWith('goodbye.');
          expect(leads, JSON.stringify(does)).toBe(true);
          expect(last?.ask?.choices.length ?? 0).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes to the recording, whatever commands are spoken in it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands).map(key), { maxLength: 10 }), (does) => {
        const { service } = call(start, ...does, start, key('appeal'), recording, hangUp);
        expect(service.appeals.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
