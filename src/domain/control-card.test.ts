import { describe, expect, test } from 'vitest';
import { type ControlCardInput, drawControlCard } from './control-card.ts';
import type { AppealEvent, EventActor, EventData, EventVerb } from './events.ts';
import type { AppealState } from './states.ts';

const service: EventActor = { kind: 'service', id: null };
const citizen: EventActor = { kind: 'citizen', id: null };
const staff = (id: string): EventActor => ({ kind: 'staff', id });

const happened = (
  at: string,
  verb: EventVerb,
  to: AppealState,
  actor: EventActor = service,
  data: EventData = {},
  reason: string | null = null,
): AppealEvent => ({ at: new Date(`${at}+05:00`), actor, verb, from: null, to, reason, data });

const received = happened('2026-12-15T19:00', 'receive', 'received', citizen, { dueOn: '2027-01-11' });
const registered = happened('2026-12-17T09:00', 'register', 'registered');
const distributed = happened('2026-12-17T09:00', 'distribute', 'distributed', service, {
  departmentId: 'east',
  curatorId: 'a',
  ruleId: 'r',
  routeReason: 'rule',
});
const taken = happened('2026-12-18T10:00', 'take', 'in-work', staff('a'));
const answered = (at: string) => happened(at, 'answer', 'answered', staff('a'), { result: 'met' });

const baseAppeal: ControlCardInput['appeal'] = {
  serial: 260_000_001,
  entryNumber: null,
  form: 'electronic',
  receivedAt: received.at,
  registeredOn: '2026-12-17',
  dueOn: '2027-01-11',
  correspondent: null,
  anonymous: false,
  byRepresentative: false,
};

const draw = (events: readonly AppealEvent[], changes: Partial<ControlCardInput> = {}) =>
  drawControlCard({
    appeal: baseAppeal,
    events,
    today: '2026-12-20',
    dayOf: (instant) => new Date(instant.getTime() + 5 * 3_600_000).toISOString().slice(0, 10),
    ...changes,
  });

describe('registration', () => {
  test('what came, when, in which form, and who took it', () => {
    expect(draw([received, registered]).registration).toEqual({
      serial: 260_000_001,
      entryNumber: null,
      receivedAt: received.at,
      registeredOn: '2026-12-17',
      registeredAt: registered.at,
      acceptor: service,
      form: 'electronic',
      fromWhom: 'applicant',
      correspondent: null,
    });
  });
  test('not yet registered', () => {
    expect(draw([received]).registration).toMatchObject({ registeredAt: null, acceptor: null });
  });
  test('an entry number given later, the last one', () => {
    const given = (entryNumber: string) =>
      happened('2026-12-18T10:00', 'complete', 'distributed', staff('r'), { entryNumber });
    expect(draw([received, given('ЖТ-1'), given('ЖТ-2')]).registration.entryNumber).toBe('ЖТ-2');
  });
  test.each([
    [true, false, 'anonymous'],
    [false, true, 'representative'],
    [true, true, 'anonymous'],
  ])('anonymous %s, by a representative %s: from %s', (anonymous, byRepresentative, fromWhom) => {
    expect(
      draw([received], { appeal: { ...baseAppeal, anonymous, byRepresentative } }).registration.fromWhom,
    ).toBe(fromWhom);
  });
});

test('distribution: each step, by whom and why; the last one holds', () => {
  const again = happened(
    '2026-12-19T10:00',
    'reassign',
    'distributed',
    staff('head'),
    { curatorId: 'b' },
    'a is on leave',
  );
  const sentOn = happened(
    '2026-12-20T10:00',
    'forward',
    'forwarded',
    staff('b'),
    { organisationId: 'other-body' },
    'not ours',
  );
  const { distribution } = draw([received, registered, distributed, taken, again, sentOn]);
  expect(distribution).toMatchObject({ departmentId: 'east', curatorId: 'b' });
  expect(distribution.steps).toMatchObject([
    { verb: 'distribute', departmentId: 'east', curatorId: 'a', routeReason: 'rule', by: service },
    { verb: 'reassign', departmentId: 'east', curatorId: 'b', reason: 'a is on leave', by: staff('head') },
    { verb: 'forward', organisationId: 'other-body', reason: 'not ours' },
  ]);
});

test('change of term: the whole chain, and nothing where nothing changed', () => {
  const extend = (at: string, dueOn: string, reason: string) =>
    happened(at, 'extend', 'in-work', staff('head'), { dueOn }, reason);
  const events = [
    received,
    registered,
    distributed,
    taken,
    extend('2027-01-08T10:00', '2027-01-25', 'expertise'),
    extend('2027-01-09T10:00', '2027-01-25', 'the same again'),
    extend('2027-01-20T10:00', '2027-02-11', 'expertise again'),
  ];
  expect(draw(events).changeOfTerm).toMatchObject({
    original: '2027-01-11',
    current: '2027-02-11',
    changes: [
      { from: '2027-01-11', to: '2027-01-25', reason: 'expertise' },
      { from: '2027-01-25', to: '2027-02-11', reason: 'expertise again' },
    ],
  });
  expect(draw([received, registered]).changeOfTerm.changes).toEqual([]);
});

describe('execution', () => {
  const start = [received, registered, distributed, taken];
  const closed = happened('2027-01-12T10:00', 'close', 'closed', staff('a'));
  const reopened = happened('2027-01-13T10:00', 'reopen', 'reopened', citizen, { dueOn: '2027-02-03' });

  test('taken, asked, replied, answered, closed', () => {
    const asked = happened('2026-12-18T11:00', 'ask', 'in-work', staff('a'));
    const replied = happened('2026-12-18T12:00', 'reply', 'in-work', citizen);
    const { execution } = draw([...start, asked, replied, answered('2027-01-11T20:00'), closed]);
    expect(execution).toMatchObject({
      taken: { by: staff('a') },
      asked: [{ by: staff('a') }],
      replied: [{ by: citizen }],
      answers: [{ by: staff('a') }],
      closed: { by: staff('a') },
      state: 'closed',
      result: 'met',
      timeliness: 'in-time',
    });
  });

  test.each<[string, AppealEvent[], string, string]>([
    ['waiting', start, '2027-01-11', 'running'],
    ['waiting past the last day', start, '2027-01-12', 'overdue'],
    [
      'answered on the last day, late in the evening',
      [...start, answered('2027-01-11T23:59')],
      '2027-03-01',
      'in-time',
    ],
    ['answered the day after', [...start, answered('2027-01-12T00:00')], '2027-03-01', 'late'],
    [
      'answered within a longer term',
      [
        ...start,
        happened('2027-01-08T10:00', 'extend', 'in-work', staff('head'), { dueOn: '2027-01-25' }),
        answered('2027-01-20T10:00'),
      ],
      '2027-03-01',
      'in-time',
    ],
    [
      'a term made longer after a late answer excuses nothing',
      [
        ...start,
        answered('2027-01-12T10:00'),
        happened('2027-01-13T10:00', 'complete', 'answered', staff('head'), { dueOn: '2027-01-25' }),
      ],
      '2027-03-01',
      'late',
    ],
    [
      'reopened, waiting anew',
      [...start, answered('2027-01-11T10:00'), closed, reopened],
      '2027-02-03',
      'running',
    ],
    ['reopened and overdue', [...start, answered('2027-01-11T10:00'), reopened], '2027-02-04', 'overdue'],
    [
      'withdrawn before an answer',
      [...start, happened('2026-12-20T10:00', 'withdraw', 'withdrawn', citizen)],
      '2027-03-01',
      'none',
    ],
  ])('%s', (_, events, today, timeliness) => {
    expect(draw(events, { today }).execution.timeliness).toBe(timeliness);
  });

  test('reopened: the closing no longer stands, the answer stays in the history', () => {
    const { execution } = draw([...start, answered('2027-01-11T10:00'), closed, reopened]);
    expect(execution).toMatchObject({ closed: null, state: 'reopened', reopened: [{ by: citizen }] });
    expect(execution.answers).toHaveLength(1);
  });
});
