import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRequest } from './contract.ts';

/** Read once for the signature and once more for what it says. */
const forms = new WeakMap<WebhookRequest, URLSearchParams>();

/** The parameters of a request of Twilio: its body as a form. */
export const twilioForm = (request: WebhookRequest): URLSearchParams => {
  const known = forms.get(request);
  if (known !== undefined) return known;
  const form = new URLSearchParams(new TextDecoder().decode(request.body));
  forms.set(request, form);
  return form;
};

/** What is signed after the address: each name with its value, by name; a value sent twice stands once. */
const signedParams = (form: URLSearchParams): string => {
  const byName = (a: readonly string[], b: readonly string[]): number => {
    const [x, y] = a[0] === b[0] ? [a[1] ?? '', b[1] ?? ''] : [a[0] ?? '', b[0] ?? ''];
    return x < y ? -1 : x > y ? 1 : 0;
  };
  let text = '';
  let last = '';
  for (const [name, value] of [...form].sort(byName)) {
    // A line feed stands between, so that two different pairs never look like one.
    const pair = `${name}\n${value}`;
    if (pair !== last) text += name + value;
    last = pair;
  }
  return text;
};

/** Twilio signs the port or leaves it out, by kind of call and by address: both are its own. */
const spellings = (url: URL): readonly string[] => {
  const { protocol, host, hostname, port } = url;
  const rest = url.href.slice(`${protocol}//`.length + url.host.length);
  const otherwise = port === '' ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : hostname;
  return [`${protocol}//${host}${rest}`, `${protocol}//${otherwise}${rest}`];
};

/**
 * Is the request Twilio's? The header `X-Twilio-Signature` is base64 of HMAC-SHA1, by the account's token, over the
 * full address (`request.url`, which is built on `PUBLIC_BASE_URL`) and the sorted parameters of the form. Compared in
 * constant time. Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export const isTwilioRequest = (request: WebhookRequest, authToken: string): boolean => {
  const given = request.header('x-twilio-signature');
  if (given === null || !/^[A-Za-z0-9+/]{27}=$/.test(given)) return false;
  const signature = Buffer.from(given, 'base64');
  const params = signedParams(twilioForm(request));
  return spellings(request.url).some((url) =>
    timingSafeEqual(
      createHmac('sha1', authToken)
        .update(url + params)
        .digest(),
      signature,
    ),
  );
};
