import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createChannels } from '../../src/channels/index.ts';
import { labPersonOf } from '../../src/lab/people.ts';
import { providers } from '../../src/lab/providers/listen.ts';
import { createStandIn } from '../../src/lab/stand-in.ts';
import { openSealedAppeal, sealAppeal } from '../../src/storage/sealed-appeal.ts';
import { type LabHouse, labBaseUrl, openLabHouse } from '../support/lab-house.ts';
import { answer, appealsOf, receiptIn, until } from '../support/lab-steps.ts';
import { onWire, twilioRequest } from '../support/sms-requests.ts';
import { startTwilio, type TwilioEmulator } from '../support/twilio-emulator.ts';
import { Visitor } from '../support/visitor.ts';

const account = {
  accountSid: 'AC00000000000000000000000000000009',
  authToken: 'a token of the real account',
  from: '+77270000000',
};
let house: LabHouse;
let twilio: TwilioEmulator;
beforeAll(async () => {
  twilio = await startTwilio(account);
  house = await openLabHouse({
    real: {
      telegram: null,
      twilio: { ...account, apiBaseUrl: twilio.url },
      kannel: null,
      smsProvider: 'twilio',
    },
  });
});
afterAll(async () => {
  await house.close();
  await twilio.close();
});

/** Someone at the lab, in a browser without scripts. */
const trainee = async (language: 'kk' | 'ru' = 'kk'): Promise<Visitor> => {
  const visitor = new Visitor(house.app);
  visitor.cookies.set('lang', language);
  return visitor.goTo('/lab');
};
const personOf = (visitor: Visitor) => labPersonOf(visitor.cookies.get('lab') ?? '');
const press = (visitor: Visitor, to: string, form: Readonly<Record<string, string>>): Promise<Visitor> =>
  visitor.post(`/lab/${to}`, new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded');
const signed = (authToken: string, path: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  Promise.resolve(house.app.request(onWire(twilioRequest(`${labBaseUrl}${path}`, authToken, form))));
const sms = (from: string, id: string) => ({
  MessageSid: id,
  From: from,
  To: account.from,
  Body: 'Ғимаратқа кіре алмаймын.',
  NumMedia: '0',
});
const countInbound = async (): Promise<number> =>
  Number(
    (
      await house.world.db
        .selectFrom('inbound')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );

describe('without scripts', () => {
  it('an SMS is answered on the page, with what each message costs', async () => {
    const visitor = await trainee();
    expect(visitor.status).toBe(200);
    await press(visitor, 'sms', { sample: 'ramp-kk' });
    expect(visitor.path).toBe('/lab#sms');
    expect(visitor.words).toContain('Қабылданды');
    expect(visitor.words).toMatch(/1 SMS.*2 SMS/);
    const receipt = receiptIn(visitor.words.slice(visitor.words.indexOf('Қабылданды')));
    await answer(house, receipt, 'Пандус орнатылды.', 'kk');
    await until(async () => ((await visitor.goTo('/lab')).words.includes('Пандус орнатылды.') ? true : null));
    // It was delivered, as the provider told in a signed report.
    await until(async () => {
      const rows = await house.world.db.selectFrom('deliveries').select('state').execute();
      return rows.some(({ state }) => state === 'delivered') ? true : null;
    });
  });

  it('the chat takes words, buttons and files', async () => {
    const visitor = await trainee('ru');
    await press(visitor, 'chat', { sample: 'start' });
    const [, message, button] =
      /name="message" value="(\d+)"[\s\S]*?name="button" value="(\d+)"/.exec(visitor.html) ?? [];
    expect(visitor.html).toContain('Подать обращение</button>');
    await press(visitor, 'chat', { message: message ?? '', button: button ?? '' });
    await press(visitor, 'chat', { 'chat-text': 'назад' });
    await press(visitor, 'chat', { sample: 'photo' });
    const [href] = /\/lab\/files\/lab-\w+/.exec(visitor.html) ?? [];
    const file = await new Visitor(house.app).goTo(href ?? '');
    expect(file.status, 'nobody else may see it').toBe(404);
    expect((await visitor.tab().goTo(href ?? '')).status).toBe(200);
  });

  it('a form that holds nothing is refused with what to do', async () => {
    const visitor = await trainee();
    await press(visitor, 'sms', { 'sms-text': '  ' });
    expect(visitor.title).toMatch(/^Қате: /);
    expect(visitor.html).toContain('href="#sms-text"');
  });

  it('two people do not see each other, and whoever begins anew is somebody else', async () => {
    const [one, other] = [await trainee(), await trainee()];
    await press(one, 'sms', { sample: 'worker-kk' });
    expect((await other.goTo('/lab')).html).not.toContain('<li id="sms-');
    const before = personOf(one);
    await press(one, 'forget', {});
    expect(one.html).not.toMatch(/<li id="sms-/);
    expect(personOf(one)).not.toEqual(before);
    expect(house.lab.standIn.sms.read(before.phone)).toEqual([]);
  });
});

describe('a call', () => {
  it('of someone who never presses a key becomes an appeal with its recording', async () => {
    const visitor = await trainee();
    await press(visitor, 'phone', { do: 'call' });
    expect(visitor.words).toContain('Қазақша сөйлесу үшін бірді басыңыз');
    const [sound] = /\/lab\/sound\/[\w-]+\.wav/.exec(visitor.html) ?? [];
    const heard = await house.app.request(sound ?? '', {
      headers: { cookie: `lab=${visitor.cookies.get('lab')}` },
    });
    expect(heard.headers.get('content-type')).toBe('audio/wav');
    expect((await heard.arrayBuffer()).byteLength).toBeGreaterThan(20_000);
    for (let silences = 0; !visitor.html.includes('value="sample"') || silences === 0; silences += 1) {
      if (visitor.html.includes('name="sound"')) break;
      expect(silences).toBeLessThan(6);
      await press(visitor, 'phone', { do: 'silence' });
    }
    await press(visitor, 'phone', { do: 'sample' });
    await press(visitor, 'phone', { do: 'silence' });
    expect(visitor.words).toContain('Өтінішіңіз қабылданды');
    await press(visitor, 'phone', { do: 'hang-up' });
    expect(visitor.words).toContain('Сіз тұтқаны қойдыңыз');
    const appeal = await until(
      async () => (await appealsOf(house)).find(({ channel }) => channel === 'voice') ?? null,
    );
    await until(async () => {
      const files = await house.world.db
        .selectFrom('files')
        .select('kind')
        .where('appeal_id', '=', appeal.id)
        .execute();
      return files.some(({ kind }) => kind === 'sound') ? true : null;
    });
    // The number comes by SMS too, to the same person's telephone.
    await until(async () => ((await visitor.goTo('/lab')).html.includes('<li id="sms-') ? true : null));
    expect(visitor.html).toContain(
      receiptIn(visitor.html.slice(visitor.html.indexOf('<li id="sms-'))).slice(-4),
    );
  });

  it('keeps what was said before the line broke off', async () => {
    const visitor = await trainee('ru');
    const { phone } = personOf(visitor);
    await house.lab.exchange.begin(phone);
    await house.lab.exchange.keys(phone, '2');
    await house.lab.exchange.keys(phone, '1');
    await until(() => (house.lab.exchange.callOf(phone)?.line.waiting?.for === 'recording' ? true : null));
    const before = (await appealsOf(house)).length;
    await house.lab.exchange.record(phone, house.lab.samples.voice, true);
    expect(house.lab.exchange.callOf(phone)).toBeUndefined();
    await until(async () => ((await appealsOf(house)).length === before + 1 ? true : null));
  });
});

describe('the lab and the real world', () => {
  it('never meet: each person is served by the side they are on', async () => {
    const visitor = await trainee();
    await press(visitor, 'sms', { sample: 'ramp-kk' });
    const before = twilio.asked();
    const taken = await signed(account.authToken, '/channels/sms/twilio', sms('+77011112233', 'SMreal1'));
    expect(taken.status).toBe(200);
    await until(() => (twilio.taken.some(({ to }) => to === '+77011112233') ? true : null));
    expect(twilio.asked()).toBe(before + 1);
    expect(house.lab.standIn.sms.read('+77011112233')).toEqual([]);
    expect(twilio.taken.map(({ to }) => to)).not.toContain(personOf(visitor).phone);
  });

  it("the lab's signature is good for lab people alone", async () => {
    const { authToken } = house.lab.standIn.secrets;
    const before = await countInbound();
    for (const [path, form] of [
      ['/channels/sms/twilio', sms('+77011112244', 'SMforged1')],
      ['/channels/voice/twilio', { CallSid: 'CAforged1', From: '+77011112244', CallStatus: 'ringing' }],
      ['/channels/sms/twilio/status', { MessageSid: `SM${'0'.repeat(31)}1`, MessageStatus: 'failed' }],
    ] as const)
      expect((await signed(authToken, path, form)).status, path).toBe(403);
    const update = {
      update_id: 1,
      message: {
        message_id: 1,
        date: 1,
        text: 'x',
        chat: { id: 42, type: 'private' },
        from: { id: 42, is_bot: false, first_name: 'x' },
      },
    };
    const telegram = await house.app.request('/channels/telegram', {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': house.lab.standIn.secrets.webhookSecret },
      body: JSON.stringify(update),
    });
    expect(telegram.status).toBe(403);
    expect(await countInbound()).toBe(before);
  });

  it('a telephone written into a lab appeal is never sent anything', async () => {
    const sides = house.channels.find(({ id }) => id === 'sms');
    const lab = labPersonOf('x'.repeat(22));
    expect(sides?.reaches?.('+77011112255', lab.phone)).toBe(false);
    expect(sides?.reaches?.('+77011112255', String(lab.chatId))).toBe(false);
    expect(sides?.reaches?.(lab.phone, lab.phone)).toBe(true);
    expect(sides?.reaches?.('+77011112255', '+77011112266')).toBe(true);
    expect(sides?.reaches?.('+77011112255', null)).toBe(true);
    // Nothing of the real world is set up for Telegram here.
    const chats = house.channels.find(({ id }) => id === 'telegram');
    expect(chats?.reaches?.('42', null)).toBe(false);
    const outgoing = {
      deliveryId: 'x',
      channel: 'telegram',
      address: '42',
      language: 'kk',
      prompts: [],
    } as const;
    const desk = { openFile: async () => null, partsOut: 0, notePart: async () => undefined };
    expect(await chats?.send?.(outgoing, desk)).toEqual({ outcome: 'never', code: 'lab-only' });
  });

  it('an answer to a lab appeal does not go to a real telephone that stands in it', async () => {
    const visitor = await trainee();
    await press(visitor, 'chat', { 'chat-text': 'Лифт істемейді.' });
    const receipt = receiptIn(visitor.words.slice(visitor.words.indexOf('қабылданды')));
    // Somebody's own number stands in it; then the chat is closed to us.
    const { db, keys } = house.world;
    const { id } = (await appealsOf(house)).find((one) => one.receipt === receipt) ?? { id: '' };
    const { sealed } = await db
      .selectFrom('appeals')
      .select('sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const people = openSealedAppeal(keys, id, sealed);
    const withPhone = { ...people, applicant: { ...people.applicant, phone: '+77011112277' } };
    await db
      .updateTable('appeals')
      .set({ sealed: sealAppeal(keys, id, withPhone) })
      .where('id', '=', id)
      .execute();
    await house.world.db
      .updateTable('conversations')
      .set({ unreachable: 'blocked-by-person' })
      .where('channel', '=', 'telegram')
      .execute();
    await answer(house, receipt, 'Лифт жөнделді.', 'kk');
    await until(async () => {
      const tasks = await house.world.db.selectFrom('tasks').select('kind').execute();
      return tasks.some(({ kind }) => kind === 'send-answer') ? true : null;
    });
    expect(twilio.taken.map(({ to }) => to)).not.toContain('+77011112277');
  });
});

describe('the stand-in', () => {
  const standIn = createStandIn({
    randomBytes: (count) => Buffer.alloc(count, 7),
    now: () => new Date('2026-11-18T05:00:00Z'),
    report: () => undefined,
    root: () => '',
  });
  const app = providers(standIn);
  const { botToken, accountSid, authToken } = standIn.secrets;
  const chat = String(labPersonOf('a'.repeat(22)).chatId);
  const sendMessage = (token: string, to: string, text = 'x') =>
    app.request(`/bot${token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: to, text }),
    });
  const sendSms = (token: string, to: string) =>
    app.request(`/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${token}`)}` },
      body: new URLSearchParams({ To: to, Body: 'x' }).toString(),
    });

  it('takes what is for lab people, from those who know its secrets', async () => {
    expect((await sendMessage(botToken, chat)).status).toBe(200);
    expect((await sendMessage('1:wrong', chat)).status).toBe(401);
    expect((await sendMessage(botToken, '42')).status).toBe(400);
    expect((await sendMessage(botToken, chat, 'x'.repeat(4097))).status).toBe(400);
    expect((await sendSms(authToken, '+77041234567')).status).toBe(201);
    expect((await sendSms('wrong', '+77041234567')).status).toBe(401);
    expect((await sendSms(authToken, '+77011234567')).status).toBe(400);
    expect(standIn.sms.read('+77041234567')).toHaveLength(1);
    expect(standIn.chat.read(chat)).toHaveLength(1);
  });
});

describe('outside the demonstration', () => {
  it('there is no lab, and its signatures open nothing', async () => {
    const app = createApp(house.world, {
      assets: { url: (entry) => `/assets/${entry}` },
      demo: false,
      publicBaseUrl: labBaseUrl,
      contacts: { phone: '1414', sms: null, telegram: null },
      trustedProxies: 0,
      channels: createChannels({
        publicBaseUrl: labBaseUrl,
        now: house.world.now,
        telegram: { token: '1:real', webhookSecret: 'real', apiRoot: 'http://127.0.0.1:9' },
        twilio: { ...account, apiBaseUrl: twilio.url },
        kannel: null,
        smsProvider: 'twilio',
        voiceRussian: 'files',
      }),
    });
    for (const path of ['/lab', '/lab/news', '/lab/files/x'])
      expect((await app.request(path)).status).toBe(404);
    expect((await app.request('/lab/sms', { method: 'POST', body: '' })).status).toBe(404);
    const { authToken, webhookSecret } = house.lab.standIn.secrets;
    const { phone } = labPersonOf('b'.repeat(22));
    const before = await countInbound();
    for (const path of ['/channels/sms/twilio', '/channels/voice/twilio'])
      expect(
        (
          await app.request(
            onWire(
              twilioRequest(`${labBaseUrl}${path}`, authToken, { ...sms(phone, 'SMx'), CallSid: 'CAx' }),
            ),
          )
        ).status,
      ).toBe(403);
    const telegram = await app.request('/channels/telegram', {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': webhookSecret },
      body: '{}',
    });
    expect(telegram.status).toBe(403);
    expect(await countInbound()).toBe(before);
  });
});
