import { createHmac } from 'node:crypto';
import type { LabSecrets } from './stand-in.ts';

/** The way into the service's own application: the same function that answers requests from outside. */
export type Knock = (request: Request) => Response | Promise<Response>;

/** A request to a webhook as Twilio signs it: HMAC-SHA1 over the address and the sorted parameters. */
export const twilioRequest = (
  secrets: LabSecrets,
  url: string,
  form: Readonly<Record<string, string>>,
): Request => {
  const signed = Object.keys(form)
    .sort()
    .map((name) => `${name}${form[name]}`)
    .join('');
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', secrets.authToken).update(`${url}${signed}`).digest('base64'),
    },
    body: new URLSearchParams(form).toString(),
  });
};

/** A request to the webhook as Telegram makes it. */
export const telegramRequest = (secrets: LabSecrets, url: string, update: object): Request =>
  new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secrets.webhookSecret,
    },
    body: JSON.stringify(update),
  });

const tries = 3;
const pause = 700;

/** Knocks as providers do: once more where the service says that it can't just now. Gives the last answer. */
export const knockPatiently = async (knock: Knock, make: () => Request): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1) {
    const response = await knock(make());
    if (response.status < 500 || attempt === tries) return response;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};
