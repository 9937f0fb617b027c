import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSmsHouse, publicBaseUrl, type SmsHouse, twilioAccount } from '../support/sms-house.ts';
import { deliveriesOf, settle, unreachable } from '../support/sms-outcomes.ts';
import { twilioRequest } from '../support/sms-requests.ts';

const me = '+77010000001';
const words = 'Ғимаратқа арбамен кіре алмаймын.';
let house: SmsHouse;
afterEach(() => house.close());

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
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'sent' }]);
    expect((await reported({ MessageSid: sidOf(), MessageStatus: 'delivered' })).status).toBe(204);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'delivered' }]);
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
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'failed' }]);
    expect(await unreachable(house)).toBe(ending);
  });

  it('a report that is not signed changes nothing', async () => {
    await house.write(me, words);
    await house.heard(me);
    const request = twilioRequest(`${publicBaseUrl}/channels/sms/twilio/status`, 'another token', {
      MessageSid: sidOf(),
      MessageStatus: 'delivered',
    });
    expect((await house.post(request)).status).toBe(403);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'sent' }]);
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
    await settle(house);
    expect(house.twilio.taken).toHaveLength(1);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'sent', provider_id: sidOf() }]);
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
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'waiting', error: 'try-later' }]);
  });

  it.each([
    [21610, 'blocked-by-person'],
    [21211, 'address-wrong'],
    [21614, 'address-wrong'],
  ])('%i is the end, and remembered: %s', async (code, ending) => {
    house.twilio.next.push({ status: 400, code });
    await house.write(me, words);
    await settle(house);
    expect(house.twilio.asked()).toBe(1);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'failed', error: ending }]);
    expect(await unreachable(house)).toBe(ending);
    // Whoever writes can be reached again.
    await house.write(me, 'КӨМЕК');
    expect(await house.heard(me)).toHaveLength(1);
  });

  it('what it will never take is put before staff at once', async () => {
    house.twilio.next.push({ status: 400, code: 21617 });
    await house.write(me, words);
    await settle(house);
    expect(house.twilio.asked()).toBe(1);
    expect(await deliveriesOf(house)).toMatchObject([{ state: 'failed', error: 'never:twilio-21617' }]);
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
