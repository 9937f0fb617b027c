import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { SmsEntry } from '../entries.ts';
import { isLabAddress, labSid } from '../people.ts';
import type { StandIn } from '../stand-in.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What of Twilio's REST API the service uses, for the lab's telephones alone. */
export const twilioRest = (standIn: StandIn): Hono => {
  const app = new Hono();
  const { secrets, sms, files } = standIn;
  const { accountSid, authToken } = secrets;
  const wanted = digest(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  const account = `/2010-04-01/Accounts/${accountSid}`;

  const messageOf = ({ sid, text, at }: SmsEntry, to: string, status: string) => ({
    sid,
    account_sid: accountSid,
    from: secrets.serviceNumber,
    to,
    body: text,
    status,
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    date_created: at.toUTCString(),
    date_sent: at.toUTCString(),
    date_updated: at.toUTCString(),
    uri: `${account}/Messages/${sid}.json`,
  });
  const outgoing = (to: string): readonly SmsEntry[] => sms.read(to).filter(({ from }) => from === 'service');

  app.use('/2010-04-01/*', async (c, next) =>
    timingSafeEqual(digest(c.req.header('authorization') ?? ''), wanted)
      ? next()
      : c.json({ code: 20003, message: 'Authenticate', status: 401 }, 401),
  );
  app.post(`${account}/Messages.json`, async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const to = form.get('To') ?? '';
    const text = form.get('Body') ?? '';
    const refuse = (code: number, message: string) => c.json({ code, message, status: 400 }, 400);
    if (!isLabAddress(to)) return refuse(21211, 'The number is not one of the lab.');
    if (text === '') return refuse(21602, 'Message body is required.');
    if (text.length > 1600) return refuse(21617, 'The message is too long.');
    const sid = labSid('SM', standIn.randomBytes);
    const entry = sms.append(to, { at: standIn.now(), from: 'service', text, sid, lost: false });
    const callback = form.get('StatusCallback');
    if (callback !== null)
      standIn.report(callback, {
        MessageSid: sid,
        SmsSid: sid,
        MessageStatus: 'delivered',
        SmsStatus: 'delivered',
        AccountSid: accountSid,
        From: secrets.serviceNumber,
        To: to,
        ApiVersion: '2010-04-01',
      });
    return c.json(messageOf(entry, to, 'queued'), 201);
  });
  app.get(`${account}/Messages.json`, (c) => {
    const to = c.req.query('To') ?? '';
    const messages = outgoing(to).map((entry) => messageOf(entry, to, 'delivered'));
    return c.json({ messages: messages.reverse(), page: 0, page_size: 200, next_page_uri: null });
  });

  // Twilio gives a recording under its plain address and with an ending; what was recorded is given as it is.
  app.get(`${account}/Recordings/:name`, (c) => {
    const file = files.open(c.req.param('name').replace(/\.(wav|mp3)$/, ''));
    if (file === undefined) return c.json({ code: 20404, message: 'Not found', status: 404 }, 404);
    return c.body(file.bytes, 200, { 'content-type': file.mediaType });
  });
  return app;
};
