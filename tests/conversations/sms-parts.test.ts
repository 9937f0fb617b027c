import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retryInbound } from '../../src/actions/talk/retry-inbound.ts';
import type { WebhookRequest } from '../../src/channels/contract.ts';
import { talkDeskOf } from '../../src/channels/desks.ts';
import { partOf } from '../../src/channels/sms/kannel/concatenation.ts';
import { openSmsHouse, type SmsHouse } from '../support/sms-house.ts';

const me = '+77010000001';
const long =
  'Сәлеметсіз бе! Анам арбада отырады. Үйіміздің алдында пандус жоқ, ғимаратқа кіре алмаймыз. Өтініш: пандус салып беріңізші, үш ай күттік.';
let house: SmsHouse;
beforeEach(async () => {
  house = await openSmsHouse('kannel', { max: 8 });
});
afterEach(() => house.close());

/** The parts of a text as a gateway hands them over that does not put them together itself. */
const parts = (text: string, reference: number, from = me): readonly WebhookRequest[] => {
  const total = Math.ceil(text.length / 67);
  return Array.from({ length: total }, (_, index) => {
    const piece = text.slice(index * 67, (index + 1) * 67);
    const request = house.message(from, piece, `part-${reference}-${index + 1}`);
    const header = Buffer.from([5, 0, 3, reference, total, index + 1]).toString('hex');
    return {
      ...request,
      header: (name: string) => (name.toLowerCase() === 'x-kannel-udh' ? header : request.header(name)),
    };
  });
};
const send = async (requests: readonly WebhookRequest[]): Promise<void> => {
  for (const request of requests) expect((await house.post(request)).status).toBe(200);
};
const statements = async (): Promise<readonly string[]> =>
  (await house.world.db.selectFrom('appeals').select('statement').execute()).map(
    ({ statement }) => statement,
  );
const waiting = async (): Promise<number> =>
  (await house.world.db.selectFrom('inbound').select('id').where('state', '=', 'waiting').execute()).length;
const retry = () => retryInbound(house.world, talkDeskOf([], '1414'));

describe('parts of a long message', () => {
  it.each([
    ['in order', (all: readonly WebhookRequest[]) => all],
    ['swapped', (all: readonly WebhookRequest[]) => all.toReversed()],
    ['each of them twice', (all: readonly WebhookRequest[]) => all.flatMap((one) => [one, one])],
  ])('become one appeal, and one reply: %s', async (_name, order) => {
    await send(order(parts(long, 7)));
    expect(await statements()).toEqual([long]);
    expect(await waiting()).toBe(0);
    expect(await house.heard(me)).toHaveLength(1);
    await send(parts(long, 7));
    await retry();
    expect(await statements()).toEqual([long]);
    expect(await house.heard(me)).toEqual([]);
  });

  it('become one also when they come at once', async () => {
    await Promise.all(parts(long, 9).map((request) => house.post(request)));
    expect(await statements()).toEqual([long]);
    expect(await house.heard(me)).toHaveLength(1);
  });

  it('of two people, or of two messages, are not mixed', async () => {
    const other = '+77010000002';
    const mine = parts(long, 3);
    const theirs = parts(long.toUpperCase(), 3, other).map((request, index) => {
      const url = new URL(request.url);
      url.searchParams.set('id', `other-${index}`);
      return { ...request, url };
    });
    await send([...mine.slice(0, 1), ...theirs.slice(0, 1)]);
    expect(await statements()).toEqual([]);
    await send([...theirs.slice(1), ...mine.slice(1)]);
    expect([...(await statements())].sort()).toEqual([long, long.toUpperCase()].sort());
  });

  it('one that stays alone is taken by itself after a minute, and what comes later is added to it', async () => {
    const [first, ...others] = parts(long, 5);
    await send(first === undefined ? [] : [first]);
    await retry();
    expect(await statements()).toEqual([]);
    house.later(61_000);
    await retry();
    expect(await statements()).toEqual([long.slice(0, 67)]);
    await send(others);
    house.later(61_000);
    await retry();
    expect(await statements()).toHaveLength(1);
    const messages = await house.world.db.selectFrom('messages').select('text').execute();
    expect(messages.map(({ text }) => text).join('')).toBe(long.slice(67).replace(/^\s/, ''));
    expect(await waiting()).toBe(0);
  });

  it('that nobody marked as parts are one appeal all the same', async () => {
    await house.write(me, long.slice(0, 67));
    await house.write(me, long.slice(67));
    expect(await statements()).toHaveLength(1);
    expect(await house.heard(me)).toHaveLength(2);
  });
});

it.each([
  ['0500030b0201', null, { reference: 11, total: 2, number: 1 }],
  ['060804010b0302', null, { reference: 267, total: 3, number: 2 }],
  ['080401020003070202', null, { reference: 7, total: 2, number: 2 }],
  ['%05%00%03%01%02%02', null, { reference: 1, total: 2, number: 2 }],
  ['%06%08%04A+%02%01', null, { reference: 0x4120, total: 2, number: 1 }],
  [null, '%05%00%03%C8%02%02', { reference: 200, total: 2, number: 2 }],
  ['050003070101', null, null],
  ['050003070203', null, null],
  ['0500', null, null],
  ['zz', null, null],
  [null, '', null],
  [null, null, null],
])('the header %s / %s is read as %j', (header, query, part) => {
  const url = new URL(
    `https://dauys.example/channels/sms/kannel?id=1${query === null ? '' : `&udh=${query}`}`,
  );
  const request: WebhookRequest = {
    method: 'POST',
    url,
    header: (name) => (name === 'x-kannel-udh' ? header : null),
    body: new Uint8Array(),
  };
  expect(partOf(request)).toEqual(part);
});
