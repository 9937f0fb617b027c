import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/language.ts';
import { parseReceipt } from '../../src/domain/receipt-number.ts';
import { openSealedAppeal } from '../../src/storage/sealed-appeal.ts';
import { soundAt } from '../../src/text/voice-sounds.ts';
import { readWave } from '../../src/text/wave.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import {
  forMyself,
  forNeighbour,
  receiptOn,
  type Said,
  walkTo,
  walkToCheck,
} from '../support/appeal-walk.ts';
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

const visitor = (): Visitor => new Visitor(app);
/** What stands in the database for the number that a confirmation shows. */
const stored = async (number: string) => {
  const serial = parseReceipt(number);
  if (!serial.ok) throw new Error(`${number} is no receipt number`);
  const row = await world.db
    .selectFrom('appeals')
    .selectAll()
    .where('serial', '=', serial.value)
    .executeTakeFirstOrThrow();
  return { ...row, ...openSealedAppeal(world.keys, row.id, row.sealed) };
};
const give = async (said: Said, language: 'kk' | 'ru' = 'kk') => {
  const person = await walkToCheck(visitor(), language, said);
  await person.send();
  expect(person.question).toBe('done');
  return { person, appeal: await stored(receiptOn(person).number) };
};

describe('giving an appeal with scripts off', () => {
  it.each(languages)('goes from the first question to the receipt (%s)', async (language) => {
    const { person, appeal } = await give(forMyself, language);
    expect(appeal).toMatchObject({
      language,
      channel: 'web',
      type: 'complaint',
      urgent: false,
      anonymous: false,
      statement: forMyself.statement,
      region: 'KZ-75',
      topic: 'visits',
      state: 'registered',
      answer_channel: 'site',
      applicant: { name: 'Сейітова Жансая' },
      representative: null,
    });
    const receipt = receiptOn(person);
    expect(receipt.number).toMatch(/^\d\d \d{4} \d{4}$/);
    expect(receipt.code).toBe(appeal.code);
    expect(receipt.due).toBe('2026-12-09');
    expect(person.headers.get('cache-control')).toBe('no-store');
    expect(person.words).toContain(language === 'kk' ? '15 жұмыс күні' : '15 рабочих дней');
  });

  it('asks one question a page, which is its only heading and begins its title', async () => {
    const person = await visitor().goTo('/ru/appeal');
    const seen: string[] = [];
    while (person.question !== 'check') {
      seen.push(person.question);
      expect(person.html.match(/<h1/g)).toHaveLength(1);
      expect(person.title.startsWith(`${person.heading} – шаг ${seen.length} – `)).toBe(true);
      expect(person.html).toContain('data-quick-exit');
      expect(person.main).toMatch(/<form[^>]*>[\s\S]*?<button/);
      await walkTo(
        await person.send(
          forMyself[person.question] ? { [person.question]: forMyself[person.question] ?? '' } : {},
        ),
        person.question,
      );
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('shows the same confirmation when it is loaded again, and opens the appeal from there', async () => {
    const { person } = await give(forMyself);
    const before = receiptOn(person);
    await person.goTo('/kk/appeal/done');
    expect(receiptOn(person)).toEqual(before);
    await person.goTo(person.link('Өтініштің бетін ашу'));
    expect(person.path).toBe('/kk/status/appeal');
    expect(person.words).toContain(before.number);
  });

  it.each(languages)(
    'lets every question be heard, with the words that stand there (%s)',
    async (language) => {
      const person = visitor();
      const heard: string[] = [];
      const listen = (): void => {
        const [, src = ''] = /<audio[^>]* src="([^"]+)"/.exec(person.html) ?? [];
        const found = soundAt(src);
        if (found === null) throw new Error(`nothing to hear at ${person.path}`);
        expect(found.language).toBe(language);
        expect(person.words).toContain(found.sound.text.split(/(?<=[.?])\s/)[0]);
        heard.push(found.sound.key);
      };
      const asked = [
        'for-whom',
        'relation',
        'applicant-phone',
        'type',
        'danger',
        'statement',
        'region',
        'name',
      ];
      await person.goTo(`/${language}/appeal`);
      for (const question of [...asked, 'answer-channel', 'needs', 'hide-name', 'consent']) {
        await walkTo(person, question, forNeighbour);
        listen();
      }
      expect(heard).toContain('web.appeal.name.other');
    },
  );

  it('lets the number be heard on the device that sent it, with the number in no address', async () => {
    const { person } = await give(forMyself);
    const { number } = receiptOn(person);
    const [, src = ''] = /<audio[^>]* src="([^"]+)"/.exec(person.html) ?? [];
    expect(src).not.toContain(number.slice(-4));
    const sound = await person.fetch(src);
    expect(sound.headers.get('content-type')).toBe('audio/wav');
    expect(sound.headers.get('cache-control')).toBe('no-store');
    const bytes = new Uint8Array(await sound.arrayBuffer());
    expect(readWave(bytes).ok).toBe(true);
    const part = await person.fetch(src, { range: 'bytes=0-1' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-1/${bytes.length}`]);
    expect((await visitor().fetch(src)).status).toBe(404);
  });

  it('takes in everything a person may say of themselves', async () => {
    const { appeal } = await give({
      ...forMyself,
      organisation: organisations.homeElders,
      'answer-channel': 'phone',
      phone: '8 (701) 123-45-67',
      needs: ['plain-language', 'audio'],
      details: 'yes',
      address: 'Алматы, Абай даңғылы, 1',
      'birth-date': '27 3 1980',
      iin: '',
      category: 'disability-1',
      'hide-name': 'yes',
    });
    expect(appeal).toMatchObject({
      organisation_id: organisations.homeElders,
      answer_channel: 'phone',
      needs: ['plain-language', 'audio'],
      category: 'disability-1',
      hide_name: true,
      applicant: {
        name: 'Сейітова Жансая',
        phone: '+77011234567',
        address: 'Алматы, Абай даңғылы, 1',
        birthDate: '1980-03-27',
      },
    });
  });

  it('keeps the two people apart when someone writes for another', async () => {
    const said = { ...forNeighbour, 'answer-channel': 'phone', phone: '8 701 123 45 67' };
    const person = await walkTo(await visitor().goTo('/ru/appeal'), 'applicant-name', said);
    expect(person.heading).toBe('Как зовут этого человека?');
    await walkTo(person, 'name', said);
    expect(person.heading).toBe('Как зовут вас самих?');
    await walkTo(person, 'phone', said);
    expect(person.heading).toContain('у вас самих');
    await walkTo(person, 'details', said);
    expect(person.heading).toContain('этого человека');
    await walkTo(person, 'check', said);
    await person.send();
    const appeal = await stored(receiptOn(person).number);
    expect(appeal).toMatchObject({
      relation: 'neighbour',
      authority: 'spoken-consent',
      may_contact_applicant: true,
      applicant: { name: 'Болат Сәкенов', phone: '+77017654321' },
      representative: { name: 'Сейітова Жансая', phone: '+77011234567' },
    });
  });

  it('takes an appeal without a name, and promises no more than is sure', async () => {
    const { name: _, ...unnamed } = forMyself;
    const { person, appeal } = await give(unnamed, 'ru');
    expect(appeal).toMatchObject({ anonymous: true, applicant: {} });
    expect(person.words).toContain('Вы не назвали имя');
    expect(person.words).not.toContain('Последний день для ответа');
    expect(receiptOn(person).due).toBe('2026-12-09');
  });

  it('gives the numbers 102 and 112 at once, and again on the confirmation, when there is danger', async () => {
    const said = { ...forMyself, danger: 'yes' };
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'statement', said);
    for (const number of ['tel:102', 'tel:112']) expect(person.main).toContain(`href="${number}"`);
    await walkTo(person, 'check', said);
    await person.send();
    for (const number of ['tel:102', 'tel:112']) expect(person.main).toContain(`href="${number}"`);
    expect((await stored(receiptOn(person).number)).urgent).toBe(true);
  });

  it('does not ask what the link has said: the report that this service could not be used', async () => {
    const person = await visitor().goTo('/ru/appeal?type=barrier');
    await person.send({ 'for-whom': 'self' });
    expect(person.question).toBe('statement');
    await walkTo(person, 'check', forMyself);
    await person.send();
    expect(await stored(receiptOn(person).number)).toMatchObject({ type: 'barrier', topic: 'this-service' });
  });

  it('finds an institution by its name without Kazakh letters, first those of the region', async () => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'organisation');
    expect(person.words).toContain('Қарттар үйі');
    expect(person.words).not.toContain('Қарасу ауылдық бөлімі');
    await person.goTo('/kk/appeal/organisation?q=КАРАСУ');
    expect(person.words).toContain('Қарасу ауылдық бөлімі');
    await person.send({ organisation: organisations.village });
    expect(person.question).toBe('topic');
    await person.goTo('/kk/appeal/organisation?q=жоқ мекеме');
    expect(person.words).toContain('«жоқ мекеме» бойынша ештеңе табылмады');
    expect(person.value('organisation')).toBe(organisations.village);
  });
});

describe('going back, changing, switching', () => {
  it('keeps every answer when the language is switched on the way', async () => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'name');
    const address = /<a[^>]*hreflang="ru"[^>]*>/.exec(person.html)?.[0] ?? '';
    expect(address).toContain('href="/ru/appeal/name"');
    await person.goTo('/ru/appeal/name');
    expect(person.heading).toBe('Как вас зовут?');
    await walkTo(person, 'check');
    expect(person.words).toContain(String(forMyself.statement));
    await person.send();
    expect(await stored(receiptOn(person).number)).toMatchObject({ language: 'ru', topic: 'visits' });
  });

  it('leads back question by question, each with what was said', async () => {
    const person = await walkTo(await visitor().goTo('/kk/appeal'), 'region');
    await person.goTo(person.link('Артқа'));
    expect(person.question).toBe('statement');
    expect(person.value('statement')).toBe(forMyself.statement);
    await person.goTo(person.link('Артқа'));
    expect([person.question, person.value('danger')]).toEqual(['danger', 'no']);
    await person.send();
    expect(person.question).toBe('region');
  });

  it('comes back to the check page after a change, by way of new questions only', async () => {
    const person = await walkToCheck(visitor(), 'kk');
    await person.goTo('/kk/appeal/name?return=check');
    await person.send({ name: 'Басқа Есім' });
    expect(person.question).toBe('check');
    expect(person.words).toContain('Басқа Есім');

    await person.goTo('/kk/appeal/answer-channel?return=check');
    await person.send({ 'answer-channel': 'email' });
    expect(person.question).toBe('email');
    await person.send({ email: 'zhansaya@mail.kz' });
    expect(person.question).toBe('check');
    expect(person.words).toContain('zhansaya@mail.kz');
  });

  it('sends only what the way leads to: an answer that no longer belongs there is left out', async () => {
    const person = await walkToCheck(visitor(), 'kk', forNeighbour);
    await person.goTo('/kk/appeal/for-whom?return=check');
    await person.send({ 'for-whom': 'self' });
    expect(person.question).toBe('check');
    expect(person.words).not.toContain('Болат');
    expect(person.form.values.map(([name]) => name)).not.toContain('applicant-name');
    await person.send();
    expect(await stored(receiptOn(person).number)).toMatchObject({ relation: null, representative: null });
  });

  it('leads a page that can not be asked yet to the first open question', async () => {
    const person = await visitor().goTo('/kk/appeal/consent');
    expect(person.question).toBe('for-whom');
    await person.send({ 'for-whom': 'self' });
    await person.goTo('/kk/appeal/check');
    expect(person.question).toBe('type');
    await person.goTo('/kk/appeal/no-such-question');
    expect(person.question).toBe('type');
  });

  it('begins to keep anything only with the first answer', async () => {
    const person = await visitor().goTo('/kk/appeal');
    expect([...person.cookies.keys()]).not.toContain('appeal');
    await person.send({ 'for-whom': 'self' });
    expect([...person.cookies.keys()]).toContain('appeal');
  });
});
