import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import type { Official, StaffRole } from '../../src/domain/people.ts';
import { smsSegments } from '../../src/domain/sms-length.ts';
import { connect } from '../../src/storage/connect.ts';
import { openSmsHouse, type SmsHouse } from '../support/sms-house.ts';

const appealsOf = (house: SmsHouse) =>
  house.world.db.selectFrom('appeals').select(['id', 'serial', 'language', 'channel', 'state']).execute();
const rows = async (house: SmsHouse, table: 'appeals' | 'inbound' | 'messages' | 'ratings') =>
  Number(
    (
      await house.world.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<string>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
/** The receipt number and the code of what came back. */
const receiptIn = (text: string): { readonly number: string; readonly code: string } => {
  const found = /(\d\d \d{4} \d{4}).*?(\d{6})/.exec(text);
  return { number: found?.[1] ?? '', code: found?.[2] ?? '' };
};

describe.each(['twilio', 'kannel'] as const)('by %s', (provider) => {
  let house: SmsHouse;
  beforeAll(async () => {
    house = await openSmsHouse(provider, { max: 8 });
  });
  afterAll(() => house.close());
  let people = 0;
  const someone = (): string => `+7701${String(1_000_000 + ++people)}`;
  const say = async (from: string, text: string): Promise<string> => {
    await house.write(from, text);
    const heard = await house.heard(from);
    expect(heard.length).toBeLessThanOrEqual(1);
    for (const one of heard) expect(smsSegments(one)).toBeLessThanOrEqual(2);
    return heard.join('\n');
  };

  it('any words in Kazakh become an appeal, confirmed in Kazakh', async () => {
    const me = someone();
    const before = await rows(house, 'appeals');
    expect(await say(me, 'Маған үш аптадан бері әлеуметтік қызметкер келген жоқ.')).toMatch(
      /^Қабылданды: \d\d \d{4} \d{4}, код \d{6}\. Жауап мерзімі: \d\d\.\d\d\.2026\.\nКімсіз/,
    );
    expect(await say(me, 'Сейітова Жансая, Алматы')).toMatch(/өтінішке қостық/);
    expect(await rows(house, 'appeals')).toBe(before + 1);
  });

  it('and in Russian, in Russian; one word begins another appeal', async () => {
    const me = someone();
    expect(await say(me, 'Социальный работник не приходит три недели.')).toMatch(
      /^Принято: \d\d \d{4} \d{4}/,
    );
    expect(await say(me, 'НОВОЕ')).toMatch(/^Новое обращение/);
    expect(await say(me, 'Лифт в поликлинике не работает.')).toMatch(/^Принято/);
  });

  it.each(['КОМЕК', 'KOMEK', 'көмек!', 'Көмек', 'help', 'ПОМОЩЬ'])('%s helps', async (word) => {
    expect(await say(someone(), word)).toMatch(/1414/);
  });

  it('the number alone tells the state to who wrote, and to others with the code only', async () => {
    const [me, other] = [someone(), someone()];
    const { number, code } = receiptIn(await say(me, 'Ғимаратқа арбамен кіре алмаймын.'));
    const mine = await say(me, number.replaceAll(' ', ''));
    expect(mine).toMatch(/түсті|тіркелді|берілді/);
    expect(mine).toContain(number);
    expect(await say(other, number)).toMatch(/код/i);
    expect(await say(other, '000000')).not.toMatch(/тіркелді|берілді/);
    await say(other, number);
    expect(await say(other, code)).toMatch(/түсті|тіркелді|берілді|принято|зарег|передано/i);
  });

  it('a question’s options stand whole, as many at once as two segments hold', async () => {
    const me = someone();
    const heard: string[] = [];
    for (const words of ['ӨТІНІШ', '1', '1', 'жоқ', 'Пандус жоқ, кіре алмаймын.', 'ӨТКІЗУ', 'ӨТКІЗУ'])
      heard.push(await say(me, words));
    expect(heard[0]).toBe('Кім үшін жүгініп отырсыз?\n1. Өзім үшін\n2. Басқа адам үшін');
    expect(heard[1]).toMatch(/\n1\. Шағым\n[\s\S]*\n7\. Бұл қызметті пайдалана алмадым$/);
    expect(heard[4]).toMatch(/^Қай өңір\?\n1\. Астана қаласы\n[\s\S]*\n7\. Басқалары/);
    for (const one of heard) expect(one).not.toContain('…');
  });

  it('a rating is the number of the poster and a mark', async () => {
    const { ratingCode } = house.world.reference.current().organisations.find(({ rated }) => rated) ?? {};
    const before = await rows(house, 'ratings');
    expect(await say(someone(), `${ratingCode} 9`)).toMatch(/9/);
    expect(await rows(house, 'ratings')).toBe(before + 1);
  });

  it('one word switches the language', async () => {
    const me = someone();
    await say(me, 'Пандус жоқ, кіре алмаймын.');
    expect(await say(me, 'РУССКИЙ')).toMatch(/русск/i);
    expect(await say(me, 'справка')).toMatch(/Напишите/);
    expect(await say(me, 'қазақша')).toMatch(/қазақша/);
  });

  it('stop ends notices and never stops someone from writing; start brings them back', async () => {
    const me = someone();
    expect(await say(me, 'ТОҚТА')).toMatch(/БАСТА/);
    expect(await say(me, 'Пандус жоқ, кіре алмаймын.')).toMatch(/^Қабылданды/);
    const one = await house.world.db
      .selectFrom('conversations')
      .select('opted_out')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(one.opted_out).toBe(true);
    expect(await say(me, 'БАСТА')).not.toBe('');
  });

  it('the answer reaches the person once, whole, with how to contest it', async () => {
    const me = someone();
    const { number } = receiptIn(await say(me, 'Орталыққа кіре алмаймын: пандус жоқ.'));
    const serial = Number(number.replaceAll(' ', '').slice(0, 9));
    const { db } = house.world;
    const appeal = await db
      .selectFrom('appeals')
      .select('id')
      .where('serial', '=', serial)
      .executeTakeFirstOrThrow();
    const staff = await db
      .selectFrom('staff')
      .selectAll()
      .where('role', '=', 'curator')
      .executeTakeFirstOrThrow();
    await db
      .updateTable('appeals')
      .set({ state: 'distributed', curator_id: staff.id, department_id: staff.organisation_id })
      .where('id', '=', appeal.id)
      .execute();
    const curator: Official = {
      kind: 'staff',
      id: staff.id,
      role: staff.role as StaffRole,
      organisationId: staff.organisation_id,
    };
    const form = { appealId: appeal.id, formId: house.world.uuid() };
    expect(await takeAppeal(house.world, curator, form)).toMatchObject({ ok: true });
    const text = 'Пандус 20 қарашада орнатылды. Енді есіктен арбамен кіре аласыз. Келіп көріңіз!';
    const answered = await answerAppeal(house.world, curator, {
      ...form,
      formId: house.world.uuid(),
      text,
      language: 'kk',
    });
    expect(answered).toMatchObject({ ok: true });
    const heard = [...(await house.heard(me)), ...(await house.heard(me))];
    const answers = heard.filter((one) => one.includes(text));
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain(number);
    expect(answers[0]).toMatch(/Сотқа/);
    expect(await say(me, 'Рақмет, бірақ есік ашылмайды.')).toMatch(/қостық/);
  });

  it('the same webhook a hundred times at once is one appeal, and gets equal answers', async () => {
    const me = someone();
    const before = { appeals: await rows(house, 'appeals'), inbound: await rows(house, 'inbound') };
    const request = house.message(me, 'Жүз рет келген бір хабар: лифт істемейді.', `again-${provider}`);
    const responses = await Promise.all(Array.from({ length: 100 }, () => house.post(request)));
    const told = await Promise.all(responses.map(async (one) => `${one.status} ${await one.text()}`));
    expect(new Set(told).size).toBe(1);
    expect(responses[0]?.status).toBe(200);
    expect(await rows(house, 'appeals')).toBe(before.appeals + 1);
    expect(await rows(house, 'inbound')).toBe(before.inbound + 1);
    expect(await house.heard(me)).toHaveLength(1);
  });

  it('the same words with two ids are two messages', async () => {
    const me = someone();
    const before = { messages: await rows(house, 'messages'), inbound: await rows(house, 'inbound') };
    await house.write(me, 'Лифт істемейді.');
    await house.write(me, 'Лифт істемейді.');
    expect(await rows(house, 'inbound')).toBe(before.inbound + 2);
    expect(await rows(house, 'messages')).toBe(before.messages + 1);
  });

  it('somebody else’s signature gets 403 and leaves nothing, no form at all 400', async () => {
    const before = await rows(house, 'inbound');
    const request = house.message(someone(), 'Мен емес.');
    const url = new URL(request.url);
    url.searchParams.set('secret', 'guessed');
    const forged = { ...request, url, header: () => 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' };
    expect((await house.post(forged)).status).toBe(403);
    const bare = new URL(request.url);
    bare.searchParams.delete('secret');
    expect((await house.post({ ...request, url: bare, header: () => null })).status).toBe(403);
    expect((await house.post(house.message('', '', ''))).status).toBe(400);
    expect(await rows(house, 'inbound')).toBe(before);
  });

  it('with the database away it says 503 at once, and the provider’s next try is taken', async () => {
    const me = someone();
    const away = connect('postgres://nobody@127.0.0.1:1/none');
    const request = house.message(me, 'Дерекқор жоқта келген хабар.', `away-${provider}`);
    const began = performance.now();
    expect((await house.post(request, away.db)).status).toBe(503);
    expect(performance.now() - began).toBeLessThan(2_000);
    await away.close();
    const before = await rows(house, 'appeals');
    expect((await house.post(request)).status).toBe(200);
    expect((await house.post(request)).status).toBe(200);
    expect(await rows(house, 'appeals')).toBe(before + 1);
    expect(await house.heard(me)).toHaveLength(1);
  });

  it.each(['KASPI', '1414', '7007', '+77270000000'])('%s is stored and never answered', async (name) => {
    const before = await rows(house, 'inbound');
    await house.write(name, 'Құрметті клиент! Сізге несие мақұлданды.');
    expect(await rows(house, 'inbound')).toBe(before + 1);
    expect(await house.heard(name)).toEqual([]);
  });

  it('two machines that answer each other come to an end', async () => {
    const machine = someone();
    let said = 'Автоматты жауап: мен қазір жауап бере алмаймын.';
    let answers = 0;
    for (let turn = 0; turn < 70; turn += 1) {
      await house.write(machine, said);
      const [back] = await house.heard(machine);
      if (back === undefined) break;
      answers += 1;
      said = back;
    }
    expect(answers).toBeGreaterThan(0);
    expect(answers).toBeLessThanOrEqual(60);
    expect((await appealsOf(house)).length).toBeGreaterThan(0);
    // A person is heard again after the pause.
    house.later(3_600_000);
    expect(await say(machine, 'КӨМЕК')).toMatch(/1414/);
  });
});
