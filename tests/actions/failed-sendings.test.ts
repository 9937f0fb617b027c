import { afterAll, beforeAll, expect, it } from 'vitest';
import { failedSendings } from '../../src/actions/staff/failed-sendings.ts';
import { openPoison } from '../../src/actions/staff/open-poison.ts';
import { retryPoison, seeToSending, settlePoison } from '../../src/actions/staff/see-to-sending.ts';
import { showDeadLetters } from '../../src/actions/talk/dead-letters.ts';
import { type DeliveryDesk, deliver } from '../../src/actions/talk/deliver.ts';
import { mostInboundTries } from '../../src/actions/talk/keep-for-later.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import { retryInbound } from '../../src/actions/talk/retry-inbound.ts';
import type { TalkDesk } from '../../src/actions/talk/talk-desk.ts';
import { mostAttempts } from '../../src/storage/outbox.ts';
import { labelTexts } from '../../src/text/prompt-text.ts';
import { officials } from '../support/directory.ts';
import { paperOutlet } from '../support/paper-outlet.ts';
import { seated } from '../support/staff-visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const style = {
  choicesPerMessage: 4,
  brief: true,
  stopEndsNotices: true,
  replies: 'later',
  leads: false,
} as const;
const talk: TalkDesk = { styleOf: () => style, labels: labelTexts, helpPhone: '1414' };
const message = (externalId: string, text: string, raw = 'the request') => ({
  inbound: {
    channel: 'telegram' as const,
    externalId,
    thread: '42',
    address: '42',
    answerable: true,
    languageHint: null,
    what: { kind: 'text' as const, text },
  },
  raw,
});

it('what did not reach a person is seen to by the registrar, once', async () => {
  const outlet = paperOutlet({ asked: false });
  const desk: DeliveryDesk = { talk, outlets: new Map([['telegram', outlet]]) };
  outlet.answers.push('breaks');
  await receiveInbound(world, talk, message('1', 'Пандус жоқ, кіре алмаймын.'));
  await deliver(world, desk, 'telegram');
  const found = await failedSendings(world, officials.registrar);
  expect(found).toMatchObject({
    ok: true,
    value: { sendings: [{ channel: 'telegram', error: 'outcome-unknown' }] },
  });
  expect(await failedSendings(world, officials.curatorNorth)).toEqual({ ok: false, error: 'not-allowed' });

  const visitor = await seated(world, wholeApp(world), 'registrar');
  await visitor.goTo('/staff/deliveries');
  expect(visitor.status).toBe(200);
  expect(visitor.html).toContain('name="way" value="otherwise"');

  const deliveryId = found.ok ? (found.value.sendings[0]?.id ?? '') : '';
  const again = { deliveryId, way: 'again' } as const;
  expect(await seeToSending(world, officials.curatorNorth, again)).toEqual({
    ok: false,
    error: 'not-allowed',
  });
  expect(await seeToSending(world, officials.registrar, again)).toEqual({ ok: true, value: true });
  expect(await seeToSending(world, officials.registrar, again)).toEqual({
    ok: false,
    error: 'settled-already',
  });
  await deliver(world, desk, 'telegram');
  expect(outlet.sent).toHaveLength(1);
  expect(await failedSendings(world, officials.registrar)).toMatchObject({ value: { sendings: [] } });
});

it('the person can be reached otherwise: a task under their appeal', async () => {
  const outlet = paperOutlet({ asked: false });
  outlet.answers.push({ outcome: 'never', code: 'too-long' });
  await receiveInbound(world, talk, message('2', 'Тағы бір сөз.'));
  await deliver(world, { talk, outlets: new Map([['telegram', outlet]]) }, 'telegram');
  const found = await failedSendings(world, officials.registrar);
  const deliveryId = found.ok ? (found.value.sendings[0]?.id ?? '') : '';
  expect(await seeToSending(world, officials.registrar, { deliveryId, way: 'otherwise' })).toEqual({
    ok: true,
    value: true,
  });
  const tasks = await world.db.selectFrom('tasks').select(['kind', 'channel', 'notice']).execute();
  expect(tasks).toEqual([{ kind: 'send-notice', channel: 'phone', notice: 'reply-failed' }]);
});

it('a message that fails inside is kept, tried again, then put before staff, and never lost', async () => {
  const broken: TalkDesk = {
    ...talk,
    styleOf: () => {
      throw new TypeError('a mistake of ours');
    },
  };
  const poison = message('3', 'Бұл хабар <b>жоғалмайды</b>.', 'r'.repeat(9_000));
  expect(await receiveInbound(world, broken, poison)).toMatchObject({ outcome: 'kept', prompts: [] });
  expect(await receiveInbound(world, broken, poison)).toMatchObject({ outcome: 'kept' });
  for (let tries = 1; tries < mostInboundTries; tries += 1) {
    world.at(new Date(world.now().getTime() + 600_000).toISOString());
    await retryInbound(world, broken);
  }
  const found = await failedSendings(world, officials.registrar);
  expect(found).toMatchObject({ value: { messages: [{ channel: 'telegram', error: 'TypeError' }] } });
  const inboundId = found.ok ? (found.value.messages[0]?.id ?? '') : '';
  const stored = await world.db
    .selectFrom('inbound')
    .selectAll()
    .where('id', '=', inboundId)
    .executeTakeFirstOrThrow();
  expect(stored.raw?.toString('latin1')).not.toContain('хабар');

  expect(await openPoison(world, officials.curatorNorth, inboundId)).toEqual({
    ok: false,
    error: 'not-allowed',
  });
  const visitor = await seated(world, wholeApp(world), 'registrar');
  await visitor.goTo('/staff/deliveries');
  expect(visitor.html).toContain(`href="/staff/deliveries/${inboundId}"`);
  await visitor.goTo(`/staff/deliveries/${inboundId}`);
  expect(visitor.html).toContain('Бұл хабар &lt;b&gt;жоғалмайды&lt;/b&gt;.');
  expect(visitor.html).not.toContain('<b>жоғалмайды');
  const looks = await world.db
    .selectFrom('audit')
    .select('subject_id')
    .where('action', '=', 'look-message')
    .execute();
  expect(looks).toEqual([{ subject_id: inboundId }]);

  expect(await retryPoison(world, officials.registrar, inboundId)).toEqual({ ok: true, value: true });
  await retryInbound(world, talk);
  const messages = await world.db.selectFrom('messages').select('text').execute();
  expect(messages.map(({ text }) => text)).toContain('Бұл хабар <b>жоғалмайды</b>.');
  expect(await receiveInbound(world, talk, poison)).toMatchObject({ outcome: 'repeated' });
});

it('a message that someone has seen to by hand is off the list, and is not tried again', async () => {
  const broken: TalkDesk = {
    ...talk,
    styleOf: () => {
      throw new TypeError('a mistake of ours');
    },
  };
  await receiveInbound(world, broken, message('4', 'Қолмен шешілді.', 'r'.repeat(9_000)));
  await world.db.updateTable('inbound').set({ state: 'poison' }).where('external_id', '=', '4').execute();
  const found = await failedSendings(world, officials.registrar);
  const inboundId = found.ok ? (found.value.messages[0]?.id ?? '') : '';
  const opened = await openPoison(world, officials.registrar, inboundId);
  expect(opened).toMatchObject({ ok: true, value: { from: '42', words: 'Қолмен шешілді.', cut: true } });
  expect(opened.ok ? opened.value.raw.length : 0).toBe(4_000);
  expect(await settlePoison(world, officials.curatorNorth, inboundId)).toMatchObject({ ok: false });
  expect(await settlePoison(world, officials.registrar, inboundId)).toEqual({ ok: true, value: true });
  expect(await settlePoison(world, officials.registrar, inboundId)).toMatchObject({ ok: false });
  expect(await openPoison(world, officials.registrar, inboundId)).toEqual({ ok: false, error: 'gone' });
  world.at(new Date(world.now().getTime() + 600_000).toISOString());
  await retryInbound(world, talk);
  const row = await world.db
    .selectFrom('inbound')
    .select('state')
    .where('id', '=', inboundId)
    .executeTakeFirstOrThrow();
  expect(row.state).toBe('settled');
});

it('a letter that could never be drafted is put before staff too, and can be sent again', async () => {
  const outlet = paperOutlet({ asked: false });
  const desk: DeliveryDesk = { talk, outlets: new Map([['telegram', outlet]]) };
  await receiveInbound(world, talk, message('5', 'Жауапсыз қалмайтын хабар.'));
  const { reply } = await world.db
    .selectFrom('inbound')
    .select('reply')
    .where('external_id', '=', '5')
    .executeTakeFirstOrThrow();
  const damage = (to: Buffer | null) =>
    world.db.updateTable('inbound').set({ reply: to }).where('external_id', '=', '5').execute();
  await damage(Buffer.from('damaged'));
  const neighbour = message('6', 'Көршінің хабары.');
  const inbound = { ...neighbour.inbound, thread: '43', address: '43' };
  await receiveInbound(world, talk, { ...neighbour, inbound });
  for (let tries = 0; tries < mostAttempts; tries += 1) {
    await deliver(world, desk, 'telegram').catch(() => undefined);
    world.at(new Date(world.now().getTime() + 7_200_000).toISOString());
  }
  // It keeps nobody else's from going out.
  expect(outlet.sent.map(({ address }) => address)).toContain('43');
  await showDeadLetters(world);
  await showDeadLetters(world);
  const found = await failedSendings(world, officials.registrar);
  const sendings = found.ok ? found.value.sendings : [];
  expect(sendings).toHaveLength(1);
  await damage(reply);
  const sent = outlet.sent.length;
  const again = { deliveryId: sendings[0]?.id ?? '', way: 'again' } as const;
  expect(await seeToSending(world, officials.registrar, again)).toEqual({ ok: true, value: true });
  await deliver(world, desk, 'telegram');
  expect(outlet.sent.length).toBe(sent + 1);
});
