import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { WebhookRequest } from '../../src/channels/contract.ts';

/** A form of Twilio's, signed by its own library. */
export const twilioRequest = (
  url: string,
  authToken: string,
  form: Readonly<Record<string, string>>,
): WebhookRequest => {
  const signature = getExpectedTwilioSignature(authToken, url, { ...form });
  const headers = new Map([
    ['x-twilio-signature', signature],
    ['content-type', 'application/x-www-form-urlencoded'],
  ]);
  return {
    method: 'POST',
    url: new URL(url),
    header: (name) => headers.get(name.toLowerCase()) ?? null,
    body: new TextEncoder().encode(new URLSearchParams(form).toString()),
  };
};

/** A message as Kannel posts it: UCS-2, as an operator hands over Kazakh. */
export const kannelMessage = (
  publicBaseUrl: string,
  message: {
    readonly secret: string;
    readonly from: string;
    readonly id: string;
    readonly text: string;
  },
): WebhookRequest => {
  const { secret, from, id, text } = message;
  const query = new URLSearchParams({ secret, from, to: '1414', id, coding: '2', charset: 'UTF-16BE' });
  return {
    method: 'POST',
    url: new URL(`${publicBaseUrl}/channels/sms/kannel?${query}`),
    header: (name) => (name.toLowerCase() === 'content-type' ? 'text/plain; charset="UTF-16BE"' : null),
    body: Buffer.from(text, 'utf16le').swap16(),
  };
};

/** The same as a request over the wire. */
export const onWire = (request: WebhookRequest): Request => {
  const headers = new Headers();
  for (const name of ['content-type', 'x-twilio-signature', 'x-kannel-udh']) {
    const value = request.header(name);
    if (value !== null) headers.set(name, value);
  }
  const body = request.method === 'POST' ? { body: request.body.slice() as unknown as BodyInit } : {};
  return new Request(request.url, { method: request.method, headers, ...body });
};
