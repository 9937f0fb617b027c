import fc from 'fast-check';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from './contract.ts';
import { isTwilioRequest, twilioForm } from './twilio-signature.ts';

const token = '12345';
const address = 'https://dauys.example/channels/sms/twilio?step=2&lang=kk';
const form = {
  From: '+77010000001',
  To: '+77270000000',
  Body: 'Пандус жоқ & баспалдақ = тік?',
  MessageSid: 'SM1',
};

const requestOf = (
  url: string,
  params: Readonly<Record<string, string | readonly string[]>>,
  signature: string | null,
): WebhookRequest => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  return {
    method: 'POST',
    url: new URL(url),
    header: (name) => (name.toLowerCase() === 'x-twilio-signature' ? signature : null),
    body: new TextEncoder().encode(body.toString()),
  };
};
const signed = (url: string, params: Record<string, string | string[]>): WebhookRequest =>
  requestOf(url, params, getExpectedTwilioSignature(token, url, params));

describe('the signature of Twilio', () => {
  it('is recognised as its own library makes it', async () => {
    expect(await isTwilioRequest(signed(address, form), token)).toBe(true);
    expect(await isTwilioRequest(signed('http://127.0.0.1:3000/channels/voice/twilio', form), token)).toBe(
      true,
    );
    expect(await isTwilioRequest(signed(address, {}), token)).toBe(true);
  });

  it('is recognised whatever is in the form', async () => {
    const params = fc.dictionary(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      {
        noNullPrototype: true,
      },
    );
    await fc.assert(
      fc.asyncProperty(params, async (given) => {
        expect(await isTwilioRequest(signed(address, { ...form, ...given }), token)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is recognised where a name comes several times', async () => {
    const params = { ...form, MediaUrl: ['https://b.example', 'https://a.example', 'https://b.example'] };
    expect(await isTwilioRequest(signed(address, params), token)).toBe(true);
  });

  it.each([
    ['https://dauys.example/channels/voice/twilio', 'https://dauys.example:443/channels/voice/twilio'],
    ['http://dauys.example/channels/voice/twilio', 'http://dauys.example:80/channels/voice/twilio'],
    ['https://dauys.example:8443/channels/voice/twilio', 'https://dauys.example/channels/voice/twilio'],
  ])('is recognised for %s when it signed %s', async (ours, theirs) => {
    const signature = getExpectedTwilioSignature(token, theirs, form);
    expect(await isTwilioRequest(requestOf(ours, form, signature), token)).toBe(true);
  });

  const right = getExpectedTwilioSignature(token, address, form);
  it.each([
    ['another token', signed(address, form), 'another'],
    ['no signature', requestOf(address, form, null), token],
    ['an empty signature', requestOf(address, form, ''), token],
    ['a shorter signature', requestOf(address, form, right.slice(0, -4)), token],
    ['letters that are no base64', requestOf(address, form, `${'!'.repeat(27)}=`), token],
    ['another value', requestOf(address, { ...form, Body: 'Пандус бар' }, right), token],
    ['one value more', requestOf(address, { ...form, Extra: '1' }, right), token],
    ['one value less', requestOf(address, { From: form.From }, right), token],
    ['another step of the call', requestOf(`${address}0`, form, right), token],
    ['another host', requestOf(address.replace('dauys', 'other'), form, right), token],
  ])('is refused for %s', async (_name, request, by) => {
    expect(await isTwilioRequest(request, by)).toBe(false);
  });

  it('leaves the form to be read', () => {
    expect(twilioForm(signed(address, form)).get('Body')).toBe(form.Body);
  });
});
