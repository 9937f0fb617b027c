import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openProviderSide, type ProviderSide, type Text } from '../support/provider-side.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let side: ProviderSide;
beforeAll(async () => {
  world = await openWorld();
  side = await openProviderSide(world, 2);
});
afterAll(async () => {
  await side.close();
  await world.close();
});

let people = 0;
const number = (): string => `+7701555${String(++people).padStart(4, '0')}`;
let messages = 0;
const text = (from: string, words: string): Text => ({
  id: `SM${String(++messages).padStart(32, '0')}`,
  from,
  text: words,
});
const tables = ['appeals', 'messages', 'inbound', 'conversations', 'outbox', 'events', 'audit'] as const;
type Counts = Readonly<Record<(typeof tables)[number], number>>;
const counts = async (): Promise<Counts> => {
  const columns = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const [row] = await side.rows(`select ${columns.join(', ')}`);
  return row as unknown as Counts;
};
/** Processes in turn, as a balancer in front of them would choose. */
const other = (n: number) => {
  const service = side.services[n % side.services.length];
  if (service === undefined) throw new Error('no service');
  return service;
};

describe('two processes', () => {
  it('take one webhook a hundred times at once as one message, and answer it a hundred times alike', async () => {
    const from = number();
    const before = await counts();
    const message = text(from, 'Ғимаратқа кіре алмаймын: пандус жоқ.');
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => side.give(other(n), message)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    const after = await counts();
    expect([after.appeals - before.appeals, after.inbound - before.inbound]).toEqual([1, 1]);
    await vi.waitFor(() => expect(side.heardBy(from)).toHaveLength(1), { timeout: 10_000, interval: 100 });
    // Weeks later too: the stored reply is what a repeat gets, and it is not sent once more.
    expect((await side.give(other(1), message)).status).toBe(200);
    expect((await counts()).outbox).toBeGreaterThan(0);
    const [row] = await side.rows(
      `select count(*)::int as n from outbox where payload->>'inboundId' = (select id::text from inbound where external_id = '${message.id}')`,
    );
    expect(row?.n).toBe(1);
  });

  it('take the same words with two ids as two messages', async () => {
    const from = number();
    const before = await counts();
    const words = 'Лифт не работает вторую неделю.';
    await side.give(other(0), text(from, words));
    await side.give(other(1), text(from, words));
    const after = await counts();
    expect(after.inbound - before.inbound).toBe(2);
    expect([after.appeals - before.appeals, after.messages - before.messages]).toEqual([1, 1]);
  });

  it('keep the order of one person, whose messages come through both of them and some of them twice', async () => {
    const from = number();
    const said = Array.from({ length: 12 }, (_, n) =>
      text(from, `Біздің ауылға көлік келмейді, ${n + 1}-сөз.`),
    );
    // Each is handed over before the one before it was answered for, and every third one comes to both.
    const answers = await Promise.all(
      said.flatMap((one, n) => [
        side.give(other(n), one),
        ...(n % 3 === 0 ? [side.give(other(n + 1), one)] : []),
      ]),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    // And out of order once more, long after.
    for (const one of said.toReversed()) expect((await side.give(other(0), one)).status).toBe(200);
    const [row] = await side.rows(`
      select count(distinct i.external_id)::int as messages, count(distinct l.appeal_id)::int as appeals,
        (select count(*)::int from messages m where m.appeal_id = (array_agg(l.appeal_id))[1]) as added
      from inbound i join appeal_conversations l on l.conversation_id = i.conversation_id
      where i.external_id in (${said.map(({ id }) => `'${id}'`).join(', ')})`);
    expect(row).toEqual({ messages: 12, appeals: 1, added: 11 });
    await vi.waitFor(() => expect(side.heardBy(from)).toHaveLength(12), { timeout: 30_000, interval: 200 });
  });
});

it('a wrong signature is refused, and leaves nothing', async () => {
  const before = await counts();
  const refused = await side.give(
    other(0),
    text(number(), 'Бөтен біреудің сөзі.'),
    'a token of somebody else',
  );
  expect(refused.status).toBe(403);
  const unsigned = await fetch(`${other(0).url}/channels/sms/twilio`, {
    method: 'POST',
    body: new URLSearchParams({ MessageSid: 'SM1', From: number(), Body: 'Қолтаңбасыз.' }),
  });
  expect(unsigned.status).toBe(403);
  expect(await counts()).toEqual(before);
});

it('a provider in every mood: each person gets the answer, and nobody gets it twice', {
  timeout: 120_000,
}, async () => {
  const moods = [
    { status: 500 },
    { status: 429, code: 20429, retryAfter: '1' },
    'hanging',
    'taken-and-hanging',
    'taken-and-dropped',
    'dropped',
    { status: 503 },
    'taken-and-dropped',
  ] as const;
  side.twilio.next.push(...moods);
  const asked = side.twilio.asked();
  const everyone = Array.from({ length: 16 }, number);
  await Promise.all(everyone.map((from, n) => side.give(other(n), text(from, 'Маған ешкім келмейді.'))));
  await vi.waitFor(
    () => {
      expect(side.twilio.next).toEqual([]);
      expect(everyone.map((from) => side.heardBy(from).length)).toEqual(everyone.map(() => 1));
    },
    { timeout: 90_000, interval: 500 },
  );
  // All of it is known to have gone out, and nothing waits for another try.
  await vi.waitFor(
    async () => {
      const [row] = await side.rows(`
        select count(*) filter (where d.state = 'sent')::int as sent, count(*)::int as all,
          count(*) filter (where o.done_at is null)::int as waiting
        from deliveries d join outbox o on o.id = d.outbox_id
        join inbound i on i.id::text = o.payload->>'inboundId'
        where i.external_id in (select external_id from inbound order by received_at desc limit ${everyone.length})`);
      expect(row).toEqual({ sent: everyone.length, all: everyone.length, waiting: 0 });
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(everyone.map((from) => side.heardBy(from).length)).toEqual(everyone.map(() => 1));
  expect(side.twilio.asked() - asked).toBeGreaterThan(everyone.length);
});

it('killed between the call of the provider and its own commit: asked after, never said twice', {
  timeout: 120_000,
}, async () => {
  for (const service of side.services) {
    service.kill('SIGTERM');
    await service.ended;
  }
  const people = [number(), number()];
  for (const [index, from] of people.entries()) {
    // Each life begins when the lease of the one before it is over.
    const service = await side.start({ TEST_NOW: new Date(Date.now() + index * 600_000).toISOString() });
    side.twilio.next.push(index === 0 ? 'taken-and-hanging' : 'hanging');
    await side.give(service, text(from, 'Кресло-арба әлі берілген жоқ.'));
    await vi.waitFor(() => expect(side.twilio.next).toEqual([]), { timeout: 20_000, interval: 50 });
    service.kill('SIGKILL');
    await service.ended;
    expect(side.heardBy(from)).toHaveLength(1 - index);
  }
  await side.start({ TEST_NOW: new Date(Date.now() + 1_200_000).toISOString() });
  await vi.waitFor(
    async () => {
      const [row] = await side.rows(
        `select count(*)::int as n from deliveries where state not in ('sent', 'delivered')`,
      );
      expect(row?.n).toBe(0);
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(people.map((from) => side.heardBy(from).length)).toEqual([1, 1]);
});
