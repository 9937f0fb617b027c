import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failedSendings } from '../../src/actions/staff/failed-sendings.ts';
import { seeToSending } from '../../src/actions/staff/see-to-sending.ts';
import { deliver } from '../../src/actions/talk/deliver.ts';
import { fetchMediaDue } from '../../src/actions/talk/fetch-media.ts';
import { createApp } from '../../src/app.ts';
import type { SendDesk } from '../../src/channels/contract.ts';
import { outletsOf, talkDeskOf } from '../../src/channels/desks.ts';
import { createTelegramChannel } from '../../src/channels/telegram/telegram-channel.ts';
import type { What } from '../../src/domain/conversation/inbound.ts';
import type { Outgoing } from '../../src/domain/conversation/prompt.ts';
import { officials } from '../support/directory.ts';
import { samples } from '../support/files.ts';
import { listen } from '../support/listen.ts';
import { freePort } from '../support/service.ts';
import {
  type EmulatedPerson,
  startTelegramEmulator,
  type TelegramEmulator,
} from '../support/telegram-emulator.ts';
import { botToken, openTelegramHouse, webhookSecret } from '../support/telegram-house.ts';
import { type TelegramUser, updateFor } from '../support/telegram-updates.ts';
import { openWorld, type World } from '../support/world.ts';

describe('sending', () => {
  let world: World;
  let telegram: TelegramEmulator;
  let updates = 900;
  beforeEach(async () => {
    world = await openWorld();
    telegram = await startTelegramEmulator(botToken);
  });
  afterEach(async () => {
    await telegram.close();
    await world.close();
  });

  const openDesk = (apiRoot = telegram.url) => {
    const channel = createTelegramChannel({
      token: botToken,
      webhookSecret,
      apiRoot,
      publicBaseUrl: 'http://127.0.0.1',
      now: world.now,
      answersWithin: 300,
    });
    const app = createApp(world, {
      assets: { url: (entry) => `/assets/${entry}` },
      demo: false,
      publicBaseUrl: 'http://127.0.0.1',
      contacts: { phone: '1414', sms: null, telegram: null },
      trustedProxies: 0,
      channels: [channel],
    });
    const post = async (update: unknown, secret = webhookSecret): Promise<number> => {
      const response = await app.request('/channels/telegram', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify(update),
      });
      return response.status;
    };
    const desk = { talk: talkDeskOf([channel], '1414'), outlets: outletsOf([channel]) };
    return { post, desk, round: () => deliver(world, desk, 'telegram') };
  };
  const wait = (ms: number): void => world.at(new Date(world.now().getTime() + ms).toISOString());
  const person = (id = 42): EmulatedPerson => {
    const known = telegram.person({ id, language_code: 'ru' });
    // So that the emulator knows the chat; nobody asks it for updates here.
    void known.says('/start');
    return known;
  };
  const says = (id: number, text: string) =>
    updateFor(
      { id, language_code: 'ru' },
      { kind: 'text', text },
      { updateId: ++updates, messageId: updates },
    );
  const listed = async (): Promise<readonly string[]> => {
    const found = await failedSendings(world, officials.registrar);
    return found.ok ? found.value.sendings.map(({ error }) => error) : [];
  };

  it.each([
    ['500 of its own', { status: 500 }],
    ['502 of something before it', { status: 502, plain: true }],
    ['a proxy that refuses', { status: 403, plain: true }],
    ['401', { status: 401, description: 'Unauthorized' }],
  ] as const)('%s: later, and once', async (_what, fault) => {
    const ivan = person();
    const { post, round } = openDesk();
    expect(await post(says(42, 'Лифт не работает уже неделю.'))).toBe(200);
    telegram.fault('sendMessage', fault);
    await round();
    expect(ivan.messages()).toHaveLength(0);
    wait(120_000);
    await round();
    wait(600_000);
    await round();
    expect(ivan.messages().filter(({ text }) => text.includes('принято'))).toHaveLength(1);
    expect(await listed()).toEqual([]);
  });

  it('429: not before the time it names; the others go on, until a second one is refused too', async () => {
    const [ivan, dana] = [person(1), person(2)];
    const { post, round } = openDesk();
    telegram.fault('sendMessage', {
      status: 429,
      description: 'Too Many Requests: retry after 40',
      retryAfter: 40,
    });
    await post(says(1, 'Лифт не работает уже неделю.'));
    await round();
    await post(says(2, 'Пандуса нет, войти нельзя.'));
    wait(1_000);
    await round();
    expect(dana.messages()).toHaveLength(1);
    wait(30_000);
    await round();
    expect(ivan.messages()).toHaveLength(0);

    telegram.fault('sendMessage', {
      status: 429,
      description: 'Too Many Requests: retry after 30',
      retryAfter: 30,
    });
    await post(says(2, 'И ещё одно слово о пандусе.'));
    await round();
    // The account as a whole is held back: a third person's message waits as well.
    const bolat = person(3);
    await post(says(3, 'Соцработник не приходит.'));
    wait(20_000);
    await round();
    expect([ivan, bolat].flatMap((one) => one.messages())).toHaveLength(0);
    wait(60_000);
    await round();
    wait(60_000);
    await round();
    expect(ivan.messages()).toHaveLength(1);
    expect(bolat.messages()).toHaveLength(1);
    expect(dana.messages()).toHaveLength(2);
  });

  it.each(['hang', 'take-and-drop', 'drop'] as const)(
    '%s: nobody can tell, so it is not sent again but put before staff, who can',
    async (fault) => {
      const ivan = person();
      const { post, round } = openDesk();
      await post(says(42, 'Лифт не работает уже неделю.'));
      telegram.fault('sendMessage', fault);
      for (let times = 0; times < 4; times += 1) {
        await round();
        wait(3_600_000);
      }
      const arrived = fault === 'take-and-drop' ? 1 : 0;
      expect(ivan.messages()).toHaveLength(arrived);
      expect(await listed()).toEqual(['outcome-unknown']);
      const { id } = await world.db.selectFrom('deliveries').select('id').executeTakeFirstOrThrow();
      await seeToSending(world, officials.registrar, { deliveryId: id, way: 'again' });
      await round();
      expect(ivan.messages()).toHaveLength(arrived + 1);
      expect(await listed()).toEqual([]);
    },
  );

  it('the API falls silent: one message is in doubt, and those behind it wait until it answers', async () => {
    const people = [61, 62, 63].map(person);
    const { post, round } = openDesk();
    telegram.fault('sendMessage', 'hang');
    telegram.fault('getMe', 'hang', 'hang');
    await post(says(61, 'Лифт не работает уже неделю.'));
    await round();
    for (const id of [62, 63]) await post(says(id, 'Пандуса нет, войти нельзя.'));
    wait(1_000);
    await round();
    expect(people.flatMap((one) => one.messages())).toHaveLength(0);
    expect(await listed()).toEqual(['outcome-unknown']);
    for (let minutes = 0; minutes < 3; minutes += 1) {
      wait(60_000);
      await round();
    }
    expect(people.map((one) => one.messages().length)).toEqual([0, 1, 1]);
    expect(await listed()).toEqual(['outcome-unknown']);
  });

  it('nobody answers at the address: it surely was not sent, and goes later', async () => {
    const ivan = person();
    const away = openDesk(`http://127.0.0.1:${await freePort()}`);
    await away.post(says(42, 'Лифт не работает уже неделю.'));
    await away.round();
    expect(await listed()).toEqual([]);
    wait(60_000);
    await openDesk().round();
    expect(ivan.messages()).toHaveLength(1);
  });

  it.each([
    ['blocked', { status: 403, description: 'Forbidden: bot was blocked by the user' }, 'blocked-by-person'],
    ['no such chat', { status: 400, description: 'Bad Request: chat not found' }, 'address-wrong'],
  ] as const)('%s: this way is given up', async (_what, fault, unreachable) => {
    person();
    const { post, round } = openDesk();
    telegram.fault('sendMessage', fault);
    await post(says(42, 'Лифт не работает уже неделю.'));
    await round();
    const rows = await world.db.selectFrom('conversations').select('unreachable').execute();
    expect(rows).toEqual([{ unreachable }]);
  });

  it('the second of two messages fails: the first one is not said again', async () => {
    const ivan = person();
    const { post, round } = openDesk();
    const voice: What = { kind: 'media', media: [{ kind: 'voice', ref: 'v', seconds: 9 }], text: '' };
    await post(updateFor({ id: 42, language_code: 'ru' }, voice, { updateId: ++updates, messageId: 1 }));
    telegram.fault('sendMessage', 'none', { status: 500 });
    wait(1_000);
    await round();
    expect(ivan.messages()).toHaveLength(1);
    wait(60_000);
    await round();
    const said = ivan.messages().map(({ text }) => text);
    expect(said.filter((text) => text.includes('принято'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('Можно написать, кто вы'))).toHaveLength(1);
  });

  it('is led to another address: nothing of a message goes there', async () => {
    const asked: string[] = [];
    const elsewhere = await listen((request, response) => {
      asked.push(request.url ?? '');
      response.end('{"ok":true,"result":{"message_id":1}}');
    });
    const before = await listen((request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(307, { location: `${elsewhere.url}/x` }).end());
    });
    const ivan = person();
    const { post, round } = openDesk(before.url);
    await post(says(42, 'Лифт не работает уже неделю.'));
    await round();
    expect(asked).toEqual([]);
    wait(120_000);
    await openDesk().round();
    expect(ivan.messages()).toHaveLength(1);
    await before.close();
    await elsewhere.close();
  });

  it('a file breaks off on its way: surely not sent, and sent whole later; one that is refused is told of', async () => {
    const ivan = person();
    const { desk } = openDesk();
    const send = desk.outlets.get('telegram')?.send;
    const file = (content: () => ReadableStream<Uint8Array>): SendDesk => ({
      partsOut: 0,
      notePart: async () => undefined,
      openFile: async () => ({
        name: 'шешім.pdf',
        mediaType: 'application/pdf',
        kind: 'document',
        bytes: 4_000,
        open: async () => content(),
      }),
    });
    const letter: Outgoing = {
      deliveryId: 'd1',
      channel: 'telegram',
      address: '42',
      language: 'ru',
      prompts: [{ role: 'answer', id: 'a', lines: [], files: ['f1'] }],
    };
    let pieces = 0;
    const broken = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          pieces += 1;
          if (pieces < 3) controller.enqueue(new Uint8Array(1_000));
          else controller.error(new Error('the disk is gone'));
        },
      });
    expect(await send?.(letter, file(broken))).toMatchObject({ outcome: 'try-later' });
    expect(ivan.messages()).toEqual([]);
    const refused = { status: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' };
    const whole = () => new Blob([new Uint8Array(4_000)]).stream() as ReadableStream<Uint8Array>;
    expect(await send?.(letter, file(whole))).toMatchObject({ outcome: 'sent' });
    expect(ivan.messages().map(({ file: got }) => got?.content.length)).toEqual([4_000]);

    // What Telegram does not take as a file at all is told of; the answer does not fail with it.
    telegram.fault('sendDocument', refused);
    expect(await send?.(letter, file(whole))).toMatchObject({ outcome: 'sent' });
    expect(ivan.messages().at(-1)?.text).toMatch(
      /Один файл отправить не удалось.*\nhttp:\/\/127.0.0.1\/ru\/status/,
    );
    telegram.fault('sendDocument', { status: 400, description: 'Bad Request: chat not found' });
    expect(await send?.(letter, file(whole))).toEqual({ outcome: 'address-wrong' });
  });

  it('the same update a hundred times at once is one message', async () => {
    const ivan = person();
    const { post, round } = openDesk();
    const update = says(42, 'Лифт не работает уже неделю.');
    const statuses = await Promise.all(Array.from({ length: 100 }, () => post(update)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await world.db.selectFrom('appeals').select('id').execute()).toHaveLength(1);
    expect(await world.db.selectFrom('inbound').select('id').execute()).toHaveLength(1);
    await round();
    expect(ivan.messages().filter(({ text }) => text.includes('принято'))).toHaveLength(1);
  });

  it('a wrong secret, or none, is 403, and leaves no row', async () => {
    const { post } = openDesk();
    for (const secret of ['', `${webhookSecret}x`, webhookSecret.slice(1)])
      expect(await post(says(42, 'Чужое слово.'), secret)).toBe(403);
    expect(await world.db.selectFrom('inbound').select('id').execute()).toEqual([]);
  });

  describe('files that people send', () => {
    const fetchOne = async (
      options: { readonly redirectTo?: string; readonly path?: string },
      content = samples.opus(),
    ) => {
      person();
      const { post, desk } = openDesk();
      telegram.keepFile('v', content, options);
      const voice: What = { kind: 'media', media: [{ kind: 'voice', ref: 'v' }], text: '' };
      await post(updateFor({ id: 42 }, voice, { updateId: ++updates, messageId: 1 }));
      await fetchMediaDue(world, desk.outlets);
      return world.db.selectFrom('inbound_media').select('state').executeTakeFirstOrThrow();
    };
    it('are fetched from the configured root', async () => {
      expect(await fetchOne({})).toEqual({ state: 'kept' });
    });
    it('are not fetched from where an answer leads elsewhere', async () => {
      let visits = 0;
      const elsewhere = await startTelegramEmulator(botToken);
      const before = elsewhere.calls.length;
      expect(await fetchOne({ redirectTo: `${elsewhere.url}/file/bot${botToken}/voice/v.oga` })).toEqual({
        state: 'waiting',
      });
      visits += elsewhere.calls.length - before;
      expect(visits).toBe(0);
      await elsewhere.close();
    });
    it('nor by a path that leads out of the bot', async () => {
      expect(await fetchOne({ path: '../bot1:other/voice.oga' })).toEqual({ state: 'waiting' });
      expect(telegram.filesAsked).toEqual([]);
    });
    it('that Telegram does not have are lost, and the person is told', async () => {
      const dana = person();
      const { post, desk, round } = openDesk();
      const voice: What = { kind: 'media', media: [{ kind: 'voice', ref: 'unknown' }], text: '' };
      await post(updateFor({ id: 42, language_code: 'ru' }, voice, { updateId: ++updates, messageId: 1 }));
      telegram.fault('getFile', { status: 400, description: 'Bad Request: file is too big' });
      await fetchMediaDue(world, desk.outlets);
      wait(1_000);
      await round();
      expect(dana.messages().at(-1)?.text).toMatch(/Не удалось получить ваш файл/);
    });
  });
});

describe('polling', () => {
  let telegram: TelegramEmulator;
  beforeEach(async () => {
    telegram = await startTelegramEmulator(botToken);
  });
  afterEach(() => telegram.close());
  const someone = (user: TelegramUser): EmulatedPerson => telegram.person({ language_code: 'ru', ...user });
  const hears = (one: EmulatedPerson, words: RegExp): Promise<void> =>
    vi.waitFor(
      () =>
        expect(
          one
            .messages()
            .map(({ text }) => text)
            .join('\n'),
        ).toMatch(words),
      {
        timeout: 15_000,
        interval: 20,
      },
    );
  const open = (beside?: Awaited<ReturnType<typeof openTelegramHouse>>) =>
    openTelegramHouse({
      apiRoot: telegram.url,
      publicBaseUrl: 'http://127.0.0.1',
      ...(beside === undefined ? {} : { beside }),
    });

  it('is done by one of two processes; the other takes it over when the first one ends, or is cut off', async () => {
    const first = await open();
    const second = await open(first);
    const ivan = someone({ id: 51 });
    await ivan.says('Лифт не работает уже неделю.');
    await hears(ivan, /принято/);
    expect(telegram.mostPollers()).toBe(1);

    const client = new pg.Client({ connectionString: first.world.superuserUrl });
    await client.connect();
    await client.query(
      "select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.objid = 7 and l.granted",
    );
    await client.end();
    await ivan.says('И ещё: нет света в подъезде.');
    await hears(ivan, /Добавили/);

    await first.telegram.stop();
    const dana = someone({ id: 52 });
    await dana.says('Соцработник не приходит.');
    await hears(dana, /принято/);
    const rows = await first.world.db.selectFrom('inbound').select('external_id').execute();
    expect(rows).toHaveLength(3);
    await second.close();
    await first.close();
  });

  it('goes on after the API was away, and ends at once in the middle of a question', async () => {
    telegram.fault('deleteWebhook', { status: 500 });
    telegram.fault('getUpdates', { status: 502, plain: true }, 'drop', {
      status: 409,
      description: 'Conflict',
    });
    telegram.fault('getMe', { status: 500 });
    const house = await open();
    const ivan = someone({ id: 53 });
    await ivan.says('Лифт не работает уже неделю.');
    await hears(ivan, /принято/);
    const began = performance.now();
    await house.telegram.stop();
    expect(performance.now() - began).toBeLessThan(1_000);
    await house.close();
  });

  it('confirms nothing that was not stored, and loses nothing of it', async () => {
    const house = await open();
    const ivan = someone({ id: 54 });
    const closed = vi.spyOn(house.world.db, 'transaction').mockImplementation(() => {
      throw new Error('the database is away');
    });
    const kept = vi.spyOn(house.world.db, 'insertInto').mockImplementation(() => {
      throw new Error('the database is away');
    });
    await ivan.says('Лифт не работает уже неделю.');
    await vi.waitFor(() => expect(kept.mock.calls.length).toBeGreaterThan(2), { timeout: 10_000 });
    expect(telegram.waiting()).toBe(1);
    closed.mockRestore();
    kept.mockRestore();
    await hears(ivan, /принято/);
    await vi.waitFor(() => expect(telegram.waiting()).toBe(0), { timeout: 10_000 });
    expect(ivan.messages().filter(({ text }) => text.includes('принято'))).toHaveLength(1);
    await house.close();
  });

  it('and the webhook beside it: the same update through both is one message', async () => {
    const house = await open();
    const ivan = someone({ id: 55 });
    await ivan.does({ kind: 'text', text: 'Лифт не работает уже неделю.' }, 5_000);
    const update = updateFor(
      ivan.user,
      { kind: 'text', text: 'Лифт не работает уже неделю.' },
      { updateId: 5_000, messageId: 9 },
    );
    const response = await fetch(`${house.baseUrl}/channels/telegram`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': webhookSecret },
      body: JSON.stringify(update),
    });
    expect(response.status).toBe(200);
    await hears(ivan, /принято/);
    expect(await house.world.db.selectFrom('inbound').select('id').execute()).toHaveLength(1);
    await house.close();
  });
});
