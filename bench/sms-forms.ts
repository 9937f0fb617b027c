import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';

const voices: Readonly<Record<'kk' | 'ru', readonly string[]>> = JSON.parse(
  readFileSync(new URL('../reference/voices.json', import.meta.url), 'utf8'),
);

/** Settings of the made-up Twilio account that the benchmark is. */
export const account = {
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000001',
  TWILIO_AUTH_TOKEN: 'the token of the benchmark',
  TWILIO_FROM: '+77000001414',
} as const;

const path = '/channels/sms/twilio';

/** As Twilio counts them: 70 characters in one, then 67 in each. */
const segmentsOf = (text: string): number => (text.length <= 70 ? 1 : Math.ceil(text.length / 67));

/** Everything that Twilio sends with a text; the sender is one that has never written before. */
const fieldsOf = (body: string, sender: number): readonly (readonly [string, string])[] => {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  return [
    ['AccountSid', account.TWILIO_ACCOUNT_SID],
    ['ApiVersion', '2010-04-01'],
    ['Body', body],
    ['From', `+7701${String(sender).padStart(7, '0')}`],
    ['FromCity', ''],
    ['FromCountry', 'KZ'],
    ['FromState', ''],
    ['FromZip', ''],
    ['MessageSid', sid],
    ['NumMedia', '0'],
    ['NumSegments', String(segmentsOf(body))],
    ['SmsMessageSid', sid],
    ['SmsSid', sid],
    ['SmsStatus', 'received'],
    ['To', account.TWILIO_FROM],
    ['ToCity', ''],
    ['ToCountry', 'KZ'],
    ['ToState', ''],
    ['ToZip', ''],
  ];
};

/**
 * Requests of Twilio's, each of a person of its own with something that people really said, signed as Twilio signs:
 * HMAC-SHA1 over the address and the fields in the order of their names.
 */
export const smsRequests = (port: number): (() => string) => {
  const texts = [...voices.kk, ...voices.ru];
  const url = `http://127.0.0.1:${port}${path}`;
  let sender = randomInt(1_000_000);
  let next = 0;
  return () => {
    const fields = fieldsOf(texts[next++ % texts.length] ?? '', sender++);
    const signed = fields.reduce((all, [name, value]) => all + name + value, url);
    const signature = createHmac('sha1', account.TWILIO_AUTH_TOKEN).update(signed).digest('base64');
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
    return [
      `POST ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Content-Type: application/x-www-form-urlencoded; charset=utf-8',
      'User-Agent: TwilioProxy/1.1',
      'Accept: */*',
      `X-Twilio-Signature: ${signature}`,
      'I-Twilio-Idempotency-Token: 00000000-0000-0000-0000-000000000000',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
  };
};
