import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { receiveUploads } from '../../../src/actions/receive-uploads.ts';
import { askPerson } from '../../../src/actions/staff/ask-person.ts';
import { noteAppeal } from '../../../src/actions/staff/note-appeal.ts';
import { beginSession } from '../../../src/actions/staff/sitting.ts';
import { takeAppeal } from '../../../src/actions/staff/take-appeal.ts';
import { sealRaw } from '../../../src/actions/talk/keep-for-later.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { Official } from '../../../src/domain/people.ts';
import { officials, organisations } from '../directory.ts';
import { multipart, photo, samples } from '../files.ts';
import { appealAt, form } from '../staff-appeals.ts';
import { type OfficialKey, pageOf } from '../staff-visitor.ts';
import type { World } from '../world.ts';
import { arrive, giveCookie, type Opening, type PageCase, preparedOnce } from './case.ts';

/** A colleague of the same post whose account speaks the wanted language: settings stand in the account. */
const colleague = async (
  world: World,
  key: OfficialKey,
  language: Language,
  account: { readonly must_change_password?: boolean } = {},
): Promise<Official> => {
  const model = officials[key];
  const row = await world.db
    .selectFrom('staff')
    .selectAll()
    .where('id', '=', model.id)
    .executeTakeFirstOrThrow();
  const id = randomUUID();
  await world.db
    .insertInto('staff')
    .values({ ...row, id, email: `${id}@example.kz`, language, ...account })
    .execute();
  return { ...model, id };
};

const desk = preparedOnce(async (world, language) => {
  const people = {
    curator: await colleague(world, 'curatorNorth', language),
    registrar: await colleague(world, 'registrar', language),
    head: await colleague(world, 'headNorth', language),
    council: await colleague(world, 'council', language),
    administrator: await colleague(world, 'administrator', language),
    newcomer: await colleague(world, 'curatorSouth', language, { must_change_password: true }),
  };
  const mine = {
    department_id: organisations.centreNorth,
    curator_id: people.curator.id,
    state: 'distributed',
  };
  for (const due_on of ['2026-11-10', '2026-11-18', '2026-11-20', '2026-12-09'])
    await appealAt(
      world,
      { ...mine, due_on },
      {
        region: 'KZ-75',
        topic: 'visits',
        language: 'ru',
        statement: 'Социальный работник к нам не приходит, я с ним даже не знакома.',
      },
    );
  await appealAt(world, { ...mine, state: 'reopened', due_on: '2026-11-12' }, { urgent: true });
  const waiting = await appealAt(world, { state: 'registered' }, { region: 'KZ-75', urgent: true });

  const submissionId = world.uuid();
  const files = [
    { name: 'files', filename: 'photo.jpg', content: await photo() },
    { name: 'files', filename: 'voice.wav', content: samples.wav() },
    { name: 'files', filename: 'signs.webm', content: samples.webm() },
    { name: 'files', filename: 'letter.pdf', content: samples.pdf() },
  ];
  const received = await receiveUploads(world, { ...multipart(files), submissionId });
  if (!received.ok) throw new Error('the files were not taken');
  const rich = await appealAt(world, mine, {
    submissionId,
    files: received.value.files.map(({ id }) => id),
    // The words are in the other language than the page.
    language: language === 'kk' ? 'ru' : 'kk',
    statement:
      language === 'kk'
        ? 'Разговаривают не со мной, а с моей матерью.'
        : 'Ымдау тілі маманы жоқ болғандықтан түсінбедім.',
    urgent: true,
    needs: ['sign-language', 'plain-language'],
    answerChannel: 'phone',
    representation: {
      representative: { name: 'Ахметов Ерлан', phone: '+77017654321' },
      relation: 'relative',
      authority: 'power-of-attorney',
      mayContactApplicant: true,
    },
  });
  await takeAppeal(world, people.curator, form(rich));
  await askPerson(world, people.curator, { ...form(rich), text: 'В какой день это было?', language: 'ru' });
  await noteAppeal(world, people.curator, { ...form(rich), text: '8 701 000 00 00' });
  const bySms = await appealAt(world, { ...mine, state: 'in-work' }, { answerChannel: 'sms' });
  return {
    people,
    waiting: await pageOf(world, waiting),
    rich: await pageOf(world, rich),
    bySms: await pageOf(world, bySms),
  };
});
type Desk = Awaited<ReturnType<typeof desk>>;

/** A page behind the sign-in, as one of these people sees it. */
const asOfficial =
  (who: keyof Desk['people'], path: string | ((at: Desk) => string)): PageCase['open'] =>
  async (opening) => {
    const prepared = await desk(opening);
    const { world } = opening;
    const { token } = await beginSession(world, world.db, prepared.people[who].id);
    await giveCookie(opening, 'staff', token);
    await arrive(opening, typeof path === 'string' ? path : path(prepared));
  };

/** The pages before the sign-in take their language from the cookie. */
const beforeSignIn = async (opening: Opening, path: string): Promise<void> => {
  await giveCookie(opening, 'lang', opening.language);
  await arrive(opening, path);
};

/** Sends a form of the page as it stands, empty. */
const sendEmpty = async (page: Page, formOf: string): Promise<void> => {
  await page.locator(`${formOf} button[type=submit]`).first().click();
  await page.locator('#error-summary').waitFor();
};

const poison = '0e000000-0000-4000-8000-000000000002';

/** A sending of unknown end and a message that could not be taken; the same at every visit. */
const somethingFailed = async (world: World): Promise<void> => {
  const at = new Date('2026-11-18T09:00:00+05:00');
  const appeal = await world.db.selectFrom('appeals').select('id').limit(1).executeTakeFirst();
  await world.db
    .insertInto('deliveries')
    .values({
      id: '0e000000-0000-4000-8000-000000000001',
      outbox_id: 999_999,
      appeal_id: appeal?.id ?? null,
      conversation_id: null,
      channel: 'telegram',
      kind: 'send:telegram',
      address_blind: null,
      sealed: world.keys.seal('42', 'deliveries'),
      state: 'failed',
      provider_id: null,
      error: 'outcome-unknown',
      began_at: at,
      changed_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const person = { thread: '+77010000009', address: '+77010000009', answerable: true, languageHint: null };
  const what = { kind: 'text', text: 'Біздің үйде лифт жоқ.\nКөмектесіңіздер.' } as const;
  const inbound = { channel: 'sms', externalId: 'poison', ...person, what } as const;
  await world.db
    .insertInto('inbound')
    .values({
      id: poison,
      channel: 'sms',
      external_id: 'poison',
      conversation_id: null,
      received_at: at,
      state: 'poison',
      error: 'TypeError',
      raw: sealRaw(world, poison, { inbound, raw: `?id=1\n${'Body=%D0%91%D1%96%D0%B7'.repeat(12)}` }),
      reply: null,
      language: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const staffPages: readonly PageCase[] = [
  { name: 'staff: sign in', open: (opening) => beforeSignIn(opening, '/staff/sign-in') },
  {
    name: 'staff: sign in with a mistake',
    error: true,
    answersForm: true,
    open: async (opening) => {
      await beforeSignIn(opening, '/staff/sign-in');
      await sendEmpty(opening.page, 'main form');
    },
  },
  { name: 'staff: the first password', open: asOfficial('newcomer', '/staff/password') },
  { name: 'staff: sessions', open: asOfficial('curator', '/staff/sessions') },
  { name: 'staff: curator’s inbox', open: asOfficial('curator', '/staff/') },
  { name: 'staff: registrar’s row', open: asOfficial('registrar', '/staff/') },
  { name: 'staff: head’s first page', open: asOfficial('head', '/staff/') },
  { name: 'staff: council’s first page', open: asOfficial('council', '/staff/') },
  { name: 'staff: administrator’s first page', open: asOfficial('administrator', '/staff/') },
  { name: 'staff: inbox', open: asOfficial('head', '/staff/inbox') },
  { name: 'staff: row', open: asOfficial('registrar', '/staff/row') },
  {
    name: 'staff: what did not reach people',
    open: async (opening) => {
      await somethingFailed(opening.world);
      await asOfficial('registrar', '/staff/deliveries')(opening);
    },
  },
  {
    name: 'staff: a message that could not be taken',
    open: async (opening) => {
      await somethingFailed(opening.world);
      await asOfficial('registrar', `/staff/deliveries/${poison}`)(opening);
    },
  },
  { name: 'staff: department', open: asOfficial('head', '/staff/department') },
  { name: 'staff: an appeal, registrar', open: asOfficial('registrar', ({ waiting }) => waiting) },
  { name: 'staff: an appeal, curator', open: asOfficial('curator', ({ rich }) => rich) },
  { name: 'staff: an appeal answered by SMS', open: asOfficial('curator', ({ bySms }) => bySms) },
  { name: 'staff: an appeal, head', open: asOfficial('head', ({ rich }) => rich) },
  { name: 'staff: the control card', open: asOfficial('curator', ({ rich }) => `${rich}/card`) },
  {
    name: 'staff: an answer with a mistake',
    error: true,
    answersForm: true,
    open: async (opening) => {
      await asOfficial('curator', ({ rich }) => rich)(opening);
      await sendEmpty(opening.page, 'form[data-action=answer]');
    },
  },
  { name: 'staff: no such page', open: asOfficial('curator', '/staff/no-such-page') },
];
