import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSmsChannel } from '../../src/channels/sms/sms-channel.ts';
import { listen } from '../support/listen.ts';
import { openSmsHouse, publicBaseUrl, type SmsHouse, twilioAccount } from '../support/sms-house.ts';
import { twilioRequest } from '../support/sms-requests.ts';

const me = '+77010000001';
let house: SmsHouse;
afterEach(() => house.close());

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
