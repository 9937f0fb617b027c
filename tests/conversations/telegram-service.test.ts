import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { receiveUploads } from '../../src/actions/receive-uploads.ts';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { askPerson } from '../../src/actions/staff/ask-person.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import { officials } from '../support/directory.ts';
import { multipart, photo, samples } from '../support/files.ts';
import {
  type EmulatedPerson,
  startTelegramEmulator,
  type TakenMessage,
  type TelegramEmulator,
} from '../support/telegram-emulator.ts';
import { botToken, openTelegramHouse, type TelegramHouse, webhookSecret } from '../support/telegram-house.ts';

let ids = 4_100;
/** Waits until a person has a message with these words, and gives it. */
const hears = (person: EmulatedPerson, words: RegExp, after = 0): Promise<TakenMessage> =>
  vi.waitFor(
    () => {
      const found = person
        .messages()
        .slice(after)
        .find(({ text }) => words.test(text));
      if (found === undefined)
        throw new Error(`${words} was not said; last: ${person.messages().at(-1)?.text ?? 'nothing'}`);
      return found;
    },
    { timeout: 15_000, interval: 20 },
  );
const count = async (
  { world }: TelegramHouse,
  table: 'appeals' | 'inbound' | 'messages',
): Promise<number> => {
  const { n } = await world.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
};

/** What a person can bear to be shown: see accessibility.md, Telegram. */
const isBearable = ({ text, buttons, method }: TakenMessage): void => {
  if (method === 'sendMessage') expect(text.length, text).toBeLessThanOrEqual(300);
  expect(buttons.length).toBeLessThanOrEqual(4);
  for (const { text: label } of buttons) expect(label).toMatch(/\p{L}{2}/u);
  expect(text).not.toMatch(/[{}]|undefined|https?:\/\/\S{60}/);
};

/** A curator has the appeal before them. */
const atCurator = async ({ ctx }: TelegramHouse, appealId: string): Promise<void> => {
  await ctx.db
    .updateTable('appeals')
    .set({
      state: 'distributed',
      curator_id: officials.curatorNorth.id,
      department_id: officials.curatorNorth.organisationId,
    })
    .where('id', '=', appealId)
    .execute();
  const taken = await takeAppeal(ctx, officials.curatorNorth, { appealId, formId: ctx.uuid() });
  expect(taken).toMatchObject({ ok: true });
};

describe.each(['webhook', 'polling'] as const)('by %s', (way) => {
  let telegram: TelegramEmulator;
  let house: TelegramHouse;
  beforeAll(async () => {
    const publicBaseUrl = way === 'webhook' ? 'https://dauys.example' : 'http://127.0.0.1';
    let baseUrl = '';
    telegram = await startTelegramEmulator(botToken, {
      reach: (url) => url.replace('https://dauys.example', baseUrl),
    });
    house = await openTelegramHouse({ apiRoot: telegram.url, publicBaseUrl });
    baseUrl = house.baseUrl;
    if (way === 'webhook')
      await vi.waitFor(() => expect(telegram.webhook()).not.toBeNull(), { timeout: 5_000 });
  });
  afterAll(async () => {
    await house.close();
    await telegram.close();
  });
  const someone = (language_code: string): EmulatedPerson => telegram.person({ id: ++ids, language_code });

  it('tells Telegram what it needs, and learns the name of the bot', async () => {
    await vi.waitFor(() => expect(house.telegram.username()).toBe('dauys_test_bot'), { timeout: 5_000 });
    if (way === 'webhook')
      expect(telegram.calls.find(({ method }) => method === 'setWebhook')?.payload).toEqual({
        url: 'https://dauys.example/channels/telegram',
        secret_token: webhookSecret,
        allowed_updates: ['message', 'edited_message', 'channel_post', 'callback_query', 'my_chat_member'],
      });
    else expect(telegram.webhook()).toBeNull();
    await vi.waitFor(
      () => {
        const menus = telegram.calls.filter(({ method }) => method === 'setMyCommands');
        expect(menus.map(({ payload }) => payload.language_code)).toEqual([undefined, 'kk', 'ru']);
      },
      { timeout: 5_000 },
    );
  });

  it('words in Kazakh become an appeal, and the answer comes back with its files', async () => {
    const aigul = someone('kk');
    await aigul.says('/start');
    const menu = await hears(aigul, /Сізге не керек/);
    expect(menu.buttons.map(({ text }) => text)).toContain('Өтініш беру');
    for (const [index, { text }] of menu.buttons.entries())
      expect(menu.text).toContain(`${index + 1}. ${text}`);
    await aigul.says('Маған үш аптадан бері әлеуметтік қызметкер келген жоқ.');
    const receipt = await hears(aigul, /Өтінішіңіз қабылданды/);
    expect(receipt.text).toMatch(/^\d\d \d{4} \d{4}$/m);
    aigul.messages().forEach(isBearable);

    const { ctx } = house;
    const appeal = await ctx.db.selectFrom('appeals').selectAll().executeTakeFirstOrThrow();
    expect(appeal).toMatchObject({ channel: 'telegram', language: 'kk' });
    await atCurator(house, appeal.id);
    const formId = ctx.uuid();
    const uploads = await receiveUploads(ctx, {
      ...multipart([
        { name: 'file', filename: 'ымдау.mp4', content: samples.mp4() },
        { name: 'file', filename: 'сурет.jpg', content: await photo() },
        { name: 'file', filename: 'жауап.ogg', content: samples.opus() },
        { name: 'file', filename: 'шешім.pdf', content: samples.pdf() },
      ]),
      submissionId: formId,
    });
    if (!uploads.ok) throw new Error(uploads.error);
    const words = `Құрметті өтініш беруші! <b>Маман</b> ертең *келеді* _сағат_ 10-да.\n${'Толығырақ айтамыз. '.repeat(300)}Соңы.`;
    const answered = await answerAppeal(ctx, officials.curatorNorth, {
      appealId: appeal.id,
      formId,
      text: words,
      language: 'kk',
      fileIds: uploads.value.files.map(({ id }) => id),
      overrideReason: 'Өтініш беруші осылай сұрады.',
    });
    expect(answered).toMatchObject({ ok: true });

    await hears(aigul, /шағымдануға болады/);
    const messages = aigul.messages();
    const first = messages.findIndex(({ text }) => text.includes('Құрметті'));
    const answer = messages.slice(first);
    // What was uploaded together has no order of its own.
    expect(
      answer
        .slice(2, -1)
        .map(({ method, file }) => `${method} ${file?.name}`)
        .sort(),
    ).toEqual([
      'sendDocument шешім.pdf',
      'sendPhoto сурет.jpg',
      'sendVideo ымдау.mp4',
      'sendVoice жауап.ogg',
    ]);
    expect(answer.at(-1)?.method).toBe('sendMessage');
    const said = `${answer[0]?.text} ${answer[1]?.text}`.replace(/\s+/g, ' ');
    expect(said).toContain(words.replace(/\s+/g, ' '));
    const video = answer.find(({ method }) => method === 'sendVideo');
    expect(video?.file?.content.equals(samples.mp4())).toBe(true);

    // What is written after the answer belongs to the same appeal.
    await aigul.says('Рақмет, бірақ ешкім келген жоқ.');
    await hears(aigul, /Осы өтінішіңізге қостық:\n\d\d \d{4} \d{4}\n/);
    expect(await count(house, 'appeals')).toBe(1);
  });

  it('the whole journey in Russian, by buttons, words, a contact and an album', async () => {
    const ivan = someone('ru');
    const steps: readonly (readonly [RegExp, () => Promise<void>])[] = [
      [/Для кого/, () => ivan.presses('Для себя')],
      [/Что это/, () => ivan.says('жалоба')],
      [/опасность/, () => ivan.presses('Опасность: нет')],
      [/что случилось/, () => ivan.says('В поликлинике нет пандуса, внутрь не попасть.')],
      [/регион/, () => ivan.presses('Город Алматы')],
      [/учреждени/, () => ivan.presses('Пропустить этот вопрос')],
    ];
    await ivan.says('/appeal');
    for (const [question, act] of steps) {
      const before = ivan.messages().length;
      await hears(ivan, question);
      await act();
      await vi.waitFor(() => expect(ivan.messages().length).toBeGreaterThan(before), { timeout: 5_000 });
    }
    await hears(ivan, /О чём обращение/);
    for (const album of [1, 2]) {
      telegram.keepFile(`p${album}`, await photo());
      await ivan.does({ kind: 'media', media: [{ kind: 'photo', ref: `p${album}` }], text: '', album: 'a1' });
    }
    await hears(ivan, /Фото получено/);
    await ivan.says('/skip');
    await hears(ivan, /Как вас зовут/);
    await ivan.says('Иван Ли');
    await hears(ivan, /В каком виде подготовить ответ/);
    await ivan.says('6');
    const phone = await hears(ivan, /номер телефона/);
    expect(phone.markup).toMatchObject({
      keyboard: [[{ text: 'Отправить мой номер телефона', request_contact: true }], [{ text: 'Пропустить' }]],
    });
    await ivan.does({ kind: 'contact', phone: '+77010000002', own: false });
    await hears(ivan, /номер другого человека/);
    let before = ivan.messages().length;
    await ivan.does({ kind: 'contact', phone: '+77010000003', own: true });
    await vi.waitFor(() => expect(ivan.messages().length).toBeGreaterThan(before), { timeout: 5_000 });
    expect(ivan.messages()[before]?.markup).toEqual({ remove_keyboard: true });
    for (let question = 0; question < 12; question += 1) {
      before = ivan.messages().length;
      const last = ivan.messages().at(-1)?.text ?? '';
      if (/Ваше обращение принято/.test(last)) break;
      await (/согласны/.test(last)
        ? ivan.says('да')
        : /Всё верно/.test(last)
          ? ivan.presses('Отправить')
          : ivan.says('ПРОПУСТИТЬ'));
      await vi.waitFor(() => expect(ivan.messages().length).toBeGreaterThan(before), { timeout: 5_000 });
    }
    await hears(ivan, /Ваше обращение принято/);
    ivan.messages().forEach(isBearable);
    const { ctx } = house;
    const appeal = await ctx.db
      .selectFrom('appeals')
      .selectAll()
      .where('language', '=', 'ru')
      .executeTakeFirstOrThrow();
    expect(appeal).toMatchObject({ channel: 'telegram', type: 'complaint' });
    await vi.waitFor(
      async () => {
        const files = await ctx.db
          .selectFrom('files')
          .select('kind')
          .where('appeal_id', '=', appeal.id)
          .execute();
        expect(files).toEqual([{ kind: 'picture' }, { kind: 'picture' }]);
      },
      { timeout: 15_000 },
    );
    // Every button rested, and none of them was answered by a notice.
    const pressed = telegram.calls.filter(({ method }) => method === 'answerCallbackQuery');
    expect(pressed.length).toBeGreaterThanOrEqual(3);
    for (const { payload } of pressed) expect(Object.keys(payload)).toEqual(['callback_query_id']);

    await atCurator(house, appeal.id);
    const asked = await askPerson(ctx, officials.curatorNorth, {
      appealId: appeal.id,
      formId: ctx.uuid(),
      text: 'На какой улице поликлиника?',
      language: 'ru',
    });
    expect(asked).toMatchObject({ ok: true });
    await hears(ivan, /На какой улице поликлиника\?/);
    await ivan.says('На улице Абая, дом 10.');
    await hears(ivan, /Добавили к вашему обращению/);
  });

  it('a voice message is fetched and is the statement; its length is said', async () => {
    const dana = someone('kk');
    telegram.keepFile('v1', samples.opus());
    await dana.does({ kind: 'media', media: [{ kind: 'voice', ref: 'v1', seconds: 7 }], text: '' });
    const heard = await hears(dana, /7 секунд/);
    expect(heard.text).toMatch(/Өтінішіңіз қабылданды/);
    await vi.waitFor(
      async () => {
        const sounds = await house.world.db
          .selectFrom('files')
          .select('kind')
          .where('kind', '=', 'sound')
          .execute();
        expect(sounds.length).toBeGreaterThanOrEqual(2);
      },
      { timeout: 15_000 },
    );
  });

  it('is declined once in a group, in both languages, and nothing said there is kept', async () => {
    const group = telegram.person({ id: ++ids });
    const groupId = -1_001_000_000_000 - group.user.id;
    // The emulator knows whom it may bring messages to.
    const members = telegram.person({ id: groupId });
    await members.does({ kind: 'blocked' });
    for (let times = 0; times < 3; times += 1) await group.does({ kind: 'crowd' });
    const declined = await hears(members, /жеке жазыңыз/);
    expect(declined.text).toMatch(/Напишите мне лично/);
    await group.says('Өзіме жазамын: баспалдақ биік.');
    await hears(group, /Өтінішіңіз қабылданды/);
    expect(members.messages()).toHaveLength(1);
  });

  it('who blocks the bot is reached otherwise, and whoever comes back is answered again', async () => {
    const bolat = someone('kk');
    await bolat.says('Лифт бір айдан бері істемейді, үйден шыға алмаймын.');
    await hears(bolat, /қабылданды/);
    await bolat.blocks();
    await vi.waitFor(
      async () => {
        const rows = await house.world.db
          .selectFrom('conversations')
          .select('opted_out')
          .where('opted_out', '=', true)
          .execute();
        expect(rows.length).toBeGreaterThanOrEqual(1);
      },
      { timeout: 5_000 },
    );
  });
});
