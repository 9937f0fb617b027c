import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { rangeOf } from '../../web/files/send-file.ts';
import type { WebEnv } from '../../web/visit.ts';
import type { Lab } from '../lab.ts';
import type { LabPerson } from '../people.ts';
import { joinSounds } from '../telephone/sounds.ts';
import { chatForm, largestFile, type Outcome, phoneForm, type Refused, refusals, smsForm } from './forms.ts';
import { LabPage } from './lab-page.tsx';
import { type News, newsSince } from './news.tsx';
import { forgetPerson, personOf } from './session.ts';

/** How long a page without scripts waits for the service's reply before it is shown again, in milliseconds. */
const replyWithin = 4_000;

/** How long a script's question for news may wait for some: a request every quarter of a minute, and no delay. */
const newsWithin = 15_000;

const fields = ['chat-text', 'chat-file', 'sms-text', 'sound'] as const;

const refusedOf = (c: Context): Refused | null => {
  const [field, why] = c.req.query('refused')?.split('.') ?? [];
  const knownField = fields.find((known) => known === field);
  const knownWhy = refusals.find((known) => known === why);
  return knownField && knownWhy ? { field: knownField, why: knownWhy } : null;
};

const shownInPlace = /^(image\/(jpeg|png|webp|gif)|(audio|video)\/[\w.+-]+)$/;

/** Bytes that players may ask for in parts. */
const sendBytes = (c: Context<WebEnv>, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Response => {
  const [plain = ''] = mediaType.split(';');
  const inPlace = shownInPlace.test(plain);
  const range = rangeOf(c.req.header('range'));
  const start = Math.min(range?.start ?? 0, Math.max(0, bytes.length - 1));
  const end = Math.min(range?.end ?? bytes.length - 1, bytes.length - 1);
  c.header('content-type', inPlace ? plain : 'application/octet-stream');
  if (!inPlace) c.header('content-disposition', 'attachment');
  c.header('content-security-policy', "default-src 'none'; sandbox");
  c.header('accept-ranges', 'bytes');
  if (range === undefined) return c.body(bytes);
  c.header('content-range', `bytes ${start}-${end}/${bytes.length}`);
  return c.body(bytes.slice(start, end + 1), 206);
};

/** What was posted; nothing, where the body broke off or is no form. */
const formOf = (c: Context<WebEnv>): Promise<FormData> => c.req.formData().catch(() => new FormData());

/** The lab: one page, what is done on it, and what came in since. Mounted in the demonstration alone. */
export const labPages = (lab: Lab): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const { standIn } = lab;

  app.get('/lab', (c) => {
    const person = personOf(c);
    const refused = refusedOf(c);
    const forgotten = c.req.query('forgotten') !== undefined;
    return c.html(
      <LabPage visit={c.get('visit')} lab={lab} person={person} refused={refused} forgotten={forgotten} />,
    );
  });

  app.get('/lab/news', async (c) => {
    const place = (name: string): number => Number(c.req.query(name)) || 0;
    const seen = {
      chat: place('chat'),
      sms: place('sms'),
      call: place('call'),
      desk: c.req.query('desk') ?? '',
    };
    const person = personOf(c);
    const look = (): Promise<News> => newsSince(c.get('visit'), lab, person, seen);
    const news = await look();
    const asksAtOnce = c.req.query('wait') === undefined || Object.values(news).some((one) => one !== null);
    if (asksAtOnce) return c.json(news);
    const any = (): boolean => true;
    await Promise.race([
      standIn.chat.wait(String(person.chatId), seen.chat, any, newsWithin),
      standIn.sms.wait(person.phone, seen.sms, any, newsWithin),
      standIn.calls.wait(person.phone, seen.call, any, newsWithin),
    ]);
    return c.json(await look());
  });

  app.get('/lab/files/:id', (c) => {
    const { chatId, phone } = personOf(c);
    const file = standIn.files.open(c.req.param('id'));
    if (file === undefined || ![String(chatId), phone].includes(file.address)) return c.notFound();
    return sendBytes(c, file.bytes, file.mediaType);
  });

  app.get('/lab/sound/:turn{[0-9]+-[0-9]+\\.wav}', async (c) => {
    const [seq = 0, index = 0] = (c.req.param('turn').match(/\d+/g) ?? []).map(Number);
    const entry = standIn.calls.read(personOf(c).phone).find((one) => one.seq === seq);
    const joined = entry?.what === 'spoken' ? await joinSounds(entry.pieces, index, lab.readSound) : null;
    return joined === null ? c.notFound() : sendBytes(c, joined, 'audio/wav');
  });

  /** To a script the outcome; to a browser the page again, at the place where it went on. */
  const answer = async (
    c: Context<WebEnv>,
    outcome: Outcome,
    at: string,
    settle: () => Promise<void>,
  ): Promise<Response> => {
    if (c.req.header('accept') === 'application/json')
      return outcome === null
        ? c.json({ done: true })
        : c.json(
            { done: false, text: c.get('visit').t(`lab:refused.${outcome.why}`), field: outcome.field },
            422,
          );
    if (outcome !== null)
      return c.redirect(`/lab?refused=${outcome.field}.${outcome.why}#error-summary`, 303);
    await settle();
    return c.redirect(`/lab#${at}`, 303);
  };
  /** The newest place before a form, so that what comes after it is the reply. */
  const lastOf = (entries: readonly { readonly seq: number }[]): number => entries.at(-1)?.seq ?? 0;
  const limit = (field: Refused['field'], maxSize = largestFile + 64 * 1024) =>
    bodyLimit({
      maxSize,
      onError: (c) => answer(c, { why: 'tooLarge', field }, '', async () => undefined),
    });
  const isService = ({ from }: { readonly from: string }): boolean => from === 'service';

  app.post('/lab/chat', limit('chat-file'), async (c) => {
    const person: LabPerson = personOf(c);
    const address = String(person.chatId);
    const before = lastOf(standIn.chat.read(address));
    const outcome = await chatForm(c, lab, person, await formOf(c));
    return answer(c, outcome, 'chat', () => standIn.chat.wait(address, before, isService, replyWithin));
  });
  app.post('/lab/sms', limit('sms-text', 64 * 1024), async (c) => {
    const person = personOf(c);
    const before = lastOf(standIn.sms.read(person.phone));
    const outcome = await smsForm(lab, person, await formOf(c));
    return answer(c, outcome, 'sms', () => standIn.sms.wait(person.phone, before, isService, replyWithin));
  });
  app.post('/lab/phone', limit('sound'), async (c) => {
    const outcome = await phoneForm(lab, personOf(c), await formOf(c));
    return answer(c, outcome, 'phone', async () => undefined);
  });
  app.post('/lab/forget', limit('sms-text', 64 * 1024), async (c) => {
    await forgetPerson(c, lab);
    return c.redirect('/lab?forgotten', 303);
  });
  return app;
};
