import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { distributePending } from '../../src/actions/distribute-pending.ts';
import { drainOutbox } from '../../src/actions/drain-outbox.ts';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { askPerson } from '../../src/actions/staff/ask-person.ts';
import { seeToSending } from '../../src/actions/staff/see-to-sending.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import { type DeliveryDesk, deliver } from '../../src/actions/talk/deliver.ts';
import { noteReport } from '../../src/actions/talk/note-report.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import type { TalkDesk } from '../../src/actions/talk/talk-desk.ts';
import type { Inbound, TalkChannel, What } from '../../src/domain/conversation/inbound.ts';
import type { Official, StaffRole } from '../../src/domain/people.ts';
import { labelTexts } from '../../src/text/prompt-text.ts';
import { officials } from '../support/directory.ts';
import { type PaperOutlet, paperOutlet } from '../support/paper-outlet.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let sms: PaperOutlet;
let telegram: PaperOutlet;
let desk: DeliveryDesk;
const talk: TalkDesk = {
  styleOf: () => ({
    choicesPerMessage: 4,
    brief: true,
    stopEndsNotices: true,
    replies: 'later',
    leads: false,
  }),
  labels: labelTexts,
  helpPhone: '1414',
};
beforeEach(async () => {
  world = await openWorld();
  sms = paperOutlet();
  telegram = paperOutlet({ asked: false });
  desk = {
    talk,
    outlets: new Map<TalkChannel, PaperOutlet>([
      ['sms', sms],
      ['telegram', telegram],
    ]),
  };
});
afterEach(() => world.close());

let n = 0;
const write = (what: What | string, more: Partial<Inbound> = {}) =>
  receiveInbound(world, talk, {
    inbound: {
      channel: 'sms',
      externalId: `m${++n}`,
      thread: '+77010000001',
      address: '+77010000001',
      answerable: true,
      languageHint: null,
      what: typeof what === 'string' ? { kind: 'text', text: what } : what,
      ...more,
    },
    raw: '',
  });
const later = (ms: number): void => world.at(new Date(world.now().getTime() + ms).toISOString());
const round = async (): Promise<void> => {
  await drainOutbox(world, desk.outlets);
  for (const channel of ['sms', 'telegram'] as const) await deliver(world, desk, channel);
};
const said = (outlet: PaperOutlet): readonly string[] =>
  outlet.sent.flatMap(({ prompts }) => prompts.map(({ id }) => id));
const states = async (): Promise<readonly string[]> =>
  (await world.db.selectFrom('deliveries').select('state').orderBy('began_at').execute()).map(
    ({ state }) => state,
  );

/** The appeal is put before a curator of the directory, who takes it into work. */
const inWork = async (): Promise<{ readonly appealId: string; readonly curator: Official }> => {
  await distributePending(world);
  const { id } = await world.db.selectFrom('appeals').select('id').executeTakeFirstOrThrow();
  const staff = await world.db
    .selectFrom('staff')
    .selectAll()
    .where('role', '=', 'curator')
    .executeTakeFirstOrThrow();
  await world.db
    .updateTable('appeals')
    .set({ state: 'distributed', curator_id: staff.id, department_id: staff.organisation_id })
    .where('id', '=', id)
    .execute();
  const curator: Official = {
    kind: 'staff',
    id: staff.id,
    role: staff.role as StaffRole,
    organisationId: staff.organisation_id,
  };
  const taken = await takeAppeal(world, curator, { appealId: id, formId: world.uuid() });
  expect(taken.ok).toBe(true);
  return { appealId: id, curator };
};
const answer = async (): Promise<void> => {
  const { appealId, curator } = await inWork();
  const done = await answerAppeal(world, curator, {
    appealId,
    formId: world.uuid(),
    text: 'Пандус орнатылды.',
    language: 'kk',
  });
  expect(done).toMatchObject({ ok: true });
};

describe('a reply', () => {
  it('goes out once, to where the message came from', async () => {
    await write('Ғимаратқа кіре алмаймын.');
    await round();
    await round();
    expect(sms.sent).toHaveLength(1);
    expect(sms.sent[0]).toMatchObject({
      address: '+77010000001',
      language: 'kk',
      prompts: [{ id: 'appeal-taken' }, { id: 'takenMore' }],
    });
    await noteReport(world, desk.outlets, { channel: 'sms', providerId: 'p1', outcome: 'delivered' });
    expect(await states()).toEqual(['delivered']);
  });

  it('waits as long as the provider asks, with the ones behind it', async () => {
    sms.answers.push({ outcome: 'try-later', at: new Date(world.now().getTime() + 60_000), everyone: true });
    await write('Ғимаратқа кіре алмаймын.');
    await round();
    await write('Тағы бір сөз.');
    later(30_000);
    await round();
    expect(sms.sent).toHaveLength(0);
    later(60_000);
    await round();
    expect(said(sms)).toEqual(expect.arrayContaining(['appeal-taken', 'added']));
    expect(sms.sent).toHaveLength(2);
  });

  it('whose outcome is unknown is asked after, and not sent twice', async () => {
    sms.answers.push('breaks-after-taking');
    await write('Ғимаратқа кіре алмаймын.');
    await round();
    sms.found = { found: 'went-out', providerId: 'px' };
    later(60_000);
    await round();
    later(600_000);
    await round();
    expect(sms.sent).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  it('that did not go out is sent again', async () => {
    sms.answers.push('breaks');
    sms.found = { found: 'did-not-go-out' };
    await write('Ғимаратқа кіре алмаймын.');
    await round();
    later(60_000);
    await round();
    expect(sms.sent).toHaveLength(1);
  });

  it('that may have gone out, with a provider that can not be asked, is put before the registrar', async () => {
    telegram.answers.push('breaks-after-taking');
    await write('Лифт не работает.', { channel: 'telegram', thread: '77', address: '77' });
    await round();
    later(600_000);
    await round();
    expect(telegram.sent).toHaveLength(1);
    expect(await states()).toEqual(['failed']);
  });
});

describe('an answer', () => {
  it('goes where the person wrote from, with their state news before it', async () => {
    await write('Ғимаратқа кіре алмаймын.');
    await answer();
    await round();
    expect(said(sms)).toEqual([
      'appeal-taken',
      'takenMore',
      'notice.in-work',
      'notice.answer',
      'notice.contest',
    ]);
    expect(sms.sent.at(-1)?.prompts[0]?.quote).toEqual({ text: 'Пандус орнатылды.', language: 'kk' });
    expect(await world.db.selectFrom('tasks').select('id').execute()).toEqual([]);
  });

  it('falls back to the next way when the first is blocked, and is never sent twice', async () => {
    telegram.answers.push({ outcome: 'sent', providerId: 't1' }, { outcome: 'blocked-by-person' });
    const chat = { channel: 'telegram', thread: '77', address: '77' } as const;
    await write('Ғимаратқа кіре алмаймын.', chat);
    await round();
    await world.db.updateTable('appeals').set({ answer_channel: 'telegram' }).execute();
    await answer();
    await round();
    await round();
    // No telephone is known: an official must reach them.
    const tasks = await world.db.selectFrom('tasks').select(['kind', 'channel']).execute();
    expect(tasks).toEqual([{ kind: 'send-answer', channel: 'telegram' }]);
    expect(telegram.sent).toHaveLength(1);
  });

  it('is not sent to one who wants no messages; an official reaches them', async () => {
    await write('Ғимаратқа кіре алмаймын.');
    await write('СТОП');
    await answer();
    await round();
    expect(said(sms)).toEqual(['appeal-taken', 'takenMore', 'notices.off']);
    expect(await world.db.selectFrom('tasks').select('kind').execute()).toEqual([{ kind: 'send-answer' }]);
  });
});

describe('a question', () => {
  it('can be answered by writing back, also days later', async () => {
    await write('Ғимаратқа кіре алмаймын.');
    const { appealId, curator } = await inWork();
    world.at('2026-11-21T10:00:00+05:00');
    await askPerson(world, curator, { appealId, formId: world.uuid(), text: 'Қай ғимарат?' });
    await round();
    expect(said(sms)).toContain('notice.question');
    world.at('2026-11-21T18:00:00+05:00');
    expect((await write('Емхана.')).prompts.map(({ id }) => id)).toEqual(['added']);
  });
});

describe('several messages', () => {
  /** Sends one message after the other, as Telegram does, and breaks where it is told to. */
  const inParts = (breaksAt: number[]): { readonly outlet: PaperOutlet; readonly out: string[] } => {
    const out: string[] = [];
    const outlet: PaperOutlet = {
      ...telegram,
      send: async ({ prompts }, { partsOut, notePart }) => {
        for (const [index, { id }] of prompts.entries()) {
          if (index < partsOut) continue;
          const broken = breaksAt.shift();
          if (broken === 503) return { outcome: 'try-later', at: null, everyone: false };
          if (broken === 0) return { outcome: 'unknown' };
          out.push(id);
          await notePart(index + 1);
        }
        return { outcome: 'sent', providerId: null };
      },
    };
    desk = { ...desk, talk: { ...talk, styleOf: () => ({ ...talk.styleOf('telegram'), brief: false }) } };
    desk = { ...desk, outlets: new Map<TalkChannel, PaperOutlet>([['telegram', outlet]]) };
    return { outlet, out };
  };
  const fromTelegram = (text: string): Promise<unknown> =>
    receiveInbound(world, desk.talk, {
      inbound: {
        channel: 'telegram',
        externalId: 'u1',
        thread: '42',
        address: '42',
        answerable: true,
        languageHint: null,
        what: { kind: 'text', text },
      },
      raw: '',
    });

  it('go on where they broke off, and none goes out twice', async () => {
    const { out } = inParts([1, 503]);
    await fromTelegram('Ғимаратқа кіре алмаймын.');
    await deliver(world, desk, 'telegram');
    expect(out).toEqual(['appeal-taken']);
    later(60_000);
    await deliver(world, desk, 'telegram');
    expect(out).toEqual(['appeal-taken', 'takenMore']);
    expect(await states()).toEqual(['sent']);
  });

  it('sent once more by staff, they go on after what is known to be out', async () => {
    const { out } = inParts([1, 0]);
    await fromTelegram('Ғимаратқа кіре алмаймын.');
    await deliver(world, desk, 'telegram');
    expect(await states()).toEqual(['failed']);
    const { id } = await world.db.selectFrom('deliveries').select('id').executeTakeFirstOrThrow();
    const seen = await seeToSending(world, officials.registrar, { deliveryId: id, way: 'again' });
    expect(seen).toEqual({ ok: true, value: true });
    later(60_000);
    await deliver(world, desk, 'telegram');
    expect(out).toEqual(['appeal-taken', 'takenMore']);
  });
});

describe('a provider that leaves one sending without an answer', () => {
  it('keeps nobody else waiting, and what goes to the same person goes after it', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const send = sms.send;
    if (send === null) throw new Error('no way to send');
    const slow: PaperOutlet = {
      ...sms,
      send: async (outgoing, own) => {
        if (outgoing.address === '+77010000001') await held;
        return send(outgoing, own);
      },
    };
    const impatient = { ...desk, outlets: new Map([['sms', slow]] as const), patience: 30 };
    const other = { thread: '+77010000002', address: '+77010000002' } as const;
    await write('Ғимаратқа кіре алмаймын.');
    await deliver(world, impatient, 'sms');
    await write('Тағы бір сөз.');
    await write('Лифт істемейді.', other);
    later(1_000);
    await deliver(world, impatient, 'sms');
    expect(sms.sent.map(({ address }) => address)).toEqual(['+77010000002']);
    // However often it is looked at: waiting is not counted as a try.
    for (let round = 0; round < 12; round += 1) {
      later(6_000);
      await deliver(world, impatient, 'sms');
    }
    expect(sms.sent).toHaveLength(1);
    release();
    later(6_000);
    await deliver(world, { ...impatient, patience: 1_000 }, 'sms');
    later(6_000);
    await deliver(world, { ...impatient, patience: 1_000 }, 'sms');
    expect(sms.sent.map(({ prompts }) => prompts[0]?.id)).toEqual(['appeal-taken', 'appeal-taken', 'added']);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
  });
});
