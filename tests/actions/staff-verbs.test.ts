import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainOutbox } from '../../src/actions/drain-outbox.ts';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { askPerson } from '../../src/actions/staff/ask-person.ts';
import { closeAppeal } from '../../src/actions/staff/close-appeal.ts';
import { distributeAppeal } from '../../src/actions/staff/distribute-appeal.ts';
import { doneTask } from '../../src/actions/staff/done-task.ts';
import { forwardAppeal } from '../../src/actions/staff/forward-appeal.ts';
import { noteAppeal } from '../../src/actions/staff/note-appeal.ts';
import { openAppeal } from '../../src/actions/staff/open-appeal.ts';
import { openAppealFile } from '../../src/actions/staff/open-appeal-file.ts';
import type { AppealStory } from '../../src/actions/staff/read-models.ts';
import { reassignAppeal } from '../../src/actions/staff/reassign-appeal.ts';
import { registerAppeal } from '../../src/actions/staff/register-appeal.ts';
import { returnAppeal } from '../../src/actions/staff/return-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import type { SubmitInput } from '../../src/actions/submit-appeal.ts';
import { viewOwnAppeal } from '../../src/actions/view-own-appeal.ts';
import type { Official } from '../../src/domain/people.ts';
import type { AppealState } from '../../src/domain/states.ts';
import { readEvents } from '../../src/storage/appeal-reading.ts';
import { officials, organisations } from '../support/directory.ts';
import { verifyRows } from '../support/ledger-rows.ts';
import { appealAt, form } from '../support/staff-appeals.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 6 });
});
afterAll(() => world.close());

const { registrar, curatorNorth, curatorNorthTwo, head } = officials;
const inNorth = (
  state: AppealState,
  said: Partial<SubmitInput> = {},
  curator: Official | null = curatorNorth,
) =>
  appealAt(world, { state, department_id: organisations.centreNorth, curator_id: curator?.id ?? null }, said);
const story = async (appealId: string, official: Official = head): Promise<AppealStory> => {
  const opened = await openAppeal(world, official, appealId);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
};
const stateOf = async (appealId: string) => (await story(appealId)).line.state;
const done = (appealId: string, state: AppealState) => ({
  ok: true,
  value: { appealId, state, repeated: false },
});
const error = (code: string) => ({ ok: false, error: code });
const answer = { text: 'Қызметкер енді сейсенбі сайын келеді.', language: 'kk' } as const;

test('from the registrar to the closed answer, with every step in the history and the control card', async () => {
  const appealId = await appealAt(world, { state: 'received' });
  const way = [
    [await registerAppeal(world, registrar, form(appealId)), 'registered'],
    [
      await distributeAppeal(world, registrar, {
        ...form(appealId),
        departmentId: organisations.centreNorth,
        curatorId: curatorNorth.id,
      }),
      'distributed',
    ],
    [await takeAppeal(world, curatorNorth, form(appealId)), 'in-work'],
    [await askPerson(world, curatorNorth, { ...form(appealId), text: 'Қай күні келмеді?' }), 'in-work'],
    [await noteAppeal(world, curatorNorth, { ...form(appealId), text: 'Кестені тексеру.' }), 'in-work'],
    [await answerAppeal(world, curatorNorth, { ...form(appealId), ...answer, result: 'met' }), 'answered'],
    [await closeAppeal(world, curatorNorth, form(appealId)), 'closed'],
  ] as const;
  for (const [outcome, state] of way) expect(outcome).toEqual(done(appealId, state));

  const told = await story(appealId);
  expect(told.events.map(({ verb, from, to, actorName }) => [verb, from, to, actorName])).toEqual([
    ['receive', null, 'received', null],
    ['register', 'received', 'registered', null],
    ['register', 'received', 'registered', 'Тіркеуші Сәуле'],
    ['distribute', 'registered', 'distributed', 'Тіркеуші Сәуле'],
    ['take', 'distributed', 'in-work', 'Куратор Айгүл'],
    ['ask', 'in-work', 'in-work', 'Куратор Айгүл'],
    ['note', 'in-work', 'in-work', 'Куратор Айгүл'],
    ['answer', 'in-work', 'answered', 'Куратор Айгүл'],
    ['close', 'answered', 'closed', 'Куратор Айгүл'],
  ]);
  expect(told.thread.map(({ kind, text, authorName }) => [kind, text, authorName])).toEqual([
    ['question', 'Қай күні келмеді?', 'Куратор Айгүл'],
    ['answer', answer.text, 'Куратор Айгүл'],
  ]);
  expect(told.notes.map(({ text }) => text)).toEqual(['Кестені тексеру.']);
  expect(told.controlCard.execution).toMatchObject({ state: 'closed', result: 'met', timeliness: 'in-time' });
  expect(told.controlCard.distribution).toMatchObject({
    departmentId: organisations.centreNorth,
    curatorId: curatorNorth.id,
  });
  expect(told.answeredAt).toEqual(world.now());
  expect(told.closedAt).toEqual(world.now());
  expect(told.officialNames).toMatchObject({ [curatorNorth.id]: 'Куратор Айгүл' });
  // What officials wrote is in the messages alone; the history and the log of looks hold ids and codes.
  const ledgers = JSON.stringify(told.events);
  for (const words of ['Сейітова', '+7701', 'Қай күні', 'Кестені', 'сейсенбі'])
    expect(ledgers).not.toContain(words);
  expect(await verifyRows(world)).toEqual([]);

  const own = await viewOwnAppeal(world, appealId);
  expect(own?.thread.map(({ kind }) => kind)).toEqual(['question', 'answer']);
});

describe('a form sent twice', () => {
  test('does its work once and gets the same outcome', async () => {
    const appealId = await inNorth('in-work');
    const once = form(appealId);
    const shouted = { ...once, formId: once.formId.toUpperCase() };
    const first = await answerAppeal(world, curatorNorth, { ...shouted, ...answer });
    const second = await answerAppeal(world, curatorNorth, { ...once, ...answer });
    expect(first).toEqual(done(appealId, 'answered'));
    expect(second).toEqual({ ok: true, value: { appealId, state: 'answered', repeated: true } });
    expect((await story(appealId)).thread).toHaveLength(1);
    expect(await verifyRows(world)).toEqual([]);
  });

  test('at the same moment too', async () => {
    const appealId = await inNorth('in-work');
    const once = { ...form(appealId), ...answer };
    const both = await Promise.all([
      answerAppeal(world, curatorNorth, once),
      answerAppeal(world, curatorNorth, once),
    ]);
    expect(both.map((each) => each.ok && each.value.repeated).sort()).toEqual([false, true]);
    expect((await readEvents(world.db, appealId)).filter(({ verb }) => verb === 'answer')).toHaveLength(1);
  });

  test('another form that answers again is told that the state is past', async () => {
    const appealId = await inNorth('in-work');
    await answerAppeal(world, curatorNorth, { ...form(appealId), ...answer });
    expect(await answerAppeal(world, curatorNorth, { ...form(appealId), ...answer })).toEqual(
      error('not-in-this-state'),
    );
  });

  test('its id does nothing for another verb, appeal or official', async () => {
    const appealId = await inNorth('in-work');
    const other = await inNorth('in-work');
    const once = form(appealId);
    await noteAppeal(world, curatorNorth, { ...once, text: 'Бір рет.' });
    expect(await askPerson(world, curatorNorth, { ...once, text: 'Бір рет.' })).toEqual(error('form-used'));
    expect(await noteAppeal(world, head, { ...once, text: 'Бір рет.' })).toEqual(error('form-used'));
    expect(await noteAppeal(world, curatorNorth, { ...once, appealId: other, text: 'Бір рет.' })).toEqual(
      error('form-used'),
    );
    expect(await noteAppeal(world, curatorNorth, { appealId, formId: 'x', text: 'Бір рет.' })).toEqual(
      error('bad-form-id'),
    );
  });
});

test('of two curators who take it at once one wins, the other is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const appealId = await inNorth('distributed', {}, null);
    const outcomes = await Promise.all(
      [curatorNorth, curatorNorthTwo].map((curator) => takeAppeal(world, curator, form(appealId))),
    );
    expect(outcomes.map((each) => (each.ok ? 'taken' : each.error)).sort()).toEqual([
      'taken',
      'taken-by-another',
    ]);
    const winner = outcomes[0]?.ok ? curatorNorth : curatorNorthTwo;
    expect((await story(appealId)).line.curator?.id).toBe(winner.id);
  }
});

describe('distribute', () => {
  test('unchanged takes the suggestion, with the rule and its reason in the history', async () => {
    const appealId = await appealAt(world, { state: 'registered', region: 'KZ-75', topic: 'visits' });
    const { suggestion, departments } = await story(appealId, registrar);
    expect(suggestion).toMatchObject({
      department: { code: organisations.centreNorth },
      reason: 'rule',
    });
    expect(departments.map(({ department }) => department.code)).toContain(organisations.centreSouth);
    await distributeAppeal(world, registrar, form(appealId));
    const now = await story(appealId);
    expect(now.line.curator).toEqual(suggestion?.curator);
    expect(now.events.at(-1)?.data).toEqual({
      departmentId: organisations.centreNorth,
      curatorId: suggestion?.curator?.id,
      ruleId: suggestion?.ruleId,
      routeReason: 'rule',
    });
  });

  test('a department alone gets its least-loaded curator, also where the form still names the suggested one', async () => {
    const appealId = await appealAt(world, { state: 'registered', region: 'KZ-75', topic: 'visits' });
    const { suggestion } = await story(appealId, registrar);
    await distributeAppeal(world, registrar, {
      ...form(appealId),
      departmentId: organisations.centreSouth,
      curatorId: suggestion?.curator?.id ?? '',
    });
    expect((await story(appealId)).line).toMatchObject({
      department: { code: organisations.centreSouth },
      curator: { id: officials.curatorSouth.id },
    });
  });

  test.each([
    ['no rule fits and nothing is chosen', {}, {}, 'no-suggestion'],
    ['a home handles no appeals', {}, { departmentId: organisations.homeElders }, 'department-unfit'],
    [
      'a curator of another centre',
      {},
      { departmentId: organisations.centreNorth, curatorId: officials.curatorSouth.id },
      'curator-unfit',
    ],
    [
      'no curator at all',
      {},
      { departmentId: organisations.centreNorth, curatorId: officials.worker.id },
      'curator-unfit',
    ],
    [
      'the centre that the complaint is about',
      { type: 'complaint', organisation_id: organisations.centreNorth },
      { departmentId: organisations.centreNorth },
      'conflict-of-interest',
    ],
    [
      'a recused curator',
      { excluded_staff: [curatorNorth.id] },
      { departmentId: organisations.centreNorth, curatorId: curatorNorth.id },
      'conflict-of-interest',
    ],
  ] as const)('%s: refused, nothing changes', async (_name, facts, chosen, refusal) => {
    const excluded = 'excluded_staff' in facts ? [...facts.excluded_staff] : [];
    const appealId = await appealAt(world, { state: 'registered', ...facts, excluded_staff: excluded });
    expect(await distributeAppeal(world, registrar, { ...form(appealId), ...chosen })).toEqual(
      error(refusal),
    );
    expect(await readEvents(world.db, appealId)).toHaveLength(2);
  });
});

describe('the answer', () => {
  test('that does not fit is held back with what does not fit; with a reason it goes, and the reason stays', async () => {
    const appealId = await inNorth('in-work', { language: 'ru', needs: ['audio', 'large-print'] });
    const said = { ...form(appealId), ...answer };
    expect(await answerAppeal(world, curatorNorth, said)).toEqual({
      ok: false,
      error: 'misfit',
      misfits: ['language', 'audio'],
    });
    expect(await stateOf(appealId)).toBe('in-work');
    const overrideReason = 'Адам қазақша жазуды өзі сұрады.';
    expect(await answerAppeal(world, curatorNorth, { ...said, overrideReason })).toEqual(
      done(appealId, 'answered'),
    );
    const event = (await story(appealId)).events.at(-1);
    expect(event?.reason).toBe(overrideReason);
    expect(event?.data.misfits).toEqual(['language', 'audio']);
  });

  test('that only needs a reminder goes', async () => {
    const appealId = await inNorth('in-work', { needs: ['call-me'] });
    expect(await answerAppeal(world, curatorNorth, { ...form(appealId), ...answer })).toEqual(
      done(appealId, 'answered'),
    );
  });

  test('without words is none, and a NUL does not reach the database', async () => {
    const appealId = await inNorth('in-work');
    const said = { ...form(appealId), language: 'kk' as const };
    expect(await answerAppeal(world, curatorNorth, { ...said, text: ' \u0000\n ' })).toEqual(
      error('text-required'),
    );
    expect(await answerAppeal(world, curatorNorth, { ...said, text: 'ә'.repeat(20_001) })).toEqual(
      error('text-too-long'),
    );
    expect(await answerAppeal(world, curatorNorth, { ...said, text: 'Ия\u0000.' })).toMatchObject({
      ok: true,
    });
    expect((await story(appealId)).thread[0]?.text).toBe('Ия.');
  });

  test('takes its files along; a file of another form is unknown', async () => {
    const appealId = await inNorth('in-work', { needs: ['audio'] });
    const said = { ...form(appealId), ...answer };
    const storageName = world.uuid();
    const content = Readable.from([Buffer.from('sound')]);
    const { bytes, sha256 } = await world.files.put(storageName, content);
    const fileId = world.uuid();
    await world.db
      .insertInto('files')
      .values({
        id: fileId,
        draft_submission_id: said.formId,
        kind: 'sound',
        media_type: 'audio/mpeg',
        bytes,
        sha256,
        sealed_name: world.keys.seal('жауап.mp3', `files:${fileId}`),
        created_at: world.now(),
        storage_name: storageName,
      })
      .execute();
    expect(
      await answerAppeal(world, curatorNorth, { ...said, formId: world.uuid(), fileIds: [fileId] }),
    ).toEqual(error('file-unknown'));
    expect(await answerAppeal(world, curatorNorth, { ...said, fileIds: [fileId] })).toEqual(
      done(appealId, 'answered'),
    );
    expect((await story(appealId)).thread[0]?.files).toMatchObject([{ id: fileId, name: 'жауап.mp3' }]);

    const range = { start: 1, end: 3 };
    const opened = await openAppealFile(world, curatorNorth, { fileId, range });
    if (!opened.ok) throw new Error(opened.error);
    expect({ ...opened.value, content: (await opened.value.content.toArray()).join('') }).toEqual({
      mediaType: 'audio/mpeg',
      bytes: 5,
      start: 1,
      end: 3,
      name: 'жауап.mp3',
      content: 'oun',
    });
    expect(await openAppealFile(world, curatorNorth, { fileId, range: { start: 9 } })).toEqual(
      error('range'),
    );
    expect(await openAppealFile(world, officials.curatorSouth, { fileId })).toEqual(error('not-found'));
    const looks = await world.db
      .selectFrom('audit')
      .where('subject_id', '=', fileId)
      .select(['actor_id', 'action'])
      .orderBy('position')
      .execute();
    expect(looks).toEqual([
      { actor_id: curatorNorth.id, action: 'look-file' },
      { actor_id: curatorNorth.id, action: 'look-file' },
      { actor_id: officials.curatorSouth.id, action: 'look-refused' },
    ]);
  });
});

describe('what no channel carries yet', () => {
  test('is a task; only when it is done the appeal can be closed', async () => {
    const appealId = await inNorth('in-work', { answerChannel: 'post' });
    await answerAppeal(world, curatorNorth, { ...form(appealId), ...answer });
    // Not even while the outbox still holds it.
    expect(await closeAppeal(world, curatorNorth, form(appealId))).toEqual(error('task-open'));
    while (await drainOutbox(world));
    const { tasks, verbs } = await story(appealId, curatorNorth);
    expect(tasks).toMatchObject([{ kind: 'send-answer', channel: 'post', recipient: 'writer' }]);
    expect(verbs).toContainEqual({ verb: 'close', allowed: false, why: 'task-open' });
    expect(await closeAppeal(world, curatorNorth, form(appealId))).toEqual(error('task-open'));

    const taskId = tasks[0]?.id ?? '';
    expect(await doneTask(world, curatorNorth, { ...form(appealId), taskId: world.uuid() })).toEqual(
      error('task-unknown'),
    );
    expect(await doneTask(world, curatorNorth, { ...form(appealId), taskId })).toEqual(
      done(appealId, 'answered'),
    );
    expect(await doneTask(world, curatorNorth, { ...form(appealId), taskId })).toEqual(error('task-unknown'));
    expect((await story(appealId)).events.at(-1)).toMatchObject({ verb: 'note', data: { taskId } });
    expect(await closeAppeal(world, curatorNorth, form(appealId))).toEqual(done(appealId, 'closed'));
  });

  test('on the site it is there already: no task', async () => {
    const appealId = await inNorth('in-work');
    await askPerson(world, curatorNorth, { ...form(appealId), text: 'Қай күні?' });
    while (await drainOutbox(world));
    expect((await story(appealId)).tasks).toEqual([]);
  });
});

test('forward: the person is told who has it and why, the papers are a task, never to the one complained of', async () => {
  const appealId = await appealAt(
    world,
    { state: 'registered', type: 'complaint', organisation_id: organisations.village },
    { language: 'ru', answerChannel: 'sms' },
  );
  const said = { ...form(appealId), reason: 'Этим занимается министерство.' };
  const { forwardTo, forwardBy } = await story(appealId, registrar);
  expect(forwardTo.map(({ code }) => code)).toEqual([organisations.ministry]);
  expect(forwardBy).toBe('2026-11-23');
  for (const organisationId of [organisations.village, organisations.centreNorth, 'x'])
    expect(await forwardAppeal(world, registrar, { ...said, organisationId })).toEqual(
      error('organisation-unfit'),
    );
  expect(await forwardAppeal(world, registrar, { ...said, organisationId: organisations.ministry })).toEqual(
    done(appealId, 'forwarded'),
  );
  while (await drainOutbox(world));
  const { thread, tasks } = await story(appealId, registrar);
  expect(thread).toMatchObject([
    {
      kind: 'notice',
      language: 'ru',
      text: 'Министерство труда и социальной защиты\n\nЭтим занимается министерство.',
    },
  ]);
  expect(tasks.map(({ kind, channel, recipient, notice }) => [kind, channel, recipient, notice])).toEqual(
    expect.arrayContaining([
      ['send-notice', 'sms', 'writer', 'forwarded'],
      ['send-papers', 'post', 'organisation', null],
    ]),
  );
});

test('returned for clarification it waits for the person, with the question', async () => {
  const appealId = await inNorth('in-work');
  expect(await returnAppeal(world, curatorNorth, { ...form(appealId), text: ' ' })).toEqual(
    error('text-required'),
  );
  expect(await returnAppeal(world, curatorNorth, { ...form(appealId), text: 'Қай мекеме?' })).toEqual(
    done(appealId, 'returned'),
  );
  expect((await story(appealId)).thread).toMatchObject([{ kind: 'question', text: 'Қай мекеме?' }]);
});

test('reassign: to another curator of the department, who takes it herself', async () => {
  const appealId = await inNorth('in-work');
  const to = (curatorId: string) =>
    reassignAppeal(world, head, { ...form(appealId), curatorId, reason: 'Айгүл демалыста.' });
  expect((await story(appealId)).colleagues).toMatchObject([{ id: curatorNorthTwo.id }]);
  expect(await to(curatorNorth.id)).toEqual(error('nothing-changed'));
  expect(await to(officials.curatorSouth.id)).toEqual(error('curator-unfit'));
  expect(await to(curatorNorthTwo.id)).toEqual(done(appealId, 'distributed'));
  const { line, events } = await story(appealId);
  expect(line.curator?.id).toBe(curatorNorthTwo.id);
  expect(events.at(-1)?.reason).toBe('Айгүл демалыста.');
});

test('what is refused leaves nothing behind', async () => {
  const appealId = await inNorth('in-work');
  const before = await readEvents(world.db, appealId);
  const wakes = world.wakes();
  expect(await registerAppeal(world, registrar, form(appealId))).toEqual(error('not-in-this-state'));
  expect(await closeAppeal(world, curatorNorth, form(appealId))).toEqual(error('not-in-this-state'));
  expect(await noteAppeal(world, registrar, { ...form(world.uuid()), text: 'Жоқ.' })).toEqual(
    error('not-found'),
  );
  expect(await readEvents(world.db, appealId)).toEqual(before);
  expect(world.wakes()).toBe(wakes);
});
