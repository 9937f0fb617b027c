import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebEnv } from '../../src/web/visit.ts';
import { forMyself, receiptOn, walkTo, walkToCheck } from '../support/appeal-walk.ts';
import { photo, samples } from '../support/files.ts';
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

const visitor = (): Visitor => new Visitor(app);
const count = async (): Promise<number> => {
  const { appeals } = await world.db
    .selectFrom('appeals')
    .select((eb) => eb.fn.countAll<number>().as('appeals'))
    .executeTakeFirstOrThrow();
  return Number(appeals);
};
const file = (name: string, content: Buffer): File => new File([new Uint8Array(content)], name);

describe('an answer that can not be taken', () => {
  const withDetails = {
    ...forMyself,
    'answer-channel': 'phone',
    phone: '87011234567',
    details: 'yes',
    'birth-date': '',
    iin: '',
  };
  it.each<{ question: string; fields: Record<string, string>; says: string }>([
    { question: 'for-whom', fields: {}, says: 'Өтінішті кім үшін беретініңізді таңдаңыз' },
    { question: 'for-whom', fields: { 'for-whom': 'nobody' }, says: 'Тізімдегі жауаптардың бірін таңдаңыз' },
    {
      question: 'statement',
      fields: { statement: ' \r\n ' },
      says: 'Бірнеше сөз жазыңыз немесе файл қосыңыз',
    },
    {
      question: 'phone',
      fields: { phone: '123' },
      says: 'Телефон нөмірін толық жазыңыз, мысалы 8 701 123 45 67',
    },
    {
      question: 'birth-date',
      fields: { 'birth-date-day': '31', 'birth-date-month': '2', 'birth-date-year': '1980' },
      says: 'Мұндай күн жоқ. Күні мен айын тексеріңіз',
    },
    {
      question: 'birth-date',
      fields: { 'birth-date-day': '1', 'birth-date-month': '1', 'birth-date-year': '2030' },
      says: 'Бұл күн әлі келген жоқ. Жылын тексеріңіз',
    },
    {
      question: 'iin',
      fields: { iin: '800327' },
      says: 'ЖСН 12 цифрдан тұрады. Бәрін жаздыңыз ба, тексеріңіз',
    },
    {
      question: 'iin',
      fields: { iin: '800327300123' },
      says: 'Мұндай ЖСН болмайды. Жеке куәліктегі 12 цифрды қарап, қайта жазыңыз',
    },
    { question: 'consent', fields: {}, says: 'Жалғастыру үшін «Келісемін» дегенді белгілеңіз' },
  ])('$question $fields', async ({ question, fields, says }) => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), question, withDetails);
    await person.send(fields);
    expect(person.question).toBe(question);
    expect(person.path).toMatch(/\?error#error-summary$/);
    expect(person.title).toMatch(/^Қате: /);
    expect(person.errors).toEqual([says]);
    // The same words at the field, which the summary leads to; what was typed stands there unchanged.
    expect(person.words.split(says)).toHaveLength(3);
    expect(person.main).toContain(`id="${question}"`);
    for (const [name, typed] of Object.entries(fields))
      if (typed.trim() !== '' && typed !== 'nobody') expect(person.value(name)).toBe(typed);

    await walkTo(person, 'check', withDetails);
    expect(person.title).not.toMatch(/^Қате/);
  });

  it('says by how much a text is too long, and keeps all of it', async () => {
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'statement');
    const long = 'Ә'.repeat(10_050);
    await person.send({ statement: long });
    expect(person.errors).toEqual(['Текст слишком длинный. Сократите его до 10000 знаков. Сейчас 10050']);
    expect(person.value('statement')).toBe(long);
    await person.goTo('/kk/appeal/statement?error');
    expect(person.errors[0]).toContain('10050 таңба');
    expect(person.value('statement')).toBe(long);
  });

  it.each([300_000, 3_000_000])(
    'says so of %i letters as well, and loses nothing said before',
    async (letters) => {
      const person = await walkTo(await visitor().goTo('/ru/appeal'), 'statement');
      await person.send({ statement: 'ә'.repeat(letters) });
      expect(person.errors[0]).toMatch(/^Текст слишком длинный/);
      expect(person.value('statement')?.length).toBeGreaterThan(100_000);
      await person.send({ statement: 'Коротко' });
      expect(person.question).toBe('region');
    },
  );

  it('refuses a form without files that no page of ours could have sent', async () => {
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'type');
    await person.send({ type: 'x'.repeat(600_000) });
    expect([person.status, person.heading]).toEqual([413, 'Отправлено слишком много сразу']);
    await person.goTo('/ru/appeal');
    expect(person.question).toBe('type');
  });

  it('shows what people wrote as words, not as a page', async () => {
    const said = { ...forMyself, statement: '<script>alert(1)</script> & "тырнақша"\nекінші жол' };
    const person = await walkToCheck(visitor(), 'kk', said);
    expect(person.html).not.toContain('<script>alert');
    expect(person.value('statement')).toBe(said.statement);
    await person.send();
    await person.goTo('/kk/status/appeal');
    expect(person.html).not.toContain('<script>alert');
    expect(person.words).toContain('<script>alert(1)</script> & "тырнақша" екінші жол');
  });
});

describe('files', () => {
  it('takes a file in place of words, shows it on the check page and sends it', async () => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'statement');
    await person.send({ statement: '', files: file('ымдау тілі.mp4', samples.mp4()) });
    expect(person.question).toBe('region');
    await walkTo(person, 'check', forMyself);
    expect(person.words).toContain('ымдау тілі.mp4 (бейне');
    expect(person.words).toContain('Мәтін жазылмады');
    await person.send();
    expect(person.question).toBe('done');
    await person.goTo('/kk/status/appeal');
    expect(person.words).toContain('ымдау тілі.mp4');
  });

  it('stays on the page to add and to take away, and keeps the words typed meanwhile', async () => {
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'statement');
    const picture = file('вход.jpg', await photo());
    await person.send({ statement: 'Нет пандуса', files: [picture, file('голос.wav', samples.wav())] }, [
      'add',
      '1',
    ]);
    expect(person.path).toBe('/ru/appeal/statement#added');
    expect(person.words).toContain('Добавленные файлы (2 / 5)');
    expect(person.value('statement')).toBe('Нет пандуса');
    const [, id = ''] = /name="remove" value="([^"]*)"/.exec(person.html) ?? [];
    await person.send({ statement: 'Нет пандуса и лифта' }, ['remove', id]);
    expect(person.words).toContain('Добавленные файлы (1 / 5)');
    expect(person.words).not.toContain('вход.jpg');
    expect(person.value('statement')).toBe('Нет пандуса и лифта');
    await person.send();
    expect(person.question).toBe('region');
  });

  it('says at the field why a file was not taken, and keeps words and the other file', async () => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'statement');
    const files = [file('сурет.png', await photo('png')), file('вирус.exe', samples.exe())];
    await person.send({ statement: 'Пандус жоқ', files });
    expect(person.errors).toEqual([
      '«вирус.exe» файлының түрін аша алмаймыз. Төмендегі түрлердің бірін таңдаңыз',
    ]);
    expect(person.main).toContain('id="files-error"');
    expect(person.value('statement')).toBe('Пандус жоқ');
    expect(person.words).toContain('Қосылған файлдар (1 / 5)');
    await person.send();
    expect(person.question).toBe('region');
  });

  it('takes no more than five', async () => {
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'statement');
    const six = Array.from({ length: 6 }, (_, index) => file(`${index}.wav`, samples.wav()));
    await person.send({ statement: 'Слова', files: six });
    expect(person.errors).toEqual([
      'Файл «5.wav» не поместился: можно не больше 5 файлов. Уберите один и добавьте снова',
    ]);
    expect(person.words).toContain('Добавленные файлы (5 / 5)');
  });

  it('survives an upload that breaks off: what was saved before is there', async () => {
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'statement');
    await person.send({ statement: 'Сохранено раньше' });
    await person.goTo('/ru/appeal/statement');
    const broken = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.wav"\r\n\r\nRIFF';
    await person.post('/ru/appeal/statement', broken, 'multipart/form-data; boundary=x');
    expect(person.errors).toEqual([
      'Файл дошёл не полностью: похоже, связь прервалась. Выберите файл ещё раз и отправьте',
    ]);
    expect(person.value('statement')).toBe('Сохранено раньше');
  });
});

describe('never two appeals from one form', () => {
  it('shows the same receipt when the form is sent twice, at once or after "back"', async () => {
    const person = await walkToCheck(visitor(), 'kk');
    const [second, third] = [person.tab(), person.tab()];
    const before = await count();
    await Promise.all([person.send(), second.send()]);
    const receipt = receiptOn(person);
    expect(receipt.number).not.toBe('');
    expect(receiptOn(second)).toEqual(receipt);
    await third.send();
    expect(receiptOn(third)).toEqual(receipt);
    expect(await count()).toBe(before + 1);
  });

  it('leads back to the confirmation, not to a second appeal, when the check page is asked for again', async () => {
    const person = await walkToCheck(visitor(), 'kk');
    await person.send();
    const receipt = receiptOn(person);
    await person.goTo('/kk/appeal/check');
    expect(person.question).toBe('done');
    expect(receiptOn(person)).toEqual(receipt);
  });

  it('sends what was checked, whatever another tab changed meanwhile', async () => {
    const person = await walkToCheck(visitor(), 'kk');
    const other = person.tab();
    await other.goTo('/kk/appeal/statement');
    await other.send({ statement: 'Басқа терезеде өзгертілді' });
    await person.send();
    await person.goTo('/kk/status/appeal');
    expect(person.words).toContain(forMyself.statement);
    expect(person.words).not.toContain('Басқа терезеде');
  });

  it('leaves an appeal begun meanwhile as it is', async () => {
    const person = await walkToCheck(visitor(), 'kk');
    const old = person.tab();
    await person.send();
    await walkTo(await person.goTo('/kk/appeal'), 'name');
    for (const [name, value] of person.cookies) old.cookies.set(name, value);
    await old.send();
    expect(old.question).toBe('done');
    person.cookies.set('receipt', old.cookies.get('receipt') ?? '');
    await person.goTo('/kk/appeal');
    expect(person.question).toBe('name');
  });
});

describe('a draft whose time is over', () => {
  it('says so, keeps what was sent just now and asks only for the rest', async () => {
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'statement');
    world.at('2026-11-19T10:30:00+05:00');
    await person.send({ statement: 'Написано после перерыва' });
    expect(person.path).toBe('/ru/appeal/for-whom?expired');
    expect(person.words).toContain('Прежние ответы не сохранились');
    await walkTo(person, 'region', { 'for-whom': 'self', type: 'request', danger: 'no' });
    expect(person.words).not.toContain('Прежние ответы не сохранились');
    await person.goTo(person.link('Назад'));
    expect(person.value('statement')).toBe('Написано после перерыва');
  });

  it('still sends a check page that was left open: it holds everything itself', async () => {
    const person = await walkToCheck(visitor(), 'kk');
    world.at('2026-11-20T09:00:00+05:00');
    await person.send();
    expect(person.question).toBe('done');
  });

  it('asks for a file again that was not kept, and keeps the rest', async () => {
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'statement');
    await person.send({ statement: 'Есть запись', files: file('голос.wav', samples.wav()) });
    await walkTo(person, 'check', forMyself);
    await world.db.deleteFrom('files').execute();
    const before = await count();
    await person.send();
    expect(person.path).toBe('/ru/appeal/check?error=files-gone#error-summary');
    expect(person.errors[0]).toContain('Файл, который вы добавили, не сохранился');
    expect(await count()).toBe(before);
    await person.send();
    expect(person.question).toBe('done');
  });

  it('lives on for 24 hours from the last answer', async () => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'statement');
    world.at('2026-11-19T09:00:00+05:00');
    await person.send({ statement: 'Ертеңіне жазылды' });
    world.at('2026-11-20T08:00:00+05:00');
    await walkTo(person, 'check');
    expect(person.words).toContain('Ертеңіне жазылды');
  });
});

describe('a form that no page of ours would send', () => {
  it('leads to the question that is missing, with nothing lost', async () => {
    const before = await count();
    const person = visitor();
    const body = new URLSearchParams({
      'for-whom': 'self',
      type: 'complaint',
      danger: 'no',
      statement: 'Сөз',
    });
    await person.post('/kk/appeal/send', body, 'application/x-www-form-urlencoded');
    expect(person.question).toBe('answer-channel');
    expect(person.errors).toEqual(['Жауапты қалай алатыныңызды таңдаңыз']);
    await walkTo(person, 'check', forMyself);
    expect(person.words).toContain('Сөз');
    expect(await count()).toBe(before);
  });

  it('mends a check page whose hidden number was spoilt', async () => {
    const person = await walkToCheck(visitor(), 'ru');
    await person.send({ submissionId: 'x' });
    expect(person.errors).toEqual([
      'Эта страница устарела. Ваши ответы сохранены. Проверьте их и отправьте ещё раз',
    ]);
    await person.send();
    expect(person.question).toBe('done');
  });

  it('refuses a form from another site', async () => {
    const response = await app.request('/kk/appeal/for-whom', {
      method: 'POST',
      body: new URLSearchParams({ 'for-whom': 'self' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  });
});

describe('finish and forget', () => {
  it('leaves nothing of the person on the device or in the drafts', async () => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'statement');
    await person.send({ statement: 'Құпия', files: file('дауыс.wav', samples.wav()) });
    await person.goTo(person.link('Аяқтап, жауаптарымды өшіру'));
    await person.send();
    expect(person.path).toBe('/kk/appeal/forgotten');
    expect([...person.cookies.keys()].filter((name) => name === 'appeal' || name === 'receipt')).toEqual([]);
    await person.goTo('/kk/appeal/name');
    expect(person.question).toBe('for-whom');
    expect(await world.db.selectFrom('files').where('appeal_id', 'is', null).selectAll().execute()).toEqual(
      [],
    );
  });

  it('keeps the appeal that was sent: it opens again by number and code alone', async () => {
    const person = await walkToCheck(visitor(), 'kk');
    await person.send();
    const { number, code } = receiptOn(person);
    await person.goTo('/kk/appeal/forget');
    await person.send();
    await person.goTo('/kk/appeal/done');
    expect(person.words).not.toContain(number);
    await person.goTo('/kk/status');
    await person.send({ number, code });
    expect(person.path).toBe('/kk/status/appeal');
  });
});
