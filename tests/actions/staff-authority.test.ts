import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { askPerson } from '../../src/actions/staff/ask-person.ts';
import { closeAppeal } from '../../src/actions/staff/close-appeal.ts';
import { completeAppeal } from '../../src/actions/staff/complete-appeal.ts';
import { distributeAppeal } from '../../src/actions/staff/distribute-appeal.ts';
import { findAppeal } from '../../src/actions/staff/find-appeal.ts';
import { forwardAppeal } from '../../src/actions/staff/forward-appeal.ts';
import { noteAppeal } from '../../src/actions/staff/note-appeal.ts';
import { openAppeal } from '../../src/actions/staff/open-appeal.ts';
import { reassignAppeal } from '../../src/actions/staff/reassign-appeal.ts';
import { registerAppeal } from '../../src/actions/staff/register-appeal.ts';
import { returnAppeal } from '../../src/actions/staff/return-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import type { VerbInput } from '../../src/actions/staff/verb-inputs.ts';
import type { Official } from '../../src/domain/people.ts';
import { formatReceipt } from '../../src/domain/receipt-number.ts';
import type { AppealState } from '../../src/domain/states.ts';
import { officials, organisations } from '../support/directory.ts';
import { appealAt, auditOf, form, moveTo } from '../support/staff-appeals.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: string };
type Act = (ctx: ActionContext, official: Official, input: VerbInput) => Promise<Outcome>;

/** Each verb with a state in which it can be done. */
const verbs: Readonly<Record<string, readonly [AppealState, Act]>> = {
  register: ['received', registerAppeal],
  complete: [
    'registered',
    (ctx, who, input) => completeAppeal(ctx, who, { ...input, entryNumber: input.formId }),
  ],
  distribute: [
    'registered',
    (ctx, who, input) => distributeAppeal(ctx, who, { ...input, departmentId: organisations.village }),
  ],
  forward: [
    'in-work',
    (ctx, who, input) =>
      forwardAppeal(ctx, who, {
        ...input,
        organisationId: organisations.village,
        reason: 'Бұл сіздің ауылда.',
      }),
  ],
  return: ['in-work', (ctx, who, input) => returnAppeal(ctx, who, { ...input, text: 'Қай үй?' })],
  take: ['distributed', takeAppeal],
  note: ['in-work', (ctx, who, input) => noteAppeal(ctx, who, { ...input, text: 'Қоңырау шалу керек.' })],
  ask: ['in-work', (ctx, who, input) => askPerson(ctx, who, { ...input, text: 'Қай күні?' })],
  answer: [
    'in-work',
    (ctx, who, input) => answerAppeal(ctx, who, { ...input, text: 'Қызметкер келеді.', language: 'kk' }),
  ],
  close: ['answered', closeAppeal],
  reassign: [
    'in-work',
    (ctx, who, input) => reassignAppeal(ctx, who, { ...input, curatorId: officials.curatorNorthTwo.id }),
  ],
};
const registrars = 'register complete distribute forward return note ask reassign';
const curators = 'complete forward return take note ask answer close';
const heads = `${registrars} take answer close`;

/** Who may do what; whoever is not named may not even look. `look` alone: sees it, and that is all. */
const table: readonly {
  readonly where: string;
  readonly place: { department_id: string | null; curator_id: string | null; region?: string | null };
  readonly may: Readonly<Partial<Record<keyof typeof officials, string>>>;
}[] = [
  {
    where: 'in the northern centre, with its curator',
    place: { department_id: organisations.centreNorth, curator_id: officials.curatorNorth.id },
    may: {
      registrar: registrars,
      curatorNorth: curators,
      curatorNorthTwo: 'look',
      head: heads,
      headNorth: heads,
    },
  },
  {
    where: 'in the northern centre, with nobody',
    place: { department_id: organisations.centreNorth, curator_id: null },
    may: {
      registrar: registrars,
      curatorNorth: curators,
      curatorNorthTwo: curators,
      head: heads,
      headNorth: heads,
    },
  },
  {
    where: 'in the southern centre, with a curator of the northern one',
    place: { department_id: organisations.centreSouth, curator_id: officials.curatorNorth.id },
    may: { registrar: registrars, curatorNorth: curators, curatorSouth: 'look', head: heads },
  },
  {
    where: 'nowhere yet, in the city',
    place: { department_id: null, curator_id: null, region: 'KZ-75' },
    may: { registrar: registrars },
  },
  {
    where: 'nowhere yet, in another region',
    place: { department_id: null, curator_id: null, region: 'KZ-19' },
    may: {},
  },
];
const everyone = Object.entries(officials) as readonly [keyof typeof officials, Official][];

const mayLook = async (official: Official, appealId: string): Promise<boolean> =>
  (await openAppeal(world, official, appealId)).ok;

test.each(table)('an appeal $where: every role, every verb', async ({ place, may }) => {
  const start = { excluded_staff: [], region: null, ...place };
  const appealId = await appealAt(world, start);
  const found: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const [name, official] of everyone) {
    const done: string[] = [];
    for (const [verb, [state, act]] of Object.entries(verbs)) {
      await moveTo(world, appealId, { ...start, state });
      const outcome = await act(world, official, form(appealId));
      const refused = !outcome.ok && ['not-found', 'not-allowed', 'taken-by-another'].includes(outcome.error);
      if (!refused) done.push(verb);
      else if (!outcome.ok && outcome.error !== 'not-found' && may[name] === undefined)
        done.push(`${verb} told`);
    }
    await moveTo(world, appealId, { ...start, state: 'in-work' });
    found[name] = `${(await mayLook(official, appealId)) ? 'look' : ''} ${done.sort().join(' ')}`.trim();
    const sorted = (may[name] ?? '').split(' ').sort().join(' ');
    expected[name] = sorted === 'look' || sorted === '' ? sorted : `look ${sorted}`;
  }
  expect(found).toEqual(expected);
});

const conflicts = [
  ['a complaint about the centre', { type: 'complaint', organisation_id: organisations.centreNorth }],
  ['a message about the centre', { type: 'message', organisation_id: organisations.centreNorth }],
  [
    'a suggestion to the centre with the name hidden from it',
    { type: 'suggestion', organisation_id: organisations.centreNorth, hide_name: true },
  ],
  [
    'a request of which all of them are recused',
    { excluded_staff: [officials.curatorNorth.id, officials.curatorNorthTwo.id, officials.headNorth.id] },
  ],
] as const;

test.each(conflicts)(
  '%s: its officials neither look nor act; the department above does',
  async (_name, facts) => {
    const start = {
      department_id: organisations.centreNorth,
      curator_id: officials.curatorNorth.id,
      ...facts,
      excluded_staff: 'excluded_staff' in facts ? [...facts.excluded_staff] : [],
    };
    const appealId = await appealAt(world, { ...start, state: 'in-work' });
    for (const official of [officials.curatorNorth, officials.curatorNorthTwo, officials.headNorth]) {
      for (const [state, act] of Object.values(verbs)) {
        await moveTo(world, appealId, { ...start, state });
        expect(await act(world, official, form(appealId))).toEqual({ ok: false, error: 'not-found' });
      }
      expect(await mayLook(official, appealId)).toBe(false);
    }
    expect(await mayLook(officials.head, appealId)).toBe(true);
    const events = await world.db
      .selectFrom('events')
      .where('appeal_id', '=', appealId)
      .select('verb')
      .execute();
    expect(events.map(({ verb }) => verb)).toEqual(['receive', 'register']);
  },
);

test('looks and refused looks are audited, and refused verbs', async () => {
  const appealId = await appealAt(world, {
    state: 'in-work',
    department_id: organisations.centreNorth,
    curator_id: officials.curatorNorth.id,
  });
  await openAppeal(world, officials.curatorNorth, appealId);
  await openAppeal(world, officials.curatorSouth, appealId);
  await noteAppeal(world, officials.curatorNorth, { ...form(appealId), text: 'Қоңырау шалынды.' });
  await noteAppeal(world, officials.curatorNorthTwo, { ...form(appealId), text: 'Мен де көрдім.' });
  await noteAppeal(world, officials.curatorSouth, { ...form(appealId), text: 'Мен де.' });
  expect((await auditOf(world, appealId)).slice(-5)).toEqual([
    `${officials.curatorNorth.id} look`,
    `${officials.curatorSouth.id} look-refused`,
    `${officials.curatorNorth.id} note`,
    `${officials.curatorNorthTwo.id} note-refused`,
    `${officials.curatorSouth.id} note-refused`,
  ]);
});

test('by its number an appeal is found by those who may look, and by nobody else', async () => {
  const appealId = await appealAt(world, { state: 'in-work', department_id: organisations.centreNorth });
  const { serial } = await world.db
    .selectFrom('appeals')
    .where('id', '=', appealId)
    .select('serial')
    .executeTakeFirstOrThrow();
  const receipt = formatReceipt(serial);
  expect(await findAppeal(world, officials.curatorNorth, receipt)).toEqual({ ok: true, value: appealId });
  expect(await findAppeal(world, officials.curatorSouth, receipt)).toEqual({ ok: false, error: 'not-found' });
  expect(await findAppeal(world, officials.registrar, '12')).toEqual({ ok: false, error: 'receipt-length' });
});

test('ids that are none are not found, and never reach the database', async () => {
  expect(await openAppeal(world, officials.head, "' or 1=1")).toEqual({ ok: false, error: 'not-found' });
  expect(await takeAppeal(world, officials.head, { appealId: '1', formId: '2' })).toEqual({
    ok: false,
    error: 'not-found',
  });
});
