import TelegramServer from 'telegram-test-api';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import { officials } from '../support/directory.ts';
import { freePort } from '../support/service.ts';
import { openTelegramHouse, type TelegramHouse } from '../support/telegram-house.ts';

const token = 'sampleToken';
let server: TelegramServer;
let house: TelegramHouse;
beforeAll(async () => {
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' });
  await server.start();
  house = await openTelegramHouse({
    apiRoot: server.config.apiURL,
    publicBaseUrl: 'http://127.0.0.1',
    settings: { token },
  });
});
afterAll(async () => {
  await house.close();
  await server.stop();
});

interface Heard {
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly callback_data: string }[];
}

it('a client written by others gives an appeal by buttons and words, and gets its answer', async () => {
  const client = server.getClient(token, { userId: 815, chatId: 815, timeout: 20_000, interval: 50 });
  const said: Heard[] = [];
  /** Waits until something that the client has got fits. */
  const hears = (words: RegExp): Promise<Heard> =>
    vi.waitFor(
      async () => {
        const history = await client.getUpdatesHistory();
        const messages = history.flatMap((entry): readonly Heard[] => {
          const { message } = entry as {
            message?: { text?: string; chat_id?: unknown; reply_markup?: unknown };
          };
          if (String(message?.chat_id) !== '815') return [];
          const { inline_keyboard: rows = [] } = (message?.reply_markup ?? {}) as {
            inline_keyboard?: Heard['buttons'][];
          };
          return [{ text: message?.text ?? '', buttons: rows.flat() }];
        });
        said.splice(0, said.length, ...messages);
        const found = said.find(({ text }) => words.test(text));
        if (found === undefined) throw new Error(`not said: ${words}`);
        return found;
      },
      { timeout: 15_000, interval: 50 },
    );
  const press = async (heard: Heard, label: string): Promise<void> => {
    const data = heard.buttons.find(({ text }) => text === label)?.callback_data ?? '';
    await client.sendCallback(client.makeCallbackQuery(data));
  };

  await client.sendCommand(client.makeCommand('/start'));
  // This client tells no language of its person: it is asked.
  await press(await hears(/Қай тілде сөйлесеміз/), 'Қазақша');
  const menu = await hears(/Сізге не керек/);
  await press(menu, 'Өтініш беру');
  await press(await hears(/Кім үшін/), 'Өзім үшін');
  await hears(/Бұл не/);
  await client.sendMessage(client.makeMessage('шағым'));
  await press(await hears(/қауіп/), 'Қауіп: жоқ');
  await hears(/Не болғанын айтыңыз/);
  await client.sendMessage(client.makeMessage('Көшеде пандус жоқ, үйден шыға алмаймын.'));
  for (const question of [
    /Қай өңір/,
    /Қай мекеме/,
    /Не туралы/,
    /Аты-жөніңіз/,
    /қандай түрде/,
    /Мекенжайыңызды/,
  ]) {
    await hears(question);
    await client.sendMessage(client.makeMessage('ӨТКІЗУ'));
  }
  await press(await hears(/келісесіз бе/), 'Келісемін');
  await press(await hears(/Бәрі дұрыс па/), 'Жіберу');
  expect((await hears(/қабылданды/)).text).toMatch(/^\d\d \d{4} \d{4}$/m);

  const { ctx } = house;
  const { id } = await ctx.db.selectFrom('appeals').select('id').executeTakeFirstOrThrow();
  await ctx.db
    .updateTable('appeals')
    .set({
      state: 'distributed',
      curator_id: officials.curatorNorth.id,
      department_id: officials.curatorNorth.organisationId,
    })
    .where('id', '=', id)
    .execute();
  await takeAppeal(ctx, officials.curatorNorth, { appealId: id, formId: ctx.uuid() });
  const answered = await answerAppeal(ctx, officials.curatorNorth, {
    appealId: id,
    formId: ctx.uuid(),
    text: 'Пандус келесі аптада орнатылады.',
    language: 'kk',
  });
  expect(answered).toMatchObject({ ok: true });
  await hears(/Пандус келесі аптада орнатылады/);
  await hears(/шағымдануға болады/);
});
