import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSmsChannel } from '../../src/channels/sms/sms-channel.ts';
import type { Outgoing } from '../../src/domain/conversation/prompt.ts';
import { say } from '../../src/domain/conversation/prompts.ts';
import { kannelAccount, openSmsHouse, publicBaseUrl, type SmsHouse } from '../support/sms-house.ts';
import { deliveriesOf, settle } from '../support/sms-outcomes.ts';

const me = '+77010000001';
const words = 'Ғимаратқа арбамен кіре алмаймын.';
let house: SmsHouse;
afterEach(() => house.close());

describe('by Kannel', () => {
  beforeEach(async () => {
    house = await openSmsHouse('kannel');
  });
  const reported = async (type: string, id?: string, secret: string = kannelAccount.inboundSecret) => {
    const dlr = new URL(house.kannel.taken[0]?.dlrUrl.replace('%d', type) ?? '');
    if (id !== undefined) dlr.searchParams.set('id', id);
    if (secret !== kannelAccount.inboundSecret) dlr.searchParams.set('secret', secret);
    return house.post({ method: 'GET', url: dlr, header: () => null, body: new Uint8Array() });
  };

  it('a reply goes out as UCS-2 made of UTF-8, with where to report to', async () => {
    await house.write(me, words);
    expect(await house.heard(me)).toHaveLength(1);
    const [sent] = house.kannel.taken;
    expect(sent).toMatchObject({ from: '1414', to: me, coding: '2', charset: 'UTF-8', dlrMask: 19 });
    const dlr = new URL(sent?.dlrUrl ?? '');
    expect(dlr.origin + dlr.pathname).toBe('https://dauys.example/channels/sms/kannel/status');
    expect(dlr.searchParams.get('secret')).toBe(kannelAccount.inboundSecret);
    expect(sent?.dlrUrl).toMatch(/&type=%d$/);
  });

  it('a report of delivery is noted; queued or handed on is no end', async () => {
    await house.write(me, words);
    await house.heard(me);
    for (const type of ['4', '8', '32']) expect((await reported(type)).status).toBe(200);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'sent' }]);
    expect((await reported('1', undefined, 'guessed')).status).toBe(403);
    expect((await reported('x')).status).toBe(400);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'sent' }]);
    expect((await reported('1')).status).toBe(200);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'delivered' }]);
  });

  it('a report that comes before the sending has been noted is noted all the same', async () => {
    let early: Promise<Response> | undefined;
    house.kannel.onTaken = () => {
      early = reported('1');
    };
    await house.write(me, words);
    await house.heard(me);
    expect((await early)?.status).toBe(200);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'delivered' }]);
  });

  it.each(['2', '16'])('a report of failure %s is seen by staff', async (type) => {
    await house.write(me, words);
    await house.heard(me);
    await reported(type);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'failed', error: 'report:never' }]);
  });

  it.each([
    ['full', { status: 503, body: 'Temporal failure, try again later.' }],
    ['a wrong password', { status: 403, body: 'Authorization failed for sendsms' }],
  ] as const)('%s: the reply goes out later, once', async (_name, met) => {
    house.kannel.next.push(met, met);
    await house.write(me, words);
    await settle(house);
    expect(house.kannel.taken).toHaveLength(1);
  });

  it('an answer that is lost is no second message: it can’t be asked, so a person decides', async () => {
    house.kannel.next.push('taken-and-dropped');
    await house.write(me, words);
    await settle(house);
    expect(house.kannel.taken).toHaveLength(1);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'failed', error: 'outcome-unknown' }]);
  });

  it('and its report, which bears our own id, settles it after all', async () => {
    house.kannel.next.push('taken-and-dropped');
    await house.write(me, words);
    await settle(house);
    await reported('1');
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'delivered', error: null }]);
  });

  it.each([
    [{ status: 403, body: 'Number(s) has/have been denied by white- and/or black-lists.' }, 'address-wrong'],
    [{ status: 400, body: 'Missing receiver number, rejected' }, 'address-wrong'],
    [{ status: 403, body: 'Not routable. Do not try again.' }, 'never:kannel-403'],
  ] as const)('%j is the end', async (met, error) => {
    house.kannel.next.push(met);
    await house.write(me, words);
    await settle(house);
    expect(house.kannel.asked()).toBe(1);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'failed', error }]);
  });

  it('Latin letters alone go in the alphabet of GSM', async () => {
    const channel = createSmsChannel({
      provider: 'kannel',
      twilio: null,
      kannel: { ...kannelAccount, sendUrl: house.kannel.sendUrl },
      publicBaseUrl,
      now: house.world.now,
    });
    const outgoing: Outgoing = {
      deliveryId: 'd1',
      channel: 'sms',
      address: me,
      language: 'kk',
      prompts: [
        { ...say('answer', 'x'), lines: [], quote: { text: 'Pandus bar. Tel: 1414 & 109', language: 'kk' } },
      ],
    };
    const desk = { openFile: async () => null, partsOut: 0, notePart: async () => undefined };
    expect(await channel.send?.(outgoing, desk)).toEqual({ outcome: 'sent', providerId: 'd1' });
    expect(house.kannel.taken[0]).toMatchObject({ coding: '0', text: 'Pandus bar. Tel: 1414 & 109' });
  });
});
