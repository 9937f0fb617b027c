import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiveUploads } from '../../src/actions/receive-uploads.ts';
import type { SubmitInput } from '../../src/actions/submit-appeal.ts';
import type { AppealState } from '../../src/domain/states.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import { officials, organisations } from '../support/directory.ts';
import { multipart, photo, samples } from '../support/files.ts';
import { appealAt } from '../support/staff-appeals.ts';
import { type OfficialKey, pageOf, seated } from '../support/staff-visitor.ts';
import type { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Hono<WebEnv>;
beforeAll(async () => {
  world = await openWorld();
  app = wholeApp(world);
});
afterAll(() => world.close());

const north = { department_id: organisations.centreNorth, curator_id: officials.curatorNorth.id };

/** An appeal of the northern centre in a state, opened by an official. */
const opened = async (
  key: OfficialKey,
  state: AppealState,
  said: Partial<SubmitInput> = {},
): Promise<{ appealId: string; visitor: Visitor }> => {
  const place = state === 'received' || state === 'registered' ? {} : north;
  const appealId = await appealAt(world, { ...place, state }, said);
  const visitor = await seated(world, app, key);
  await visitor.goTo(await pageOf(world, appealId));
  return { appealId, visitor };
};
const stateOf = async (appealId: string): Promise<string> => {
  const row = await world.db
    .selectFrom('appeals')
    .select('state')
    .where('id', '=', appealId)
    .executeTakeFirstOrThrow();
  return row.state;
};
const messagesOf = (appealId: string) =>
  world.db
    .selectFrom('messages')
    .select(['kind', 'text', 'language'])
    .where('appeal_id', '=', appealId)
    .orderBy('position')
    .execute();

describe('each form does its work with scripts off', () => {
  test.each([
    ['register', 'registrar', 'received', {}, 'registered'],
    ['take', 'curatorNorth', 'distributed', {}, 'in-work'],
    ['note', 'curatorNorth', 'in-work', { 'note-text': 'Қоңырау шалу керек.' }, 'in-work'],
    ['ask', 'curatorNorth', 'in-work', { 'ask-text': 'Бұл қай күні болды?' }, 'in-work'],
    ['return', 'curatorNorth', 'in-work', { 'return-text': 'Қай мекеме туралы?' }, 'returned'],
    ['answer', 'curatorNorth', 'in-work', { 'answer-text': 'Қызметкер ертең келеді.' }, 'answered'],
    ['close', 'curatorNorth', 'answered', {}, 'closed'],
    ['complete', 'registrar', 'registered', { 'complete-entryNumber': 'К-17' }, 'registered'],
    ['reassign', 'headNorth', 'in-work', { 'reassign-curator': officials.curatorNorthTwo.id }, 'distributed'],
    [
      'forward',
      'curatorNorth',
      'in-work',
      { organisation: organisations.village, 'forward-reason': 'Бұл ауылдық бөлімнің ісі.' },
      'forwarded',
    ],
  ] as const)('%s', async (verb, key, before, fields, after) => {
    const { appealId, visitor } = await opened(key, before);
    expect(visitor.actions).toContain(verb);
    await visitor.act(verb, fields);
    expect(visitor.status).toBe(200);
    expect(visitor.path).toMatch(new RegExp(`\\?done=${verb}`));
    expect(visitor.html).toMatch(/role="status"/);
    expect(await stateOf(appealId)).toBe(after);
  });

  test('distribute, sent unchanged, takes the suggestion', async () => {
    const said = { region: 'KZ-75', topic: 'visits' };
    const { appealId, visitor } = await opened('registrar', 'registered', said);
    expect(visitor.words).toContain('Солтүстік аудан орталығы');
    await visitor.act('distribute');
    const row = await world.db
      .selectFrom('appeals')
      .select(['department_id', 'curator_id', 'state'])
      .where('id', '=', appealId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ department_id: organisations.centreNorth, state: 'distributed' });
    expect([officials.curatorNorth.id, officials.curatorNorthTwo.id]).toContain(row.curator_id);
  });

  test('distribute with nothing to suggest asks whom to give it to, then takes the choice', async () => {
    const { appealId, visitor } = await opened('registrar', 'registered');
    await visitor.act('distribute');
    expect(visitor.status).toBe(422);
    expect(visitor.errors).toHaveLength(1);
    await visitor.act('distribute', {
      'distribute-to': `${organisations.centreSouth}/${officials.curatorSouth.id}`,
    });
    expect(visitor.status).toBe(200);
    expect(await stateOf(appealId)).toBe('distributed');
  });

  test('a task is ticked off, and then the appeal can be closed', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'answered');
    await world.db
      .insertInto('tasks')
      .values({
        id: world.uuid(),
        appeal_id: appealId,
        kind: 'send-answer',
        channel: 'phone',
        recipient: 'writer',
        notice: null,
        since: world.now(),
        done_at: null,
        done_by: null,
      })
      .execute();
    await visitor.goTo(visitor.path);
    expect(visitor.actions).not.toContain('close');
    await visitor.act('task');
    expect(visitor.actions).toContain('close');
  });
});

describe('a form that can’t be taken comes back', () => {
  test('empty text: the reason at the field and in the list, everything else untouched', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    await visitor.act('ask');
    expect(visitor.status).toBe(422);
    expect(visitor.errors).toEqual(['Мәтін жазыңыз.']);
    expect(visitor.html).toMatch(/<a href="#ask-text">/);
    expect(visitor.html).toMatch(/aria-describedby="[^"]*ask-text-error"/);
    expect(visitor.title).toMatch(/^Қате: /);
    expect(await messagesOf(appealId)).toEqual([]);
  });

  test('an answer that does not fit: why, what was typed, and only now a box for why it must go so', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work', {
      language: 'ru',
      needs: ['sign-language'],
    });
    expect(visitor.html).not.toContain('answer-override');
    await visitor.act('answer', { 'answer-text': 'Қызметкер ертең келеді.', 'answer-language': 'kk' });
    expect(visitor.status).toBe(422);
    expect(visitor.html).toMatch(/<a href="#answer-language">/);
    expect(visitor.html).toMatch(/<a href="#answer-files">/);
    const form = visitor.formOf('answer');
    expect(new Map(form.values).get('answer-text')).toBe('Қызметкер ертең келеді.');
    const boxes = form.values.map(([name]) => name).filter((name) => /text|override/.test(name));
    expect(boxes).toEqual(['answer-text', 'answer-override']);
    expect(await stateOf(appealId)).toBe('in-work');

    await visitor.act('answer', { 'answer-override': 'Адам телефонмен келісті.' });
    expect(visitor.status).toBe(200);
    expect(await stateOf(appealId)).toBe('answered');
    expect(visitor.words).toContain('Адам телефонмен келісті.');
  });

  test('a file goes with the answer, and stays with the form while it is mended', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work', { needs: ['sign-language'] });
    const video = new File([new Uint8Array(samples.webm())], 'ымдау.webm');
    await visitor.act('answer', { 'answer-files': video });
    expect(visitor.status).toBe(422);
    expect(visitor.words).toContain('ымдау.webm');
    await visitor.act('answer', { 'answer-text': 'Жауап бейнеде.' });
    expect(visitor.status).toBe(200);
    expect(await stateOf(appealId)).toBe('answered');
    const files = await world.db
      .selectFrom('files')
      .select(['kind', 'message_id'])
      .where('appeal_id', '=', appealId)
      .execute();
    expect(files).toEqual([{ kind: 'video', message_id: expect.any(String) }]);
  });

  test('a file that is not taken is said so, and nothing is sent', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const program = new File([new Uint8Array(samples.exe())], 'бағдарлама.exe');
    await visitor.act('answer', { 'answer-text': 'Жауап.', 'answer-files': program });
    expect(visitor.status).toBe(422);
    expect(visitor.errors.join()).toContain('бағдарлама.exe');
    expect(new Map(visitor.formOf('answer').values).get('answer-text')).toBe('Жауап.');
    expect(await stateOf(appealId)).toBe('in-work');
  });

  test('from a page opened before the last sign-in: nothing is done, the text is there', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const again = await seated(world, app, 'curatorNorth');
    visitor.cookies.set('staff', again.cookies.get('staff') ?? '');
    await visitor.act('note', { 'note-text': 'Ескі беттен жазылған.' });
    expect(visitor.status).toBe(403);
    expect(new Map(visitor.formOf('note').values).get('note-text')).toBe('Ескі беттен жазылған.');
    expect(await messagesOf(appealId)).toEqual([]);
    await visitor.act('note');
    expect(await messagesOf(appealId)).toHaveLength(1);
  });

  test('when the appeal has changed meanwhile, the words are shown for copying', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const head = await seated(world, app, 'headNorth');
    await head.goTo(await pageOf(world, appealId));
    await head.act('answer', { 'answer-text': 'Басшының жауабы.' });
    await visitor.act('answer', { 'answer-text': 'Куратордың жауабы.' });
    expect(visitor.status).toBe(409);
    expect(visitor.actions).not.toContain('answer');
    expect(visitor.words).toContain('Куратордың жауабы.');
  });

  test('sent twice it is done once', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const copy = visitor.tab();
    await visitor.act('ask', { 'ask-text': 'Бір рет?' });
    await copy.act('ask', { 'ask-text': 'Бір рет?' });
    expect(copy.status).toBe(200);
    expect(await messagesOf(appealId)).toHaveLength(1);
  });

  test('sent again from an earlier page with other words, those are not lost', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const earlier = visitor.tab();
    await visitor.act('note', { 'note-text': 'Бірінші жазба.' });
    await earlier.act('note', { 'note-text': 'Екінші жазба.' });
    expect(earlier.status).toBe(409);
    expect(new Map(earlier.formOf('note').values).get('note-text')).toBe('Екінші жазба.');
    await earlier.act('note');
    expect((await messagesOf(appealId)).map(({ text }) => text)).toEqual(['Бірінші жазба.', 'Екінші жазба.']);
  });

  test('completing sends only what was changed: another’s correction meanwhile stays', async () => {
    const { appealId, visitor } = await opened('registrar', 'registered');
    const other = await visitor.tab().goTo(visitor.path);
    await other.act('complete', { 'complete-topic': 'visits' });
    await visitor.act('complete', { 'complete-birthDate': '27.3.1968' });
    expect(visitor.status).toBe(200);
    expect(visitor.words).toContain('1968 жылғы 27 наурыз');
    const row = await world.db
      .selectFrom('appeals')
      .select('topic')
      .where('id', '=', appealId)
      .executeTakeFirst();
    expect(row?.topic).toBe('visits');
  });
});

describe('only what is allowed is offered, and nothing more is done', () => {
  test.each([
    ['registrar', 'registered', ['distribute', 'complete', 'ask', 'note', 'return', 'forward']],
    ['curatorNorth', 'distributed', ['take', 'ask', 'note', 'return', 'forward', 'complete']],
    ['curatorNorthTwo', 'in-work', []],
    ['curatorNorth', 'in-work', ['answer', 'ask', 'note', 'return', 'forward', 'complete']],
    ['curatorNorth', 'closed', ['note']],
    ['registrar', 'in-work', ['distribute', 'ask', 'note', 'reassign', 'return', 'forward', 'complete']],
  ] as const)('%s, %s', async (key, state, verbs) => {
    const { visitor } = await opened(key, state);
    expect([...visitor.actions].sort()).toEqual([...verbs].sort());
  });

  test('a curator of another department finds nothing, and posting changes nothing', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const stranger = await seated(world, app, 'curatorSouth');
    const path = await pageOf(world, appealId);
    await stranger.goTo(path);
    expect(stranger.status).toBe(404);
    const fields = visitor.formOf('note').values.filter(([name]) => name !== 'csrf');
    const own = await opened('curatorSouth', 'in-work');
    expect(own.visitor.status).toBe(404);
    const body = new URLSearchParams([...fields.map(([name, value]) => [name, value]), ['note-text', 'x']]);
    const response = await app.request(`${path}/note`, {
      method: 'POST',
      body,
      headers: { cookie: `staff=${stranger.cookies.get('staff')}` },
    });
    expect(response.status).toBe(404);
    expect(await messagesOf(appealId)).toEqual([]);
  });

  test('a colleague who may look but not act is refused', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const colleague = await seated(world, app, 'curatorNorthTwo');
    await colleague.goTo('/staff/sessions');
    const fields = new Map(visitor.formOf('note').values);
    const body = new URLSearchParams({
      form: fields.get('form') ?? '',
      csrf: colleague.value('csrf') ?? '',
      'note-text': 'x',
    });
    const response = await app.request(`${await pageOf(world, appealId)}/note`, {
      method: 'POST',
      body,
      headers: { cookie: `staff=${colleague.cookies.get('staff')}` },
    });
    expect(response.status).toBe(403);
    expect(await messagesOf(appealId)).toEqual([]);
  });

  test('a form from another site is refused', async () => {
    const { appealId, visitor } = await opened('curatorNorth', 'in-work');
    const body = new URLSearchParams([
      ...visitor.formOf('note').values.map(([name, value]) => [name, value]),
    ]);
    const response = await app.request(`${await pageOf(world, appealId)}/note`, {
      method: 'POST',
      body,
      headers: { cookie: `staff=${visitor.cookies.get('staff')}`, 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  });
});

describe('what the page shows', () => {
  test('the person’s words first, in their language, then everything else', async () => {
    const { visitor } = await opened('curatorNorth', 'in-work', {
      language: 'ru',
      statement: 'Кресло-коляску обещали за пятнадцать дней, жду шестой месяц.',
      needs: ['plain-language', 'call-me'],
      representation: {
        representative: { name: 'Ахметов Ерлан', phone: '+77017654321' },
        relation: 'parent',
        authority: 'guardian',
        mayContactApplicant: false,
      },
    });
    expect(visitor.main).toMatch(/<blockquote lang="ru">Кресло-коляску/);
    const order = ['Кресло-коляску', 'Қарапайым тілмен жазыңыз', 'Сейітова', 'Ахметов', 'id="card"'];
    const places = order.map((words) => visitor.main.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(visitor.main).toContain('data-state="in-work"');
    expect(visitor.words).toContain('Өкіліне жазыңыз');
  });

  test('the address holds the number and nothing of the person', async () => {
    const { visitor } = await opened('curatorNorth', 'in-work');
    expect(visitor.path).toMatch(/^\/staff\/appeals\/\d{10}$/);
    await visitor.goTo(`${visitor.path}/card`);
    expect(visitor.heading).toMatch(/^Бақылау карточкасы \d\d \d{4} \d{4}$/);
    for (const part of ['Тіркеу', 'Бөлу', 'Мерзімін өзгерту', 'Орындау'])
      expect(visitor.words).toContain(part);
  });

  test('the number typed in any way finds the appeal', async () => {
    const { visitor } = await opened('curatorNorth', 'in-work');
    const { path } = visitor;
    const receipt = path.split('/').at(-1) ?? '';
    const find = (number: string) =>
      app.request('/staff/find', {
        method: 'POST',
        body: new URLSearchParams({ number }),
        headers: { cookie: `staff=${visitor.cookies.get('staff')}` },
      });
    const found = await find(`${receipt.slice(0, 2)} ${receipt.slice(2, 6)}-${receipt.slice(6)}`);
    expect(found.headers.get('location')).toBe(path);
    expect((await find('26 0000')).status).toBe(404);
    expect((await find(receipt.slice(0, 9) + String((Number(receipt[9]) + 1) % 10))).status).toBe(404);
  });

  test('files play where they stand, in part or whole, and only for who may see them', async () => {
    const submissionId = world.uuid();
    const parts = [
      { name: 'files', filename: 'сурет.jpg', content: await photo() },
      { name: 'files', filename: 'үн.wav', content: samples.wav() },
      { name: 'files', filename: 'ым.webm', content: samples.webm() },
    ];
    const taken = await receiveUploads(world, { ...multipart(parts), submissionId });
    if (!taken.ok) throw new Error(taken.error);
    const files = taken.value.files.map((file) => file.id);
    const { visitor } = await opened('curatorNorth', 'in-work', { submissionId, files, statement: '' });
    expect(visitor.main).toMatch(/<img [^>]*alt="Адам жіберген 1-сурет"/);
    expect(visitor.main).toMatch(/<audio [^>]*controls/);
    expect(visitor.main).toMatch(/<video [^>]*controls/);
    const [sound = ''] = [...visitor.main.matchAll(/<audio[^>]* src="([^"]*)"/g)].map(([, src]) => src);
    const ask = (key: Visitor, headers: Record<string, string> = {}) =>
      app.request(sound, { headers: { cookie: `staff=${key.cookies.get('staff')}`, ...headers } });

    const whole = await ask(visitor);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('audio/wav');
    expect(whole.headers.get('content-disposition')).toMatch(
      /^attachment; filename\*=UTF-8''%D2%AF%D0%BD\.wav/,
    );
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(samples.wav());

    const part = await ask(visitor, { range: 'bytes=8-11' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 8-11/${samples.wav().length}`);
    expect(await part.text()).toBe('WAVE');
    expect((await ask(visitor, { range: 'bytes=999999-' })).status).toBe(416);

    expect((await ask(await seated(world, app, 'curatorSouth'))).status).toBe(404);
    const nobody = await app.request(sound);
    expect(nobody.status).toBe(303);
  });
});
