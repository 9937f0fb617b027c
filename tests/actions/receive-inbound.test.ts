import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arriving, InboundReply } from '../../src/actions/talk/arriving.ts';
import { openConversationRow, threadKey } from '../../src/actions/talk/kept-conversation.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import type { TalkDesk } from '../../src/actions/talk/talk-desk.ts';
import type { Inbound, What } from '../../src/domain/conversation/inbound.ts';
import { connect } from '../../src/storage/connect.ts';
import { readConversations } from '../../src/storage/conversations.ts';
import { labelTexts } from '../../src/text/prompt-text.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 8 });
});
afterAll(() => world.close());

const desk: TalkDesk = {
  styleOf: () => ({
    choicesPerMessage: 4,
    brief: true,
    stopEndsNotices: true,
    replies: 'later',
    leads: false,
  }),
  labels: labelTexts,
  helpPhone: '1414',
};
let counter = 0;
const fresh = (): string => `m${++counter}`;
const text = (words: string): What => ({ kind: 'text', text: words });
const phoneOf = (n: number): string => `+7701000${String(n).padStart(4, '0')}`;
const arriving = (from: number, what: What, externalId = fresh(), more: Partial<Inbound> = {}): Arriving => ({
  inbound: {
    channel: 'sms',
    externalId,
    thread: phoneOf(from),
    address: phoneOf(from),
    answerable: true,
    languageHint: null,
    what,
    ...more,
  },
  raw: 'raw',
});
const receive = (...given: Parameters<typeof arriving>): Promise<InboundReply> =>
  receiveInbound(world, desk, arriving(...given));
const ids = (reply: InboundReply): readonly string[] => reply.prompts.map(({ id }) => id);
const count = async (table: 'appeals' | 'inbound' | 'outbox' | 'messages' | 'ratings'): Promise<number> =>
  Number(
    (
      await world.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('a message', () => {
  it('makes an appeal at once, with its receipt', async () => {
    const reply = await receive(1, text('Ғимаратқа кіре алмаймын: пандус жоқ.'));
    expect(reply).toMatchObject({ outcome: 'taken', language: 'kk' });
    expect(ids(reply)).toEqual(['appeal-taken', 'takenMore']);
    const serial = reply.prompts[0]?.receipt?.serial ?? 0;
    const appeal = await world.db
      .selectFrom('appeals')
      .selectAll()
      .where('serial', '=', serial)
      .executeTakeFirstOrThrow();
    expect(appeal).toMatchObject({
      statement: 'Ғимаратқа кіре алмаймын: пандус жоқ.',
      channel: 'sms',
      form: 'sms',
      language: 'kk',
      answer_channel: 'sms',
      identity: 'channel-address',
      anonymous: false,
      consent_version: 'not-asked',
    });
  });

  it('is answered from what is stored when it comes again', async () => {
    const message = arriving(2, text('Социальный работник к нам не приходит.'));
    const first = await receiveInbound(world, desk, message);
    const appeals = await count('appeals');
    const outbox = await count('outbox');
    const again = await receiveInbound(world, desk, message);
    expect(again).toEqual({ ...first, outcome: 'repeated' });
    expect([await count('appeals'), await count('outbox')]).toEqual([appeals, outbox]);
  });

  it('sent a hundred times at once is one appeal with equal answers', async () => {
    const appeals = await count('appeals');
    const message = arriving(3, text('Кресло-коляску обещали за пятнадцать дней.'));
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => receiveInbound(world, desk, message)),
    );
    expect(await count('appeals')).toBe(appeals + 1);
    expect(new Set(replies.map(({ prompts }) => JSON.stringify(prompts))).size).toBe(1);
    expect(replies.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
  });

  it('with the same words and another id is another message, added to the appeal', async () => {
    const first = await receive(4, text('Ауылдан қалаға дейін арнайы көлік жоқ.'));
    const second = await receive(4, text('Ауылдан қалаға дейін арнайы көлік жоқ.'));
    expect([ids(first), ids(second)]).toEqual([['appeal-taken', 'takenMore'], ['added']]);
    await receive(4, text('ZHANA'));
    expect(ids(await receive(4, text('Ауылдан қалаға дейін арнайы көлік жоқ.')))).toEqual([
      'appeal-taken',
      'takenMore',
    ]);
  });

  it('after a day begins a new appeal', async () => {
    await receive(5, text('Лифт не работает уже неделю.'));
    world.at('2026-11-19T11:00:00+05:00');
    expect(ids(await receive(5, text('Лифт всё ещё не работает.')))).toEqual(['appeal-taken', 'takenMore']);
    world.at('2026-11-18T10:00:00+05:00');
  });

  it('of one person after another keeps their order, also when they come at once', async () => {
    const replies = await Promise.all(
      ['Пандус жоқ, кіре алмаймын.', 'екінші', 'үшінші сөз'].map((words) => receive(6, text(words))),
    );
    expect(replies.map(ids)).toEqual([['appeal-taken', 'takenMore'], ['added'], ['added']]);
  });
});

describe('two processes', () => {
  it('take one message a hundred times as one, and one person’s messages one after the other', async () => {
    const { db, close } = connect(world.url, { max: 4 });
    const other = { ...world, db };
    try {
      const appeals = await count('appeals');
      const message = arriving(20, text('Пандус жоқ, ғимаратқа кіре алмаймын.'));
      const same = await Promise.all(
        Array.from({ length: 100 }, (_, n) => receiveInbound(n % 2 === 0 ? world : other, desk, message)),
      );
      expect(await count('appeals')).toBe(appeals + 1);
      expect(new Set(same.map(({ prompts }) => JSON.stringify(prompts))).size).toBe(1);
      const different = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          receiveInbound(n % 2 === 0 ? world : other, desk, arriving(21, text(`Сөз ${n}: көлік келмейді.`))),
        ),
      );
      expect(different.filter((reply) => ids(reply)[0] === 'appeal-taken')).toHaveLength(1);
      expect(different.filter((reply) => ids(reply)[0] === 'added')).toHaveLength(11);
      // None of them worked on what another had not finished: each reply was counted.
      const blind = world.keys.blind('thread', threadKey({ channel: 'sms', thread: phoneOf(21) }));
      const [row] = await readConversations(db, [blind]);
      if (row === undefined) throw new Error('no conversation');
      expect(openConversationRow(world.keys, row).replies.count).toBe(12);
    } finally {
      await close();
    }
  });
});

describe('the status', () => {
  it('is told by the number alone where the appeal came from, elsewhere by number and code', async () => {
    const given = await receive(7, text('Ымдау тілі маманы жоқ болды.'));
    const { serial = 0, code = '' } = given.prompts[0]?.receipt ?? {};
    const { formatReceipt } = await import('../../src/domain/receipt-number.ts');
    expect(ids(await receive(7, text(formatReceipt(serial))))).toEqual(['status']);
    expect(ids(await receive(8, text(formatReceipt(serial))))).toEqual(['status.code']);
    expect(ids(await receive(8, text(code)))).toEqual(['status']);
    expect(ids(await receive(9, text(`${formatReceipt(serial)} 000000`)))).toEqual(['status.notFound']);
  });
});

describe('a rating', () => {
  it('is a code and a mark, once a quarter', async () => {
    const rated = world.reference.current().organisations.find((one) => one.rated);
    expect(ids(await receive(10, text(`${rated?.ratingCode} 9`)))).toEqual(['rating.taken']);
    expect(ids(await receive(10, text(`Баға ${rated?.ratingCode} 9`)))).toEqual(['rating.already']);
  });
});

describe('machines', () => {
  it('with a name instead of a number are stored and never answered', async () => {
    const appeals = await count('appeals');
    const inbound = await count('inbound');
    const reply = await receive(0, text('Ваш код 1234'), fresh(), {
      address: 'Kaspi',
      thread: 'Kaspi',
      answerable: false,
    });
    expect(reply).toMatchObject({ outcome: 'unanswered', prompts: [] });
    expect([await count('appeals'), await count('inbound')]).toEqual([appeals, inbound + 1]);
  });

  it('can not make us talk for ever', async () => {
    let answered = 0;
    for (let n = 0; n < 70; n += 1)
      if ((await receive(11, text(`Автоответ: я в отпуске ${n}`))).prompts.length > 0) answered += 1;
    expect(answered).toBe(60);
  });
});

describe('a draft', () => {
  it('moves to another channel with a code, once', async () => {
    await receive(12, { kind: 'command', command: 'appeal' });
    await receive(12, text('Басқа адам үшін'));
    const drawn = await receive(12, { kind: 'command', command: 'hand-over' });
    const code = JSON.stringify(drawn.prompts).match(/"digits":"(\d{8})"/)?.[1] ?? '';
    const chat = { channel: 'telegram', thread: '500', address: '500' } as const;
    const moved = await receive(0, text(code), fresh(), chat);
    expect(moved.prompts[0]).toMatchObject({ id: 'ask.relation', lines: [{ key: 'talk:handOver.moved' }] });
    expect(ids(await receive(13, text(code)))).toEqual(['handOver.wrong']);
  });

  it('does not move with a code that is older than 30 minutes', async () => {
    const drawAgain = async (from: number): Promise<string> => {
      await receive(from, { kind: 'command', command: 'appeal' });
      const drawn = await receive(from, { kind: 'command', command: 'hand-over' });
      return JSON.stringify(drawn.prompts).match(/"digits":"(\d{8})"/)?.[1] ?? '';
    };
    const [late, inTime] = [await drawAgain(14), await drawAgain(15)];
    world.at('2026-11-18T10:29:00+05:00');
    expect(ids(await receive(16, text(inTime)))).not.toContain('handOver.wrong');
    world.at('2026-11-18T10:31:00+05:00');
    expect(ids(await receive(17, text(late)))).toEqual(['handOver.wrong']);
    world.at('2026-11-18T10:00:00+05:00');
  });
});
