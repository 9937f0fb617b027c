import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeAppeal } from '../../src/actions/staff/complete-appeal.ts';
import { openAppeal } from '../../src/actions/staff/open-appeal.ts';
import type { CompleteInput } from '../../src/actions/staff/verb-inputs.ts';
import { blindLookups } from '../../src/storage/blind-index.ts';
import type { BlindField } from '../../src/storage/keys.ts';
import { officials, organisations } from '../support/directory.ts';
import { appealAt, form } from '../support/staff-appeals.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const { registrar, head } = officials;
const complete = (appealId: string, fields: Partial<CompleteInput>) =>
  completeAppeal(world, registrar, { ...form(appealId), ...fields });
const story = async (appealId: string) => {
  const opened = await openAppeal(world, head, appealId);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
};
/** Held by the department itself, where the registrar works. */
const appeal = (place = {}, said = {}) =>
  appealAt(world, { state: 'in-work', department_id: organisations.department, ...place }, said);

const foundBy = async (field: BlindField, value: string, appealId: string): Promise<boolean> => {
  const { blind } = await world.db
    .selectFrom('appeals')
    .where('id', '=', appealId)
    .select('blind')
    .executeTakeFirstOrThrow();
  return blindLookups(world.keys, field, value).some((hash) => blind.includes(hash));
};

test('what was open is completed: sealed anew, found by the new value, named in the event without a value', async () => {
  const representation = {
    representative: { name: 'Оспанов Ерлан', phone: '+77017654321' },
    relation: 'child',
    authority: 'spoken-consent',
    mayContactApplicant: true,
  } as const;
  const appealId = await appeal(
    {},
    { applicant: { phone: '+77011234567' }, anonymous: true, representation },
  );
  const before = await story(appealId);
  expect(before.missing).toEqual(['region', 'topic', 'organisation']);
  const outcome = await complete(appealId, {
    entryNumber: ' 12/345 ',
    correspondent: 'Қала әкімдігі',
    topic: 'visits',
    region: 'KZ-75',
    category: 'pensioner',
    organisationId: organisations.homeElders,
    type: 'complaint',
    urgent: true,
    name: 'Қуанышова Әсел',
    phone: '8 (702) 000-11-22',
    address: 'Алматы, Абай даңғылы, 12',
    birthDate: '14.03.1985',
    iin: '850314400123',
    identityConfirmed: true,
  });
  // The control digit of this IIN is wrong: nothing at all was changed.
  expect(outcome).toEqual({ ok: false, error: 'iin' });
  expect((await story(appealId)).entryNumber).toBeNull();

  const right = await complete(appealId, {
    entryNumber: ' 12/345 ',
    correspondent: 'Қала әкімдігі',
    topic: 'visits',
    region: 'KZ-75',
    category: 'pensioner',
    organisationId: organisations.homeElders,
    type: 'complaint',
    urgent: true,
    name: 'Қуанышова Әсел',
    phone: '8 (702) 000-11-22',
    address: 'Алматы, Абай даңғылы, 12',
    birthDate: '14.03.1985',
    identityConfirmed: true,
  });
  expect(right).toMatchObject({ ok: true, value: { state: 'in-work' } });
  const now = await story(appealId);
  expect(now.applicant).toEqual({
    name: 'Қуанышова Әсел',
    phone: '+77020001122',
    address: 'Алматы, Абай даңғылы, 12',
    birthDate: '1985-03-14',
  });
  expect(now.representation?.representative).toEqual(representation.representative);
  expect(now).toMatchObject({
    entryNumber: '12/345',
    correspondent: 'Қала әкімдігі',
    category: { code: 'pensioner' },
    identity: 'confirmed',
    anonymous: false,
    missing: [],
    line: { type: 'complaint', urgent: true, topic: { code: 'visits' }, region: { code: 'KZ-75' } },
  });
  expect(now.events.at(-1)?.data).toEqual({
    fields: [
      ...['entryNumber', 'correspondent', 'type', 'urgent', 'topic', 'category', 'region'],
      ...['organisationId', 'identity', 'phone', 'name', 'address', 'birthDate'],
    ],
    entryNumber: '12/345',
  });
  expect(await foundBy('name', 'қуанышова', appealId)).toBe(true);
  expect(await foundBy('phone', '+77020001122', appealId)).toBe(true);
  expect(await foundBy('phone', '+77011234567', appealId)).toBe(false);
  expect(await foundBy('name', 'Оспанов', appealId)).toBe(true);
});

test('a form that comes back as it was changes nothing and says so', async () => {
  const appealId = await appeal({ region: 'KZ-75' });
  const same = {
    name: 'Сейітова Жансая',
    phone: '+77011234567',
    region: 'KZ-75',
    topic: '',
    type: 'request',
  };
  expect(await complete(appealId, same as Partial<CompleteInput>)).toEqual({
    ok: false,
    error: 'nothing-changed',
  });
});

test('what is emptied is taken out', async () => {
  const appealId = await appeal({ region: 'KZ-75', topic: 'visits' });
  await complete(appealId, { region: null, topic: '', phone: '' });
  const now = await story(appealId);
  expect(now.applicant).toEqual({ name: 'Сейітова Жансая' });
  expect([now.line.region, now.line.topic]).toEqual([null, null]);
  expect(await foundBy('phone', '+77011234567', appealId)).toBe(false);
});

test.each<[string, Partial<CompleteInput>, string]>([
  ['a topic that there is not', { topic: 'weather' }, 'list-unknown'],
  ['a form that there is not', { form: 'smoke' }, 'list-unknown'],
  ['a type that there is not', { type: 'rumour' as never }, 'list-unknown'],
  ['an institution that there is not', { organisationId: 'x' }, 'organisation-unknown'],
  ['a telephone that is none', { phone: '12' }, 'phone'],
  ['an e-mail that is none', { email: 'aigul' }, 'email'],
  ['a day that there is not', { birthDate: '1985-02-30' }, 'birth-date'],
  ['an IIN that can not be', { iin: '111111111111' }, 'iin'],
  ['a name beyond measure', { name: 'ә'.repeat(201) }, 'field-too-long'],
  ['a number beyond measure', { entryNumber: '1'.repeat(51) }, 'field-too-long'],
])('%s is refused', async (_name, fields, refusal) => {
  const appealId = await appeal();
  expect(await complete(appealId, { ...fields, correspondent: 'Әкімдік' })).toEqual({
    ok: false,
    error: refusal,
  });
  expect((await story(appealId)).correspondent).toBeNull();
});

test('an IIN must agree with the date of birth, whichever of the two is completed', async () => {
  const appealId = await appeal();
  // 1979-06-15, with the right control digit.
  const iin = '790615300125';
  const given = await complete(appealId, { iin });
  const other = await complete(appealId, { birthDate: '1980-01-01' });
  const right = await complete(appealId, { birthDate: '1979-06-15' });
  expect([given.ok, other, right.ok]).toEqual([true, { ok: false, error: 'iin' }, true]);
});

test('an appeal is not made one about the body or the curator that holds it', async () => {
  const held = await appeal({
    department_id: organisations.centreNorth,
    curator_id: officials.curatorNorth.id,
  });
  const about = (organisationId: string) => complete(held, { type: 'complaint', organisationId });
  expect(await about(organisations.centreNorth)).toEqual({ ok: false, error: 'conflict-of-interest' });
  expect(await about(organisations.department)).toEqual({ ok: false, error: 'conflict-of-interest' });
  expect(await about(organisations.centreSouth)).toMatchObject({ ok: true });
});
