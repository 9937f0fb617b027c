import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { distributePending } from '../../src/actions/distribute-pending.ts';
import { drainOutbox } from '../../src/actions/drain-outbox.ts';
import { registerDue } from '../../src/actions/register-due.ts';
import { sayNotHelped } from '../../src/actions/say-not-helped.ts';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { closeAppeal } from '../../src/actions/staff/close-appeal.ts';
import { completeAppeal } from '../../src/actions/staff/complete-appeal.ts';
import { distributeAppeal } from '../../src/actions/staff/distribute-appeal.ts';
import { forwardAppeal } from '../../src/actions/staff/forward-appeal.ts';
import { openAppeal } from '../../src/actions/staff/open-appeal.ts';
import { returnAppeal } from '../../src/actions/staff/return-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import { type DeliveryDesk, deliver } from '../../src/actions/talk/deliver.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import type { TalkDesk } from '../../src/actions/talk/talk-desk.ts';
import { withdrawAppeal } from '../../src/actions/withdraw-appeal.ts';
import { smsStyle } from '../../src/channels/sms/sms-channel.ts';
import type { TalkChannel, What } from '../../src/domain/conversation/inbound.ts';
import type { Outgoing } from '../../src/domain/conversation/prompt.ts';
import { mostSegments, smsSegments } from '../../src/domain/sms-length.ts';
import { labelTexts } from '../../src/text/prompt-text.ts';
import { smsText } from '../../src/text/sms-text.ts';
import { officials, organisations } from '../support/directory.ts';
import { type PaperOutlet, paperOutlet } from '../support/paper-outlet.ts';
import { form } from '../support/staff-appeals.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let sms: PaperOutlet;
let telegram: PaperOutlet;
let desk: DeliveryDesk;
const talk: TalkDesk = { styleOf: () => smsStyle, labels: labelTexts, helpPhone: '1414' };
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
const from = { sms: '+77010000001', telegram: '700', voice: '+77010000001' } as const;
const write = (what: What | string, channel: TalkChannel = 'sms') =>
  receiveInbound(world, talk, {
    inbound: {
      channel,
      externalId: `m${++n}`,
      thread: from[channel],
      address: from[channel],
      answerable: true,
      languageHint: null,
      what: typeof what === 'string' ? { kind: 'text', text: what } : what,
    },
    raw: '',
  });
const later = (ms: number): void => world.at(new Date(world.now().getTime() + ms).toISOString());
/** What has gone out since the last time. */
const heard = async (outlet: PaperOutlet): Promise<readonly Outgoing[]> => {
  const before = outlet.sent.length;
  for (let round = 0; round < 2; round += 1) {
    later(2_000);
    await drainOutbox(world, desk.outlets);
    for (const channel of desk.outlets.keys()) await deliver(world, desk, channel);
  }
  return outlet.sent.slice(before);
};
const ids = async (outlet: PaperOutlet): Promise<readonly string[]> =>
  (await heard(outlet)).flatMap(({ prompts }) => prompts.map(({ id }) => id));
const only = async (): Promise<string> =>
  (await world.db.selectFrom('appeals').select('id').executeTakeFirstOrThrow()).id;
const { registrar, curatorNorth } = officials;
const given = async (words: string, channel: TalkChannel = 'sms'): Promise<string> => {
  await write(words, channel);
  await distributePending(world);
  await heard(channel === 'telegram' ? telegram : sms);
  return only();
};
const toCurator = async (appealId: string): Promise<void> => {
  const input = { ...form(appealId), departmentId: organisations.centreNorth, curatorId: curatorNorth.id };
  expect(await distributeAppeal(world, registrar, input)).toMatchObject({ ok: true });
};
const answer = (appealId: string, language: 'kk' | 'ru' = 'kk') =>
  answerAppeal(world, curatorNorth, {
    ...form(appealId),
    text: 'Пандус орнатылды. Ғимаратқа енді кіре аласыз.',
    language,
  });

describe.each([
  ['kk', 'Ғимаратқа кіре алмаймын: пандус жоқ.'],
  ['ru', 'Не могу войти в здание: пандуса нет.'],
] as const)('each change of state is told once, in %s, in at most two segments', (language, words) => {
  it('from the registrar to the end', async () => {
    const appealId = await given(words);
    const told: string[] = [];
    const hear = async (): Promise<void> => {
      for (const { address, prompts, language: spoken } of await heard(sms)) {
        expect([address, spoken]).toEqual([from.sms, language]);
        told.push(...prompts.map(({ id }) => id));
        if (prompts.every(({ quote }) => quote === undefined))
          expect(smsSegments(smsText(prompts, language))).toBeLessThanOrEqual(mostSegments);
      }
    };
    await toCurator(appealId);
    await hear();
    expect(await takeAppeal(world, curatorNorth, form(appealId))).toMatchObject({ ok: true });
    await hear();
    expect(
      await returnAppeal(world, curatorNorth, { ...form(appealId), text: 'Қай ғимарат?' }),
    ).toMatchObject({ ok: true });
    await hear();
    await write('Емхана.');
    await hear();
    await takeAppeal(world, curatorNorth, form(appealId));
    await hear();
    expect(await answer(appealId, language)).toMatchObject({ ok: true });
    await hear();
    expect(await closeAppeal(world, curatorNorth, form(appealId))).toMatchObject({ ok: true });
    await hear();
    await hear();
    expect(told).toEqual([
      'notice.distributed',
      'notice.in-work',
      'notice.question',
      'added',
      'notice.in-work',
      'notice.answer',
      'notice.contest',
      'notice.closed',
    ]);
  });

  it('given after hours: registered in the morning; passed on to another body', async () => {
    world.at('2026-11-18T20:00:00+05:00');
    const appealId = await given(words);
    world.at('2026-11-19T09:01:00+05:00');
    await registerDue(world);
    const [notice] = await heard(sms);
    expect(notice?.prompts.map(({ id }) => id)).toEqual(['notice.registered']);
    expect(smsSegments(smsText(notice?.prompts ?? [], language))).toBeLessThanOrEqual(mostSegments);
    await registerDue(world);
    expect(await ids(sms)).toEqual([]);
    const forwarded = await forwardAppeal(world, registrar, {
      ...form(appealId),
      organisationId: organisations.ministry,
      reason: 'Құзыретінде емес.',
    });
    expect(forwarded).toMatchObject({ ok: true });
    const passed = await heard(sms);
    expect(passed.flatMap(({ prompts }) => prompts.map(({ id }) => id))).toEqual(['notice.forwarded']);
    expect(smsSegments(smsText(passed[0]?.prompts ?? [], language))).toBeLessThanOrEqual(mostSegments);
  });
});

it('what the person did is not told to them', async () => {
  const appealId = await given('Ғимаратқа кіре алмаймын: пандус жоқ.');
  await toCurator(appealId);
  await takeAppeal(world, curatorNorth, form(appealId));
  await answer(appealId);
  await heard(sms);
  expect(await sayNotHelped(world, { appealId, language: 'kk', reason: '' })).toMatchObject({ ok: true });
  expect(await ids(sms)).toEqual([]);
  expect(await withdrawAppeal(world, { appealId, language: 'kk', reason: '' })).toMatchObject({ ok: true });
  expect(await ids(sms)).toEqual([]);
});

describe('who wants no notices', () => {
  it('gets none after СТОП, and all of them again after БАСТА', async () => {
    const appealId = await given('Ғимаратқа кіре алмаймын: пандус жоқ.');
    await write('СТОП');
    await heard(sms);
    await toCurator(appealId);
    expect(await ids(sms)).toEqual([]);
    await write('БАСТА');
    expect(await ids(sms)).toEqual(['notices.on']);
    await takeAppeal(world, curatorNorth, form(appealId));
    expect(await ids(sms)).toEqual(['notice.in-work']);
  });

  it('is still told by an official to whom the appeal was passed on', async () => {
    const appealId = await given('Ғимаратқа кіре алмаймын: пандус жоқ.');
    await write('СТОП');
    await heard(sms);
    const passed = { organisationId: organisations.ministry, reason: 'Құзыретінде емес.' };
    expect(await forwardAppeal(world, registrar, { ...form(appealId), ...passed })).toMatchObject({
      ok: true,
    });
    expect(await ids(sms)).toEqual([]);
    const tasks = await world.db.selectFrom('tasks').select(['recipient', 'notice']).execute();
    expect(tasks).toContainEqual({ recipient: 'writer', notice: 'forwarded' });
  });

  it('the same by command on Telegram', async () => {
    const appealId = await given('Ғимаратқа кіре алмаймын: пандус жоқ.', 'telegram');
    await write({ kind: 'command', command: 'stop' }, 'telegram');
    await heard(telegram);
    await toCurator(appealId);
    expect(await ids(telegram)).toEqual([]);
    await write({ kind: 'command', command: 'start' }, 'telegram');
    await heard(telegram);
    await takeAppeal(world, curatorNorth, form(appealId));
    expect(await ids(telegram)).toEqual(['notice.in-work']);
  });
});

it('where the bot is blocked, the telephone that the person gave is next; where there is none, a mere notice is let go', async () => {
  const appealId = await given('Ғимаратқа кіре алмаймын: пандус жоқ.', 'telegram');
  telegram.answers.push({ outcome: 'blocked-by-person' });
  await toCurator(appealId);
  expect(await ids(sms)).toEqual([]);
  expect(await world.db.selectFrom('tasks').select('id').execute()).toEqual([]);
  expect(
    await completeAppeal(world, registrar, { ...form(appealId), phone: '+7 701 000 00 09' }),
  ).toMatchObject({ ok: true });
  // They wrote again, so the bot may write; it is blocked once more at the next notice.
  await write('Тағы бір сөз.', 'telegram');
  await heard(telegram);
  telegram.answers.push({ outcome: 'blocked-by-person' });
  await takeAppeal(world, curatorNorth, form(appealId));
  const [moved] = await heard(sms);
  expect(moved).toMatchObject({ address: '+77010000009', prompts: [{ id: 'notice.in-work' }] });
});

it('needs named by SMS hold in a call, and the curator sees them', async () => {
  await write({ kind: 'command', command: 'appeal' });
  for (const say of [
    '1',
    'шағым',
    'жоқ',
    'Маған ешкім келмейді.',
    'ӨТКІЗУ',
    'ӨТКІЗУ',
    'ӨТКІЗУ',
    'ӨТКІЗУ',
    '6',
  ])
    await write(say);
  for (let step = 0; step < 6; step += 1) {
    const last = (await write('ӨТКІЗУ')).prompts.at(-1)?.id;
    if (last === 'ask.consent') await write('иә');
    if (last === 'ask.check') break;
  }
  await write('1');
  const [first] = await world.db.selectFrom('appeals').select('needs').execute();
  expect(first?.needs).toContain('call-me');
  await write({ kind: 'text', text: 'Лифт істемейді.' }, 'voice');
  const appeals = await world.db.selectFrom('appeals').select(['id', 'needs', 'channel']).execute();
  const called = appeals.find(({ channel }) => channel === 'voice');
  expect(called?.needs).toEqual(first?.needs);
  await toCurator(called?.id ?? '');
  const seen = await openAppeal(world, curatorNorth, called?.id ?? '');
  expect(seen).toMatchObject({ ok: true, value: { needs: ['call-me'] } });
});
