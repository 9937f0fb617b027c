import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDraft } from '../../src/actions/open-draft.ts';
import { startDraft } from '../../src/actions/start-draft.ts';
import { submitAppeal } from '../../src/actions/submit-appeal.ts';
import { formatReceipt, parseReceipt } from '../../src/domain/receipt-number.ts';
import { readEvents } from '../../src/storage/appeal-reading.ts';
import { blindLookups } from '../../src/storage/blind-index.ts';
import { submission, submitted } from '../support/appeals.ts';
import { organisations } from '../support/directory.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const countsOf = async (appealId: string) => {
  const one = async (table: 'events' | 'outbox', column: 'appeal_id') =>
    (await world.db.selectFrom(table).where(column, '=', appealId).select('id').execute()).length;
  const audit = await world.db
    .selectFrom('audit')
    .where('subject_id', '=', appealId)
    .where('action', '=', 'submit')
    .select('id')
    .execute();
  return {
    events: await one('events', 'appeal_id'),
    outbox: await one('outbox', 'appeal_id'),
    audit: audit.length,
  };
};

test('in working hours an appeal is numbered and registered at once, with everything that belongs to it', async () => {
  const wakes = world.wakes();
  const receipt = await submitted(world, { urgent: true, needs: ['sms-only', 'call-me'], topic: 'visits' });
  expect(receipt).toMatchObject({
    state: 'registered',
    repeated: false,
    deadline: { registersAtOnce: true },
  });
  expect(receipt.code).toMatch(/^\d{6}$/);
  expect(Math.floor(receipt.serial / 10_000_000)).toBe(26);
  expect(parseReceipt(formatReceipt(receipt.serial))).toEqual({ ok: true, value: receipt.serial });
  expect(world.wakes()).toBe(wakes + 1);

  const row = await world.db
    .selectFrom('appeals')
    .where('id', '=', receipt.appealId)
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    serial: receipt.serial,
    state: 'registered',
    form: 'electronic',
    urgent: true,
    needs: ['sms-only', 'call-me'],
    registered_on: '2026-11-18',
    due_on: receipt.deadline.dueOn,
    received_at: receipt.receivedAt,
  });
  expect(row.sealed.toString('utf8')).not.toContain('Сейітова');
  const [byName] = blindLookups(world.keys, 'name', 'СЕЙИТОВА');
  const [byPhone] = blindLookups(world.keys, 'phone', '+7 701 123-45-67');
  expect(row.blind).toEqual(expect.arrayContaining([byName, byPhone]));
  const events = await readEvents(world.db, receipt.appealId);
  expect(events.map(({ verb, from, to, actor }) => [verb, from, to, actor.kind])).toEqual([
    ['receive', null, 'received', 'citizen'],
    ['register', 'received', 'registered', 'service'],
  ]);
  expect(await countsOf(receipt.appealId)).toEqual({ events: 2, outbox: 1, audit: 1 });
});

test('after hours it is received, and registered and distributed only when the next working day begins', async () => {
  world.at('2026-11-20T18:30:01+05:00');
  const receipt = await submitted(world);
  world.at('2026-11-18T10:00:00+05:00');
  expect(receipt.state).toBe('received');
  expect(receipt.deadline.registeredOn).toBe('2026-11-23');
  const entry = await world.db
    .selectFrom('outbox')
    .where('appeal_id', '=', receipt.appealId)
    .select(['kind', 'due_at'])
    .execute();
  expect(entry).toEqual([{ kind: 'distribute', due_at: new Date('2026-11-23T09:00:00+05:00') }]);
  expect((await readEvents(world.db, receipt.appealId)).map(({ verb }) => verb)).toEqual(['receive']);
});

test('the running number begins anew with the year in Almaty, not in Greenwich', async () => {
  world.at('2026-12-31T20:00:00Z');
  const { serial } = await submitted(world);
  world.at('2026-11-18T10:00:00+05:00');
  expect(serial).toBe(270_000_001);
});

test('one form sent fifty times at once is one appeal, and everyone gets the same receipt', async () => {
  const input = submission(world);
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => submitAppeal(world, input)));
  const again = await submitAppeal(world, { ...input, submissionId: input.submissionId.toUpperCase() });
  const receipts = [...outcomes, again].map((outcome) => {
    if (!outcome.ok) throw new Error(outcome.error);
    const { repeated, ...receipt } = outcome.value;
    return { repeated, receipt };
  });
  expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
  for (const { receipt } of receipts) expect(receipt).toEqual(receipts[0]?.receipt);
  const appealId = receipts[0]?.receipt.appealId ?? '';
  const rows = await world.db
    .selectFrom('appeals')
    .where('submission_id', '=', input.submissionId)
    .select('id')
    .execute();
  expect(rows).toEqual([{ id: appealId }]);
  expect(await countsOf(appealId)).toEqual({ events: 2, outbox: 1, audit: 1 });
});

test('many people at once get different numbers; one that cannot be stored takes no other with it', async () => {
  const good = Array.from({ length: 40 }, () => submission(world, { needs: ['call-me'] }));
  const nowhere = submission(world, { organisationId: '0d000000-0000-4000-8000-000000000000' });
  const outcomes = await Promise.allSettled([...good, nowhere].map((input) => submitAppeal(world, input)));
  const serials = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' && outcome.value.ok ? [outcome.value.value.serial] : [],
  );
  expect(new Set(serials).size).toBe(40);
  expect(outcomes.at(-1)?.status).toBe('rejected');
  // They share a telephone: what it is known to need is one row.
  const known = await world.db.selectFrom('known_needs').select('needs').execute();
  expect(known.filter(({ needs }) => needs.join() === 'call-me')).toHaveLength(1);
});

test('the draft is forgotten in the same moment', async () => {
  const { token, draft } = await startDraft(world, { journey: 'appeal', language: 'kk' });
  await submitted(world, { submissionId: draft.submissionId });
  expect(await openDraft(world, token)).toBeNull();
});

test('an applicant who may be contacted is told that someone wrote for them', async () => {
  const representation = {
    representative: { name: 'Сейітов Ерлан', phone: '+77051112233' },
    relation: 'child',
    authority: 'spoken-consent',
    mayContactApplicant: true,
  } as const;
  const { appealId } = await submitted(world, { representation, organisationId: organisations.homeElders });
  const kinds = await world.db
    .selectFrom('outbox')
    .where('appeal_id', '=', appealId)
    .select(['kind', 'channel'])
    .orderBy('kind')
    .execute();
  expect(kinds).toEqual([
    { kind: 'distribute', channel: null },
    { kind: 'notice', channel: 'phone' },
  ]);
  const silent = await submitted(world, {
    representation: { ...representation, mayContactApplicant: false },
  });
  expect((await countsOf(silent.appealId)).outbox).toBe(1);
});

test.each([
  [{ submissionId: 'x' }, 'submission-id'],
  [{ statement: '' }, 'statement-or-files'],
  [{ statement: 'ә'.repeat(10_001) }, 'too-long'],
  [
    { files: Array.from({ length: 6 }, (_, n) => `0e000000-0000-4000-8000-00000000000${n}`) },
    'too-many-files',
  ],
  [{ files: ['0e000000-0000-4000-8000-000000000000'] }, 'files-gone'],
] as const)('refuses %j as %s and stores nothing', async (said, error) => {
  const before = await world.db.selectFrom('appeals').select('id').execute();
  expect(await submitAppeal(world, submission(world, said))).toEqual({ ok: false, error });
  expect(await world.db.selectFrom('appeals').select('id').execute()).toHaveLength(before.length);
});
