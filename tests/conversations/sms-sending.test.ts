import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askProvider } from '../../src/channels/sms/ask-provider.ts';
import { createSmsChannel } from '../../src/channels/sms/sms-channel.ts';
import type { Outgoing } from '../../src/domain/conversation/prompt.ts';
import { say } from '../../src/domain/conversation/prompts.ts';
import { listen } from '../support/listen.ts';
import {
  kannelAccount,
  openSmsHouse,
  publicBaseUrl,
  type SmsHouse,
  twilioAccount,
} from '../support/sms-house.ts';
import { twilioRequest } from '../support/sms-requests.ts';

const me = '+77010000001';
const words = 'Ғимаратқа арбамен кіре алмаймын.';
let house: SmsHouse;
afterEach(() => house.close());

const deliveries = () =>
  house.world.db
    .selectFrom('deliveries')
    .select(['state', 'error', 'provider_id'])
    .orderBy('began_at')
    .execute();
const unreachable = async () =>
  (await house.world.db.selectFrom('conversations').select('unreachable').executeTakeFirstOrThrow())
    .unreachable;
/** Rounds of the background work with time between them, as long as anything may still happen. */
const settle = async (): Promise<void> => {
  for (let round = 0; round < 12; round += 1) {
    house.later(3_600_000);
    await house.round();
  }
};

describe('by Twilio', () => {
  beforeEach(async () => {
    house = await openSmsHouse('twilio');
  });
  const reported = (form: Readonly<Record<string, string>>) =>
    house.post(
      twilioRequest(`${publicBaseUrl}/channels/sms/twilio/status`, twilioAccount.authToken, {
        AccountSid: twilioAccount.accountSid,
        To: me,
        ...form,
      }),
    );
  const sidOf = (): string => house.twilio.taken[0]?.sid ?? '';

  it('a reply goes out with our number, the password and where to report to', async () => {
    await house.write(me, words);
    expect(await house.heard(me)).toHaveLength(1);
    expect(house.twilio.taken[0]).toMatchObject({
      to: me,
      from: twilioAccount.from,
      statusCallback: 'https://dauys.example/channels/sms/twilio/status',
    });
  });

  it('a report of delivery is noted, and only the end of a message is one', async () => {
    await house.write(me, words);
    await house.heard(me);
    for (const MessageStatus of ['queued', 'sending', 'sent'])
      expect((await reported({ MessageSid: sidOf(), MessageStatus })).status).toBe(204);
    expect(await deliveries()).toMatchObject([{ state: 'sent' }]);
    expect((await reported({ MessageSid: sidOf(), MessageStatus: 'delivered' })).status).toBe(204);
    expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  it.each([
    ['30003', 'address-wrong'],
    ['30005', 'address-wrong'],
    ['30006', 'address-wrong'],
    ['21610', 'blocked-by-person'],
    ['30007', null],
    ['', null],
  ])('a report of failure %s: %s', async (ErrorCode, ending) => {
    await house.write(me, words);
    await house.heard(me);
    await reported({ MessageSid: sidOf(), MessageStatus: 'undelivered', ErrorCode });
    expect(await deliveries()).toMatchObject([{ state: 'failed' }]);
    expect(await unreachable()).toBe(ending);
  });

  it('a report that is not signed changes nothing', async () => {
    await house.write(me, words);
    await house.heard(me);
    const request = twilioRequest(`${publicBaseUrl}/channels/sms/twilio/status`, 'another token', {
      MessageSid: sidOf(),
      MessageStatus: 'delivered',
    });
    expect((await house.post(request)).status).toBe(403);
    expect(await deliveries()).toMatchObject([{ state: 'sent' }]);
  });

  it.each([
    ['taken, and the answer lost', 'taken-and-dropped'],
    ['lost on the way', 'dropped'],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['429', { status: 429, code: 20429, retryAfter: '30' }],
    ['a wrong password', { status: 401, code: 20003 }],
    ['a full queue', { status: 400, code: 21611 }],
  ] as const)('%s: the reply goes out once, never twice and never not', async (_name, met) => {
    house.twilio.next.push(met, met);
    await house.write(me, words);
    await settle();
    expect(house.twilio.taken).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: 'sent', provider_id: sidOf() }]);
  });

  it('429 is waited for as long as it says', async () => {
    house.twilio.next.push({ status: 429, code: 20429, retryAfter: '600' });
    await house.write(me, words);
    await house.heard(me);
    house.later(500_000);
    await house.round();
    expect(house.twilio.asked()).toBe(1);
    house.later(200_000);
    await house.round();
    expect(house.twilio.taken).toHaveLength(1);
  });

  it('nobody listening there: nothing is lost', async () => {
    const { close } = house.twilio;
    await close();
    await house.write(me, words);
    await house.heard(me);
    expect(await deliveries()).toMatchObject([{ state: 'waiting', error: 'try-later' }]);
  });

  it.each([
    [21610, 'blocked-by-person'],
    [21211, 'address-wrong'],
    [21614, 'address-wrong'],
  ])('%i is the end, and remembered: %s', async (code, ending) => {
    house.twilio.next.push({ status: 400, code });
    await house.write(me, words);
    await settle();
    expect(house.twilio.asked()).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'failed', error: ending }]);
    expect(await unreachable()).toBe(ending);
    // Whoever writes can be reached again.
    await house.write(me, 'КӨМЕК');
    expect(await house.heard(me)).toHaveLength(1);
  });

  it('what it will never take is put before staff at once', async () => {
    house.twilio.next.push({ status: 400, code: 21617 });
    await house.write(me, words);
    await settle();
    expect(house.twilio.asked()).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'failed', error: 'never:twilio-21617' }]);
  });

  it('opting out at Twilio itself is taken as such, and answered by nobody', async () => {
    const opted = async (OptOutType: string, Body: string): Promise<boolean> => {
      const response = await house.post(
        twilioRequest(`${publicBaseUrl}/channels/sms/twilio`, twilioAccount.authToken, {
          MessageSid: `opt-${OptOutType}`,
          From: me,
          To: twilioAccount.from,
          Body,
          OptOutType,
        }),
      );
      expect(await response.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
      return (await house.world.db.selectFrom('conversations').select('opted_out').executeTakeFirstOrThrow())
        .opted_out;
    };
    expect(await opted('STOP', 'STOP')).toBe(true);
    expect(await opted('START', 'START')).toBe(false);
    expect(await house.heard(me)).toEqual([]);
  });
});

describe('a file of an MMS', () => {
  beforeEach(async () => {
    house = await openSmsHouse('twilio');
  });
  const path = `/2010-04-01/Accounts/${twilioAccount.accountSid}/Messages/MM1/Media/ME1`;
  const fetchFrom = async (ref: string, maxBytes = 1_000) => {
    const { fetchMedia } = createSmsChannel({
      provider: 'twilio',
      twilio: { ...twilioAccount, apiBaseUrl: house.twilio.url },
      kannel: null,
      publicBaseUrl,
      now: house.world.now,
    });
    const stream = await fetchMedia?.({ kind: 'photo', ref }, maxBytes);
    return stream === null || stream === undefined
      ? null
      : new Uint8Array(await new Response(stream).arrayBuffer());
  };

  it('is fetched with our password, from the configured host alone', async () => {
    house.twilio.files.set(path, Uint8Array.from([1, 2, 3]));
    expect(await fetchFrom(`${house.twilio.url}${path}`)).toEqual(Uint8Array.from([1, 2, 3]));
    expect(house.twilio.fileRequests[0]?.authorization).toMatch(/^Basic /);
    let strangers = 0;
    const stranger = await listen((_request, response) => {
      strangers += 1;
      response.end('x');
    });
    expect(await fetchFrom(`${stranger.url}${path}`)).toBeNull();
    house.twilio.files.set(path, { redirect: `${stranger.url}/x` });
    expect(await fetchFrom(`${house.twilio.url}${path}`)).toBeNull();
    expect(strangers).toBe(0);
    await stranger.close();
  });

  it('may lead on within the host, may be gone, and is never larger than is taken', async () => {
    house.twilio.files.set(path, { redirect: '/store/1' });
    house.twilio.files.set('/store/1', new Uint8Array(2_000));
    expect(await fetchFrom(`${house.twilio.url}${path}`, 3_000)).toHaveLength(2_000);
    await expect(fetchFrom(`${house.twilio.url}${path}`, 1_000)).rejects.toThrow();
    house.twilio.files.clear();
    expect(await fetchFrom(`${house.twilio.url}/nothing`)).toBeNull();
  });

  it('comes with the appeal', async () => {
    house.twilio.files.set(path, Uint8Array.from([1, 2, 3]));
    const response = await house.post(
      twilioRequest(`${publicBaseUrl}/channels/sms/twilio`, twilioAccount.authToken, {
        MessageSid: 'MM1',
        From: me,
        To: twilioAccount.from,
        Body: 'Пандус осындай.',
        NumMedia: '1',
        MediaUrl0: `${house.twilio.url}${path}`,
        MediaContentType0: 'image/jpeg',
      }),
    );
    expect(response.status).toBe(200);
    const media = await house.world.db.selectFrom('inbound_media').select('state').execute();
    expect(media).toEqual([{ state: 'waiting' }]);
    expect((await house.heard(me))[0]).toMatch(/Қабылданды/);
  });
});

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
    expect(await deliveries()).toMatchObject([{ state: 'sent' }]);
    expect((await reported('1', undefined, 'guessed')).status).toBe(403);
    expect((await reported('x')).status).toBe(400);
    expect(await deliveries()).toMatchObject([{ state: 'sent' }]);
    expect((await reported('1')).status).toBe(200);
    expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  it('a report that comes before the sending has been noted is noted all the same', async () => {
    let early: Promise<Response> | undefined;
    house.kannel.onTaken = () => {
      early = reported('1');
    };
    await house.write(me, words);
    await house.heard(me);
    expect((await early)?.status).toBe(200);
    expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  it.each(['2', '16'])('a report of failure %s is seen by staff', async (type) => {
    await house.write(me, words);
    await house.heard(me);
    await reported(type);
    expect(await deliveries()).toMatchObject([{ state: 'failed', error: 'report:never' }]);
  });

  it.each([
    ['full', { status: 503, body: 'Temporal failure, try again later.' }],
    ['a wrong password', { status: 403, body: 'Authorization failed for sendsms' }],
  ] as const)('%s: the reply goes out later, once', async (_name, met) => {
    house.kannel.next.push(met, met);
    await house.write(me, words);
    await settle();
    expect(house.kannel.taken).toHaveLength(1);
  });

  it('an answer that is lost is no second message: it can’t be asked, so a person decides', async () => {
    house.kannel.next.push('taken-and-dropped');
    await house.write(me, words);
    await settle();
    expect(house.kannel.taken).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: 'failed', error: 'outcome-unknown' }]);
  });

  it('and its report, which bears our own id, settles it after all', async () => {
    house.kannel.next.push('taken-and-dropped');
    await house.write(me, words);
    await settle();
    await reported('1');
    expect(await deliveries()).toMatchObject([{ state: 'delivered', error: null }]);
  });

  it.each([
    [{ status: 403, body: 'Number(s) has/have been denied by white- and/or black-lists.' }, 'address-wrong'],
    [{ status: 400, body: 'Missing receiver number, rejected' }, 'address-wrong'],
    [{ status: 403, body: 'Not routable. Do not try again.' }, 'never:kannel-403'],
  ] as const)('%j is the end', async (met, error) => {
    house.kannel.next.push(met);
    await house.write(me, words);
    await settle();
    expect(house.kannel.asked()).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'failed', error }]);
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

it('a provider that hangs is not waited for without end, and nobody knows what it took', async () => {
  house = await openSmsHouse('twilio');
  const hanging = await listen(() => undefined);
  expect(await askProvider(new URL(hanging.url), {}, 200)).toEqual({ kind: 'no-answer' });
  await hanging.close();
  expect(await askProvider(new URL(hanging.url), {}, 200)).toEqual({ kind: 'not-connected' });
});

it('a provider that leads elsewhere is not followed: our words and password stay with it', async () => {
  house = await openSmsHouse('twilio');
  let strangers = 0;
  const stranger = await listen((_request, response) => {
    strangers += 1;
    response.end();
  });
  const leading = await listen((_request, response) => {
    response.writeHead(307, { location: stranger.url }).end();
  });
  expect(await askProvider(new URL(leading.url), { method: 'POST', body: 'x' })).toMatchObject({
    status: 307,
  });
  expect(strangers).toBe(0);
  await leading.close();
  await stranger.close();
});
