import type { WebhookRequest } from './contract.ts';

/** The parameters of a request of Twilio: its body as a form. */
export const twilioForm = ({ body }: WebhookRequest): URLSearchParams =>
  new URLSearchParams(new TextDecoder().decode(body));

/** What is signed after the address: each name with its value, by name; a value sent twice stands once. */
const signedParams = (form: URLSearchParams): string => {
  const names = [...new Set(form.keys())].sort();
  return names
    .flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .join('');
};

/** Twilio signs the port or leaves it out, by kind of call and by address: both are its own. */
const spellings = (url: URL): readonly string[] => {
  const { protocol, host, hostname, port } = url;
  const rest = url.href.slice(`${protocol}//`.length + url.host.length);
  const otherwise = port === '' ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : hostname;
  return [`${protocol}//${host}${rest}`, `${protocol}//${otherwise}${rest}`];
};

const octets = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const hmac = { name: 'HMAC', hash: 'SHA-1' } as const;

/**
 * Is the request Twilio's? The header `X-Twilio-Signature` is base64 of HMAC-SHA1, by the account's token, over the
 * full address (`request.url`, which is built on `PUBLIC_BASE_URL`) and the sorted parameters of the form. Compared in
 * constant time. Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export const isTwilioRequest = async (request: WebhookRequest, authToken: string): Promise<boolean> => {
  const given = request.header('x-twilio-signature');
  if (given === null || !/^[A-Za-z0-9+/]{27}=$/.test(given)) return false;
  const signature = Uint8Array.from(atob(given), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', octets(authToken), hmac, false, ['verify']);
  const params = signedParams(twilioForm(request));
  const checks = await Promise.all(
    spellings(request.url).map((url) => crypto.subtle.verify(hmac, key, signature, octets(url + params))),
  );
  return checks.includes(true);
};
