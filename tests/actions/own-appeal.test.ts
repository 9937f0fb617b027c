import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addToAppeal } from '../../src/actions/add-to-appeal.ts';
import { distributePending } from '../../src/actions/distribute-pending.ts';
import { openOwnFile } from '../../src/actions/open-own-file.ts';
import { sayNotHelped } from '../../src/actions/say-not-helped.ts';
import { viewOwnAppeal } from '../../src/actions/view-own-appeal.ts';
import { withdrawAppeal } from '../../src/actions/withdraw-appeal.ts';
import { type AppealState, isOpen } from '../../src/domain/states.ts';
import { readAppeal, readEvents } from '../../src/storage/appeal-reading.ts';
import { submitted } from '../support/appeals.ts';
import { officials } from '../support/directory.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** An appeal with a curator, brought into the state that the test begins with. */
const appealIn = async (state: AppealState): Promise<string> => {
  const { appealId } = await submitted(world, { region: 'KZ-75', topic: 'visits', type: 'complaint' });
  await distributePending(world);
  await world.db.updateTable('appeals').set({ state }).where('id', '=', appealId).execute();
  return appealId;
};
const own = async (appealId: string) => {
  const appeal = await viewOwnAppeal(world, appealId);
  if (appeal === null) throw new Error('no such appeal');
  return appeal;
};
const message = (appealId: string, text: string) => ({
  appealId,
  submissionId: world.uuid(),
  language: 'kk' as const,
  text,
  files: [],
});

test('the person sees state, last day with its reckoning, curator and conversation, never a note; the look is audited', async () => {
  const appealId = await appealIn('in-work');
  const words = { appeal_id: appealId, language: 'kk', at: world.now() };
  await world.db
    .insertInto('messages')
    .values([
      {
        ...words,
        id: world.uuid(),
        kind: 'question',
        author_kind: 'staff',
        author_id: officials.curatorNorth.id,
        text: 'Қай күні келмеді?',
      },
      {
        ...words,
        id: world.uuid(),
        kind: 'note',
        author_kind: 'staff',
        author_id: officials.curatorNorth.id,
        text: 'ішкі жазба',
      },
    ])
    .execute();
  await addToAppeal(world, message(appealId, '  Сейсенбіде.\r\nТағы жұмада. '));
  const appeal = await own(appealId);
  expect(appeal).toMatchObject({
    state: 'in-work',
    dueOn: '2026-12-09',
    deadline: { dueOn: '2026-12-09', workingDays: 15 },
    may: { add: true, sayNotHelped: false, withdraw: true },
    department: { ru: 'Центр северного района' },
  });
  expect(appeal.curator).toMatch(/^Куратор/);
  expect(appeal.thread.map(({ kind, author, text }) => [kind, author, text])).toEqual([
    ['question', 'staff', 'Қай күні келмеді?'],
    ['addition', 'citizen', 'Сейсенбіде.\nТағы жұмада.'],
  ]);
  const looks = await world.db
    .selectFrom('audit')
    .where('subject_id', '=', appealId)
    .where('action', '=', 'look')
    .select('actor_kind')
    .execute();
  expect(looks).toEqual([{ actor_kind: 'citizen' }]);
  expect(await viewOwnAppeal(world, world.uuid())).toBeNull();
  expect(await viewOwnAppeal(world, 'nonsense')).toBeNull();
});

test('an addition sent twice is one; one returned for clarification goes back to its department', async () => {
  const appealId = await appealIn('returned');
  const input = message(appealId, 'Мекенжай: Абай көшесі.');
  const outcomes = await Promise.all([addToAppeal(world, input), addToAppeal(world, input)]);
  for (const outcome of outcomes)
    expect(outcome).toEqual({ ok: true, value: { messageId: input.submissionId, state: 'distributed' } });
  expect((await own(appealId)).thread).toHaveLength(1);
  const replies = (await readEvents(world.db, appealId)).filter(({ verb }) => verb === 'reply');
  expect(replies).toMatchObject([
    { from: 'returned', to: 'distributed', data: { messageId: input.submissionId } },
  ]);
  const elsewhere = await appealIn('in-work');
  expect(await addToAppeal(world, { ...input, appealId: elsewhere })).toEqual({
    ok: false,
    error: 'submission-id',
  });
});

test.each([
  [{ text: '  ' }, 'text-or-files'],
  [{ text: 'ә'.repeat(10_001) }, 'too-long'],
  [{ submissionId: 'x' }, 'submission-id'],
  [{ appealId: '0d000000-0000-4000-8000-000000000000' }, 'no-such-appeal'],
  [{ files: ['0d000000-0000-4000-8000-000000000000'] }, 'files-gone'],
] as const)('an addition with %j is refused: %s', async (said, error) => {
  const appealId = await appealIn('in-work');
  expect(await addToAppeal(world, { ...message(appealId, 'сөз'), ...said })).toEqual({ ok: false, error });
  expect((await own(appealId)).thread).toEqual([]);
});

test('“it did not help” reopens it with a new term, before the head and not before the one who answered', async () => {
  const appealId = await appealIn('answered');
  world.at('2026-12-15T11:00:00+05:00');
  const input = { appealId, language: 'kk', reason: 'Қызметкер бәрібір келмеді.' } as const;
  expect(await sayNotHelped(world, input)).toEqual({ ok: true, value: null });
  expect(await sayNotHelped(world, input)).toEqual({ ok: true, value: null });
  const row = await readAppeal(world.db, appealId);
  expect(row).toMatchObject({ state: 'reopened', curator_id: officials.headNorth.id, due_on: '2027-01-11' });
  const appeal = await own(appealId);
  expect(appeal.deadline).toMatchObject({ receivedOn: '2026-12-15', dueOn: '2027-01-11' });
  expect(appeal.thread.map(({ text }) => text)).toEqual(['Қызметкер бәрібір келмеді.']);
  expect((await readEvents(world.db, appealId)).filter(({ verb }) => verb === 'reopen')).toMatchObject([
    { from: 'answered', to: 'reopened', reason: null, data: { dueOn: '2027-01-11' } },
  ]);
  world.at('2026-11-18T10:00:00+05:00');
});

test('only what was answered or closed can be reopened, only what is open can be taken back', async () => {
  const inWork = await appealIn('in-work');
  expect(await sayNotHelped(world, { appealId: inWork, language: 'ru', reason: '' })).toEqual({
    ok: false,
    error: 'not-in-this-state',
  });
  const closed = await appealIn('closed');
  expect(await withdrawAppeal(world, { appealId: closed, language: 'ru', reason: '' })).toEqual({
    ok: false,
    error: 'not-in-this-state',
  });
  const input = { appealId: inWork, language: 'ru', reason: '' } as const;
  expect(await withdrawAppeal(world, input)).toEqual({ ok: true, value: null });
  expect(await withdrawAppeal(world, input)).toEqual({ ok: true, value: null });
  const appeal = await own(inWork);
  expect(isOpen(appeal.state)).toBe(false);
  expect(appeal.may).toEqual({ add: false, sayNotHelped: false, withdraw: false });
  expect((await readEvents(world.db, inWork)).filter(({ verb }) => verb === 'withdraw')).toHaveLength(1);
});

test('a file of an internal note is nobody’s but the officials’; a file of an answer is the person’s', async () => {
  const appealId = await appealIn('in-work');
  const fileOf = async (kind: 'note' | 'answer'): Promise<string> => {
    const [messageId, id, storageName] = [world.uuid(), world.uuid(), world.uuid()];
    const { bytes, sha256 } = await world.files.put(storageName, Readable.from([Buffer.from('0123456789')]));
    await world.db
      .insertInto('messages')
      .values({
        id: messageId,
        appeal_id: appealId,
        at: world.now(),
        kind,
        author_kind: 'staff',
        author_id: officials.curatorNorth.id,
        language: 'kk',
        text: 'сөз',
      })
      .execute();
    await world.db
      .insertInto('files')
      .values({
        id,
        draft_submission_id: null,
        appeal_id: appealId,
        message_id: messageId,
        kind: 'document',
        media_type: 'application/pdf',
        bytes,
        sha256,
        sealed_name: world.keys.seal('жауап.pdf', `files:${id}`),
        created_at: world.now(),
        storage_name: storageName,
      })
      .execute();
    return id;
  };
  const [ofNote, ofAnswer] = [await fileOf('note'), await fileOf('answer')];
  expect(await openOwnFile(world, { fileId: ofNote, of: { appealId } })).toEqual({
    ok: false,
    error: 'not-found',
  });
  const part = await openOwnFile(world, { fileId: ofAnswer, of: { appealId }, range: { start: 2, end: 4 } });
  if (!part.ok) throw new Error(part.error);
  expect(part.value).toMatchObject({
    bytes: 10,
    start: 2,
    end: 4,
    name: 'жауап.pdf',
    mediaType: 'application/pdf',
  });
  expect(Buffer.concat(await part.value.content.toArray()).toString()).toBe('234');
  expect(await openOwnFile(world, { fileId: ofAnswer, of: { appealId }, range: { start: 10 } })).toEqual({
    ok: false,
    error: 'range',
  });
  const stranger = await appealIn('in-work');
  expect(await openOwnFile(world, { fileId: ofAnswer, of: { appealId: stranger } })).toMatchObject({
    ok: false,
  });
  expect((await own(appealId)).thread.map(({ files }) => files.map(({ name }) => name))).toEqual([
    ['жауап.pdf'],
  ]);
});
