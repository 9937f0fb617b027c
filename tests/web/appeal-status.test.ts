import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receiveUploads } from '../../src/actions/receive-uploads.ts';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { askPerson } from '../../src/actions/staff/ask-person.ts';
import { noteAppeal } from '../../src/actions/staff/note-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import { groupReceipt } from '../../src/domain/receipt-number.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import { submitted } from '../support/appeals.ts';
import { officials, organisations } from '../support/directory.ts';
import { multipart, samples } from '../support/files.ts';
import { form, moveTo } from '../support/staff-appeals.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

const morning = '2026-11-18T10:00:00+05:00';
let world: World;
let app: Hono<WebEnv>;
beforeAll(async () => {
  world = await openWorld({ now: morning });
  app = wholeApp(world);
});
beforeEach(() => world.at(morning));
afterAll(() => world.close());

const curator = officials.curatorNorth;
const given = async (said: Parameters<typeof submitted>[1] = {}) => {
  const receipt = await submitted(world, said);
  return { ...receipt, number: groupReceipt(receipt.serial) };
};
type Given = Awaited<ReturnType<typeof given>>;
/** A stranger's device on which number and code were typed. */
const opened = async ({ number, code }: Given, language: 'kk' | 'ru' = 'kk'): Promise<Visitor> => {
  const person = await new Visitor(app).goTo(`/${language}/status`);
  await person.send({ number, code });
  expect(person.path).toBe(`/${language}/status/appeal`);
  return person;
};
const inWork = async (appeal: Given): Promise<void> => {
  await moveTo(world, appeal.appealId, {
    state: 'distributed',
    department_id: organisations.centreNorth,
    curator_id: curator.id,
  });
  expect(await takeAppeal(world, curator, form(appeal.appealId))).toMatchObject({ ok: true });
};
const answered = async (text: string, said: Parameters<typeof submitted>[1] = {}) => {
  const appeal = await given(said);
  await inWork(appeal);
  const done = await answerAppeal(world, curator, { ...form(appeal.appealId), text, language: 'kk' });
  expect(done).toMatchObject({ ok: true });
  return appeal;
};
const stateOn = (person: Visitor): string => /data-state="([^"]*)"/.exec(person.html)?.[1] ?? '';

describe('looking up by number and code', () => {
  it('opens from any device, however the number is typed', async () => {
    const { number, code } = await given();
    for (const typed of [number, number.replaceAll(' ', ''), number.replaceAll(' ', '-')]) {
      const person = await new Visitor(app).goTo('/ru/status');
      await person.send({ number: typed, code });
      expect(person.path).toBe('/ru/status/appeal');
      expect(person.words).toContain(number);
    }
  });

  it.each([
    ['', '', ['Напишите номер обращения', 'Напишите код']],
    [
      '26 0000',
      '123',
      [
        'В номере обращения 10 цифр. Проверьте, все ли они на месте',
        'В коде 6 цифр. Проверьте, все ли они на месте',
      ],
    ],
    ['26 0000 0015', '123456', ['Похоже, в номере ошибка в одной цифре. Посмотрите ещё раз и исправьте']],
  ])('says what to mend in «%s», «%s», and keeps both', async (number, code, says) => {
    const person = await new Visitor(app).goTo('/ru/status');
    await person.send({ number, code });
    expect(person.path).toBe('/ru/status?error#error-summary');
    expect(person.title).toMatch(/^Ошибка: /);
    expect(person.errors).toEqual(says);
    expect([person.value('number'), person.value('code')]).toEqual([number, code]);
    await person.goTo('/kk/status?error');
    expect([person.errors.length, person.value('number')]).toEqual([says.length, number]);
  });

  it('says the same of an unknown number and a wrong code, and never shows the appeal', async () => {
    const { number, code } = await given({ statement: 'Құпия сөз' });
    const wrong = code === '000000' ? '111111' : '000000';
    const [known, unknown] = [new Visitor(app), new Visitor(app)];
    await (await known.goTo('/kk/status')).send({ number, code: wrong });
    await (await unknown.goTo('/kk/status')).send({ number: groupReceipt(269_999_999), code: wrong });
    expect(known.errors).toEqual(['Мұндай нөмір мен код бірге табылмады. Екеуін де тексеріңіз']);
    expect(unknown.errors).toEqual(known.errors);
    await known.goTo('/kk/status/appeal');
    expect(known.path).toBe('/kk/status?again');
  });

  it('says when one may try again after too many wrong codes', async () => {
    const { number } = await given();
    const person = await new Visitor(app).goTo('/ru/status');
    for (let tries = 0; tries <= 10; tries += 1) await person.send({ number, code: '000000' });
    expect(person.errors).toEqual([
      'Слишком много неверных попыток. Попробуйте ещё раз после 10:15 или позвоните нам',
    ]);
  });

  it('forgets the appeal on this device when asked to, and after 24 hours', async () => {
    const appeal = await given();
    const person = await opened(appeal);
    await person.post('/kk/status/forget', '', 'application/x-www-form-urlencoded');
    expect(person.words).toContain('Бұл құрылғы өтінішті ұмытты');
    await person.goTo('/kk/status/appeal');
    expect(person.path).toBe('/kk/status?again');

    const other = await opened(appeal);
    world.at('2026-11-19T10:00:01+05:00');
    await other.goTo('/kk/status/appeal');
    expect(other.path).toBe('/kk/status?again');
  });
});

describe('one’s own appeal', () => {
  it('says how it stands, by when the answer comes and why, and who has it', async () => {
    const appeal = await given({ statement: 'Пандус жоқ' });
    const person = await opened(appeal);
    expect(stateOn(person)).toBe('registered');
    expect(person.words).toContain('әзірге маманға берілген жоқ');
    expect(person.html).toMatch(/<time data-due="" datetime="2026-12-09">/);
    expect(person.words).toContain('15 жұмыс күні');
    expect(person.headers.get('cache-control')).toBe('no-store');
    await inWork(appeal);
    await person.goTo('/ru/status/appeal');
    expect(stateOn(person)).toBe('in-work');
    expect(person.words).toContain('Куратор Айгүл');
    expect(person.main).toContain('<blockquote lang="kk">Пандус жоқ</blockquote>');
  });

  it('shows the question of the official, never her notes, and takes the reply', async () => {
    const appeal = await given();
    await inWork(appeal);
    await askPerson(world, curator, { ...form(appeal.appealId), text: 'Қай күні болды?', language: 'kk' });
    await noteAppeal(world, curator, { ...form(appeal.appealId), text: 'ішкі жазба' });
    const person = await opened(appeal);
    expect(person.words).toContain('Қай күні болды?');
    expect(person.words).toContain('Маманның сұрағына жауап беру');
    expect(person.words).not.toContain('ішкі жазба');
    await person.send({ text: 'Дүйсенбіде болды' });
    expect(person.path).toBe('/kk/status/appeal?added');
    expect(person.words).toContain('Хабарламаңыз өтінішке қосылды');
    expect(person.words).toContain('Дүйсенбіде болды');
  });

  it('adds words and files, once however often the form is sent, and gives the files back', async () => {
    const appeal = await given();
    const person = await opened(appeal, 'ru');
    const again = person.tab();
    const sound = new File([new Uint8Array(samples.wav())], 'звонок.wav');
    await person.send({ text: 'Вот запись', files: sound });
    await again.send({ text: 'Вот запись', files: sound });
    await person.goTo('/ru/status/appeal');
    expect(person.words.split('Вот запись')).toHaveLength(2);
    const href = person.link('Скачать: звонок.wav');
    const response = await app.request(href, {
      headers: { cookie: `receipt=${person.cookies.get('receipt')}`, range: 'bytes=0-3' },
    });
    expect(response.status).toBe(206);
    expect(await response.text()).toBe('RIFF');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename=".*"; filename\*=UTF-8''%D0/,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await app.request(href)).status).toBe(303);
    const stranger = await opened(await given());
    await stranger.goTo(href);
    expect(stranger.status).toBe(404);
  });

  it('says what is wrong with an addition, and keeps it', async () => {
    const person = await opened(await given(), 'ru');
    await person.send({ text: ' ' });
    expect([person.status, person.errors]).toEqual([422, ['Напишите несколько слов или добавьте файл']]);
    expect(person.title).toMatch(/^Ошибка: /);
    expect(person.form.action).toMatch(/#error-summary$/);
    const bad = new File([new Uint8Array(samples.exe())], 'x.exe');
    const good = new File([new Uint8Array(samples.pdf())], 'справка.pdf');
    await person.send({ text: 'Посылаю справку', files: [bad, good] });
    expect(person.errors).toEqual([
      'Мы не можем открыть файл «x.exe» такого типа. Выберите один из типов, названных ниже',
    ]);
    expect(person.value('text')).toBe('Посылаю справку');
    expect(person.words).toContain('справка.pdf');
    await person.send();
    expect(person.path).toBe('/ru/status/appeal?added');
    expect(person.words).toContain('Скачать: справка.pdf');
  });

  it('keeps a message that was being written when the device forgot the appeal', async () => {
    const appeal = await given();
    const person = await opened(appeal, 'ru');
    world.at('2026-11-19T12:00:00+05:00');
    await person.send({ text: 'Писали долго' });
    expect(person.words).toContain('Ваше сообщение не потеряно');
    await person.send({ number: appeal.number, code: '12' });
    expect(person.errors).toEqual(['В коде 6 цифр. Проверьте, все ли они на месте']);
    await person.send({ code: appeal.code });
    expect(person.value('text')).toBe('Писали долго');
    await person.send();
    expect(person.words).toContain('Писали долго');
  });
});

describe('the answer', () => {
  it('stands first, in its own language, with how it can be contested', async () => {
    const appeal = await answered('Қызметкер дүйсенбіде келеді.');
    const person = await opened(appeal, 'ru');
    expect(stateOn(person)).toBe('answered');
    expect(person.main).toContain('<blockquote lang="kk">Қызметкер дүйсенбіде келеді.</blockquote>');
    expect(person.main.indexOf('дүйсенбіде')).toBeLessThan(person.main.indexOf('id="thread"'));
    for (const way of ['Если вы не согласны', 'Не помогло', 'в суд']) expect(person.words).toContain(way);
  });

  it('that did not help is reopened after one more question, to the head, with a term anew', async () => {
    const appeal = await answered('Жоқ.');
    world.at('2026-11-30T10:00:00+05:00');
    const person = await opened(appeal);
    await person.goTo(person.link('Көмектеспеді'));
    expect(stateOn(person)).toBe('');
    await person.send({ reason: 'Ештеңе өзгерген жоқ' });
    expect(person.path).toBe('/kk/status/appeal?reopened');
    expect(stateOn(person)).toBe('reopened');
    expect(person.words).toContain('Ештеңе өзгерген жоқ');
    const row = await world.db
      .selectFrom('appeals')
      .where('id', '=', appeal.appealId)
      .select(['curator_id', 'due_on'])
      .executeTakeFirstOrThrow();
    expect(row.curator_id).toBe(officials.headNorth.id);
    expect(person.html).toContain(`datetime="${row.due_on}"`);
    expect(row.due_on > '2026-12-09').toBe(true);
    await person.goTo('/kk/status/appeal/not-helped');
    expect(person.path).toBe('/kk/status/appeal?changed');
  });

  it('that is a sign-language video plays where it stands', async () => {
    const appeal = await given({ needs: ['sign-language'] });
    await inWork(appeal);
    const sent = form(appeal.appealId);
    const received = await receiveUploads(world, {
      ...multipart([{ name: 'files', filename: 'жауап.mp4', content: samples.mp4() }]),
      submissionId: sent.formId,
    });
    if (!received.ok) throw new Error('the video was not taken');
    const done = await answerAppeal(world, curator, {
      ...sent,
      text: 'Жауап бейнеде де бар.',
      language: 'kk',
      fileIds: received.value.files.map(({ id }) => id),
    });
    expect(done).toMatchObject({ ok: true });
    const person = await opened(appeal);
    expect(person.main).toMatch(/<video controls="" preload="none" src="\/kk\/status\/appeal\/files\//);
  });
});

describe('taking an appeal back', () => {
  it('asks once more; after it nothing can be added', async () => {
    const person = await opened(await given(), 'ru');
    await person.goTo(person.link('Отозвать обращение'));
    expect(person.heading).toBe('Вы точно хотите отозвать обращение?');
    const twice = person.tab();
    await person.send({ reason: '' });
    await twice.send({ reason: '' });
    expect(twice.path).toBe('/ru/status/appeal?withdrawn');
    expect(stateOn(person)).toBe('withdrawn');
    expect(person.main).not.toContain('data-action="add"');
  });

  it('is not offered once it is answered', async () => {
    const person = await opened(await answered('Иә.'));
    expect(person.words).not.toContain('Өтінішті қайтарып алу');
    await person.goTo('/kk/status/appeal/withdraw');
    expect(person.path).toBe('/kk/status/appeal?changed');
    expect(stateOn(person)).toBe('answered');
  });
});
