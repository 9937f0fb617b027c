import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebEnv } from '../../src/web/visit.ts';
import { organisations } from '../support/directory.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Hono<WebEnv>;
beforeAll(async () => {
  world = await openWorld();
  app = wholeApp(world);
});
afterAll(() => world.close());

type Given = Readonly<Record<string, Readonly<Record<string, string>>>>;
const plain: Given = {
  institution: { institution: organisations.centreNorth },
  service: { service: 'home-care' },
  when: { when: 'last-month' },
  mark: { mark: '9' },
  reason: { reason: '' },
  indicators: {},
};
/** Answers question after question until the page named, or the check page. */
const answer = async (person: Visitor, given: Given, until = 'check'): Promise<readonly string[]> => {
  const met: string[] = [];
  for (let pages = 0; pages < 20 && person.question !== until; pages += 1) {
    met.push(person.question);
    expect(person.status).toBe(200);
    await person.send(given[person.question] ?? {});
    expect(person.errors).toEqual([]);
  }
  return met;
};
const rate = async (given: Given, language = 'kk', person = new Visitor(app)): Promise<Visitor> => {
  await person.goTo(`/${language}/rate`);
  await answer(person, given);
  return person.send();
};
const ratings = () => world.db.selectFrom('ratings').selectAll().orderBy('position').execute();
const newest = async () => (await ratings()).at(-1);

describe('rating a service without scripts', () => {
  it.each([
    ['kk', 'Қай мекемені бағалайсыз?', 'Рақмет. Бағаңыз қабылданды', 'Солтүстік аудан орталығы'],
    ['ru', 'Какое учреждение вы оцениваете?', 'Спасибо. Ваша оценка принята', 'Центр северного района'],
  ])('goes question by question to the thanks (%s)', async (language, first, thanks, name) => {
    const person = await new Visitor(app).goTo(`/${language}/rate`);
    expect(person.heading).toBe(first);
    const met = await answer(person, {
      ...plain,
      reason: { reason: 'Бәрі жақсы' },
      indicators: { 'indicator-3': '7', 'indicator-8': '10' },
    });
    expect(met).toEqual(['institution', 'service', 'when', 'mark', 'reason', 'indicators']);
    expect(person.words).toContain(name);
    expect(person.words).toContain('Бәрі жақсы');
    await person.send();
    expect(person.heading).toBe(thanks);
    expect(person.words).toContain(name);
    expect(await newest()).toMatchObject({
      institution_id: organisations.centreNorth,
      score: 9,
      service: 'home-care',
      service_when: 'last-month',
      reason: 'Бәрі жақсы',
      indicators: [0, 0, 7, 0, 0, 0, 0, 10, 0, 9],
      language,
      channel: 'web',
    });
  });

  it('can be given with the mark alone', async () => {
    const person = await rate({ institution: { institution: organisations.supplier }, mark: { mark: '10' } });
    expect(person.question).toBe('done');
    expect(await newest()).toMatchObject({ score: 10, service: null, service_when: null, reason: null });
  });

  it('begins with the institution that a link names, chosen already', async () => {
    const person = await new Visitor(app).goTo('/ru/rate?institution=test-homeElders');
    expect(person.value('institution')).toBe(organisations.homeElders);
    await person.send();
    expect(person.question).toBe('service');
    await person.goTo('/ru/rate?institution=test-village');
    await person.send({ institution: organisations.centreSouth });
    await person.goTo('/ru/rate/institution');
    expect(person.value('institution')).toBe(organisations.centreSouth);
    expect((await new Visitor(app).goTo('/ru/rate?institution=nonsense')).question).toBe('institution');
  });

  it('finds an institution by words and by region, and offers only those that are rated', async () => {
    const person = await new Visitor(app).goTo('/kk/rate');
    expect(person.html).not.toContain(organisations.ministry);
    await person.goTo('/kk/rate/institution?q=солтустик');
    expect(person.html).toContain(organisations.centreNorth);
    expect(person.html).not.toContain(organisations.centreSouth);
    await person.goTo('/kk/rate/institution?q=&region=KZ-19');
    expect(person.words).toContain('Бұл өңірде 1 мекеме бар.');
    expect(person.html).not.toContain(organisations.centreNorth);
    await person.goTo('/kk/rate/institution?q=жоқнәрсе');
    expect(person.words).toContain('ештеңе табылмады');
  });

  it.each([
    ['institution', {}, 'Мекемені таңдаңыз'],
    ['institution', { institution: organisations.ministry }, 'Бұл мекеме енді тізімде жоқ'],
  ])('says what is missing at %s %o', async (page, fields, words) => {
    const person = await new Visitor(app).goTo(`/kk/rate/${page}`);
    await person.send(fields);
    expect(person.errors.join()).toContain(words);
    expect(person.title).toMatch(/^Қате:/);
  });

  it('says that a mark is missing, and keeps a reason that is too long', async () => {
    const person = await new Visitor(app).goTo('/ru/rate');
    await answer(person, plain, 'mark');
    await person.send();
    expect(person.errors).toEqual(['Выберите оценку от 1 до 10']);
    await person.send({ mark: '6' });
    await person.send({ reason: 'а'.repeat(2001) });
    expect(person.errors.join()).toContain('у вас 2001');
    expect(person.value('reason')).toHaveLength(2001);
  });

  it('refuses an indicator out of range and keeps the others', async () => {
    const person = await new Visitor(app).goTo('/ru/rate');
    await answer(person, plain, 'indicators');
    await person.send({ 'indicator-1': '12', 'indicator-2': '4' });
    expect(person.errors).toHaveLength(1);
    expect(person.value('indicator-2')).toBe('4');
    await person.send({ 'indicator-1': '' });
    expect(person.question).toBe('check');
    await person.goTo('/ru/rate/indicator-2?return=check');
    expect(person.question).toBe('indicators');
    expect(person.value('indicator-2')).toBe('4');
  });

  it('asks only for the indicators that apply', async () => {
    await world.db
      .updateTable('organisations')
      .set({ indicators: [1, 2, 10] })
      .where('id', '=', organisations.village)
      .execute();
    await world.reference.refresh();
    const person = await new Visitor(app).goTo('/kk/rate');
    await answer(person, { ...plain, institution: { institution: organisations.village } }, 'indicators');
    expect(person.form.values.map(([name]) => name)).toEqual(['indicator-1', 'indicator-2']);
  });

  it('sent twice, or from two tabs at once, is one rating', async () => {
    const person = await new Visitor(app).goTo('/kk/rate');
    await answer(person, { ...plain, institution: { institution: organisations.homeChildren } });
    const before = (await ratings()).length;
    const other = person.tab();
    const late = person.tab();
    await Promise.all([person.send(), other.send()]);
    // Back, and sent once more: by now the device is known.
    late.cookies.set('device', person.cookies.get('device') ?? '');
    await late.send();
    expect(late.question).toBe('done');
    expect([person.question, other.question]).toEqual(['done', 'done']);
    expect(await ratings()).toHaveLength(before + 1);
    await other.goTo('/kk/rate/check');
    expect(other.question).toBe('institution');
  });

  it('can be changed at the check page and comes back there', async () => {
    const person = await new Visitor(app).goTo('/ru/rate');
    await answer(person, plain);
    await person.goTo('/ru/rate/mark?return=check');
    await person.send({ mark: '3' });
    expect(person.question).toBe('make-appeal');
    await person.send({ 'make-appeal': 'no' });
    expect(person.question).toBe('check');
  });

  it('keeps answers when the language is switched', async () => {
    const person = await new Visitor(app).goTo('/kk/rate');
    await answer(person, plain, 'mark');
    await person.goTo('/ru/rate/mark');
    expect(person.heading).toBe('Какую оценку вы ставите?');
    expect((await person.goTo('/ru/rate/institution')).value('institution')).toBe(organisations.centreNorth);
  });
});

describe('a second rating on the same device', () => {
  it('asks whether it is another person’s before anything else, and takes it marked', async () => {
    const person = await rate(plain);
    await person.goTo('/kk/rate');
    await person.send({ institution: organisations.centreNorth });
    expect(person.heading).toBe('Бұл – басқа адамның бағасы ма?');
    await person.send({ 'another-person': 'yes' });
    await answer(person, plain);
    await person.send();
    expect(person.question).toBe('done');
    expect((await newest())?.another_person).toBe(true);
  });

  it('of the same person ends with when it was, and nothing more is asked', async () => {
    const person = await rate(plain, 'ru');
    const before = (await ratings()).length;
    await person.goTo('/ru/rate');
    await person.send({ institution: organisations.centreNorth });
    await person.send({ 'another-person': 'no' });
    expect(person.heading).toBe('Вы уже оценили это учреждение');
    expect(person.words).toContain('18 ноября 2026 года');
    expect(person.words).toContain('1 января 2027 года');
    await person.goTo('/ru/rate/mark');
    expect(person.question).toBe('again');
    expect(await ratings()).toHaveLength(before);
    await person.goTo('/ru/rate/institution');
    await person.send({ institution: organisations.centreSouth });
    expect(person.question).toBe('service');
  });

  it('begun in another tab meanwhile is asked about at the end, with nothing lost', async () => {
    const person = await new Visitor(app).goTo('/ru/rate');
    await answer(person, { ...plain, reason: { reason: 'Пришли вовремя' } });
    const before = (await ratings()).length;
    // The other tab of the same device sends first, as a rating of its own.
    const other = new Visitor(app);
    await rate(plain, 'ru', other);
    person.cookies.set('device', other.cookies.get('device') ?? '');
    await person.send();
    expect(person.question).toBe('another-person');
    await person.send({ 'another-person': 'yes' });
    expect(person.question).toBe('check');
    expect(person.words).toContain('Пришли вовремя');
    await person.send();
    expect(person.question).toBe('done');
    expect(await ratings()).toHaveLength(before + 2);
  });
});

describe('an appeal of a low mark', () => {
  const low: Given = {
    ...plain,
    mark: { mark: '2' },
    reason: { reason: 'Қызметкер келмеді.' },
    'make-appeal': { 'make-appeal': 'yes' },
  };
  it('has the institution and the words in it already', async () => {
    const person = await rate(low);
    expect(person.words).toContain('көшіріп қойдық');
    await person.goTo(person.link('Өтінішті жалғастыру'));
    expect(person.question).toBe('for-whom');
    for (let pages = 0; pages < 20 && person.question !== 'check'; pages += 1) {
      expect(['type', 'statement', 'region', 'organisation']).not.toContain(person.question);
      await person.send(
        { 'for-whom': { 'for-whom': 'self' }, danger: { danger: 'no' }, consent: { consent: 'yes' } }[
          person.question
        ] ?? (person.question === 'answer-channel' ? { 'answer-channel': 'site' } : {}),
      );
    }
    expect(person.words).toContain('Қызметкер келмеді.');
    expect(person.words).toContain('Солтүстік аудан орталығы');
  });

  it('leaves an appeal that was begun before as it is', async () => {
    const person = await new Visitor(app).goTo('/ru/appeal');
    await person.send({ 'for-whom': 'self' });
    await person.send({ type: 'complaint' });
    await person.send({ danger: 'no' });
    await person.send({ statement: 'Пандуса нет.' });
    await rate(low, 'ru', person);
    expect(person.words).toContain('мы его не изменили');
    await person.goTo('/ru/appeal/statement');
    expect(person.value('statement')).toBe('Пандуса нет.');
  });

  it('is not made where it was not wished for', async () => {
    const person = await rate({ ...low, 'make-appeal': { 'make-appeal': 'no' } }, 'ru');
    expect(person.cookies.has('appeal')).toBe(false);
  });
});

it('leaves nothing of the person on the device but a random token', async () => {
  const person = await rate({ ...plain, reason: { reason: 'Менің сөзім' } });
  expect([...person.cookies.keys()].sort()).toEqual(['device', 'lang']);
  expect(person.cookies.get('device')).toMatch(/^[\w-]{22}$/);
  await person.goTo('/kk/rate/forget');
  await person.send();
  expect(person.question).toBe('forgotten');
});
