import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import sharp from 'sharp';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { enqueue } from '../../src/storage/outbox.ts';
import { receiptOn, walkTo } from '../support/appeal-walk.ts';
import { type RunningEdge, startEdge } from '../support/edge.ts';
import { photo, samples } from '../support/files.ts';
import { listen } from '../support/listen.ts';
import { openS3Emulator, type S3Emulator } from '../support/s3-emulator.ts';
import { type RunningService, startService, temporaryDataDir } from '../support/service.ts';
import { type OfficialKey, seated } from '../support/staff-visitor.ts';
import { textUpdate } from '../support/telegram-updates.ts';
import { siteAt, Visitor } from '../support/visitor.ts';
import { openWorld, testKeys, type World } from '../support/world.ts';

const morning = '2026-11-18T10:00:00+05:00';
const token = '77:edge';
const secret = 'only-telegram-knows';
const twilio = { sid: 'AC00000000000000000000000000000001', token: 'a token of the account' };

let world: World;
let s3: S3Emulator;
let botApi: Awaited<ReturnType<typeof listen>>;
let node: RunningService;
let edge: RunningEdge;
let folders: Awaited<ReturnType<typeof temporaryDataDir>>[];
/** Texts that the bot was made to say. */
const said: string[] = [];

beforeAll(async () => {
  world = await openWorld({ now: morning });
  s3 = await openS3Emulator();
  botApi = await listen((request, response) => {
    text(request)
      .then((body) => {
        if (request.url === `/bot${token}/sendMessage`) said.push(String(JSON.parse(body).text));
        response.setHeader('content-type', 'application/json');
        const result = request.url?.endsWith('/getMe')
          ? { username: 'dauys_edge_bot' }
          : { message_id: said.length };
        response.end(JSON.stringify({ ok: true, result }));
      })
      .catch(() => response.destroy());
  });
  folders = [await temporaryDataDir(), await temporaryDataDir()];
  const [nodeFolder, edgeFolder] = folders.map(({ path }) => path);
  const shared = {
    DATABASE_URL: world.url,
    DATABASE_OWNER_URL: world.ownerUrl,
    SECRET_KEYS: testKeys.join(','),
    FILES_URL: s3.url,
    NODE_ENV: 'test',
    TEST_NOW: morning,
  };
  node = await startService({ ...shared, DATA_DIR: `${nodeFolder}` });
  edge = await startEdge((url) => ({
    ...shared,
    DATA_DIR: `${edgeFolder}`,
    PUBLIC_BASE_URL: url,
    STAFF_BASE_URL: node.url,
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_WEBHOOK_SECRET: secret,
    TELEGRAM_API_ROOT: botApi.url,
    TWILIO_ACCOUNT_SID: twilio.sid,
    TWILIO_AUTH_TOKEN: twilio.token,
    TWILIO_FROM: '+77170000000',
    TWILIO_API_BASE_URL: botApi.url,
    SMS_PROVIDER: 'none',
  }));
});
afterAll(async () => {
  await edge?.stop();
  node?.kill('SIGTERM');
  await node?.ended;
  await botApi?.close();
  await s3?.close();
  await world?.close();
  for (const folder of folders ?? []) await folder.remove();
});

/** Asks again until it is so; the other side works by its own clock. */
const soon = async <Value>(look: () => Promise<Value | null>): Promise<Value> => {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`not so in time:\n${edge.output().slice(-3_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
/** Asks the server from beside the database: `$1` is its name. */
const asSuperuser = async (query: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: inject('postgres').superuserUrl });
  await client.connect();
  try {
    const values = query.includes('$1') ? [new URL(world.url).pathname.slice(1)] : [];
    return (await client.query(query, values)).rows;
  } finally {
    await client.end();
  }
};
const onDatabase = (change: string) =>
  asSuperuser(`alter database ${new URL(world.url).pathname.slice(1)} with ${change}`);
const official = (key: OfficialKey): Promise<Visitor> => seated(world, siteAt(node.url), key);
const digitsOf = (number: string): string => number.replace(/\D/g, '');

const from = { id: 4242, language_code: 'kk' };
let updates = 0;
const tell = (update: object, given: string = secret): Promise<Response> =>
  fetch(`${edge.url}/channels/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': given },
    body: JSON.stringify(update),
  });
const ids = () => ({ updateId: 1_000 + ++updates, messageId: updates });

it('an appeal given on the edge’s pages is distributed after the commit and read in the curator’s inbox', async () => {
  const person = new Visitor(siteAt(edge.url));
  await walkTo(await person.goTo('/kk/appeal'), 'check');
  await person.send();
  const { number, due } = receiptOn(person);
  expect(due).toBe('2026-12-09');
  const serial = digitsOf(number);
  const curatorId = await soon(async () => {
    const row = await world.db
      .selectFrom('appeals')
      .select('curator_id')
      .where('serial', '=', Number(serial.slice(0, 9)))
      .executeTakeFirst();
    return row?.curator_id ?? null;
  });
  const keys = ['curatorNorth', 'curatorNorthTwo'] as const;
  const inboxes = await Promise.all(keys.map(async (key) => (await official(key)).goTo('/staff/inbox')));
  const mine = inboxes.filter((inbox) => inbox.html.includes(`data-appeal="${serial}"`));
  expect(mine).toHaveLength(1);
  expect(curatorId).not.toBeNull();
});

it('an appeal by the Telegram webhook is answered at once and read in the registrar’s row', async () => {
  expect((await tell(textUpdate(from, 'жазамын', ids()), 'guessed')).status).toBe(403);
  const words = 'Ауруханаға жеткізетін көлік екі аптадан бері келмейді.';
  const update = textUpdate(from, words, ids());
  expect((await tell(update)).status).toBe(200);
  const receipt = await soon(async () => said.find((one) => /\d\d \d{4} \d{4}/.test(one)) ?? null);
  const serial = digitsOf(/\d\d \d{4} \d{4}/.exec(receipt)?.[0] ?? '');
  const before = said.length;
  // The same update again, and many at once: one appeal, and no second answer.
  const repeats = await Promise.all(Array.from({ length: 20 }, () => tell(update)));
  expect(repeats.map(({ status }) => status)).toEqual(repeats.map(() => 200));
  expect(said.length).toBe(before);
  const registrar = await official('registrar');
  await registrar.goTo('/staff/row');
  expect(registrar.html).toContain(`data-appeal="${serial}"`);
  await registrar.goTo(`/staff/appeals/${serial}`);
  expect(registrar.words).toContain(words);
});

it('a photo sent at the edge is seen by nobody before the Node side drew it anew', async () => {
  const original = await photo('jpeg');
  const person = new Visitor(siteAt(edge.url));
  await walkTo(await person.goTo('/ru/appeal'), 'statement');
  // The Node side comes every two seconds: it is kept from the file until the page has been looked at.
  s3.mischief = (asked) => (asked.startsWith('GET') ? 503 : null);
  await person.send({
    statement: 'Пандуса нет.',
    files: [new File([new Uint8Array(original)], 'IMG_7.jpg')],
  });
  await walkTo(person, 'check');
  expect(person.words).toContain('мы ещё проверяем этот файл');
  await person.send();
  const { number, code } = receiptOn(person);
  await person.goTo('/ru/status');
  await person.send({ number, code });
  expect(person.words).toContain('мы ещё проверяем этот файл');
  const [raw] = [...s3.objects.values()];
  expect(raw?.equals(original)).toBe(true);

  s3.mischief = () => null;
  const address = await soon(async () => {
    await world.db
      .updateTable('outbox')
      .set({ due_at: new Date(morning) })
      .where('kind', '=', 'examine-file')
      .execute();
    await person.goTo(person.path);
    return /href="([^"]*\/files\/[^"]*)"/.exec(person.main)?.[1] ?? null;
  });
  // Both sides read it from the bucket.
  const officialsPage = await official('head');
  await officialsPage.goTo(`/staff/appeals/${digitsOf(number)}`);
  const theirs = /<img src="([^"]*\/files\/[^"]*)"/.exec(officialsPage.main)?.[1] ?? '';
  const cookie = (visitor: Visitor) =>
    [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const [site, path, visitor] of [
    [edge.url, address, person],
    [node.url, theirs, officialsPage],
  ] as const) {
    const response = await fetch(new URL(path, site), { headers: { cookie: cookie(visitor) } });
    expect(response.status).toBe(200);
    const content = Buffer.from(await response.arrayBuffer());
    expect(content.includes('SecretModel')).toBe(false);
    expect((await sharp(content).metadata()).format).toBe('jpeg');
    const part = await fetch(new URL(path, site), {
      headers: { cookie: cookie(visitor), range: 'bytes=10-109' },
    });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-109/${content.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(10, 110))).toBe(true);
  }
  await soon(async () => (s3.objects.size === 1 ? true : null));
});

it('a long file goes through the edge in parts, unharmed', async () => {
  const video = Buffer.concat([samples.mp4(), Buffer.alloc(12 * 1024 * 1024, 7)]);
  const person = new Visitor(siteAt(edge.url));
  await walkTo(await person.goTo('/ru/appeal'), 'statement');
  await person.send({ statement: '', files: [new File([video], 'видео.mp4', { type: 'video/mp4' })] });
  const row = await soon(async () => {
    const found = await world.db
      .selectFrom('files')
      .select(['sha256', 'bytes'])
      .where('kind', '=', 'video')
      .executeTakeFirst();
    return found ?? null;
  });
  expect(row.bytes).toBe(video.length);
  expect(row.sha256.equals(createHash('sha256').update(video).digest())).toBe(true);
  expect(s3.asked.some((asked) => asked.startsWith('POST') && asked.includes('uploadId'))).toBe(true);
});

it('what nobody sent after a commit goes out by the clock', async () => {
  const { id } = await world.db.selectFrom('conversations').select('id').executeTakeFirstOrThrow();
  const before = said.length;
  await enqueue(world.db, {
    kind: 'send:telegram',
    channel: 'telegram',
    payload: { what: 'say', conversationId: id, text: 'notice.mediaLost' },
    dueAt: new Date(morning),
  });
  await edge.tick();
  expect(said.length).toBe(before + 1);
});

it('a call is led through the edge, and what it plays is there', async () => {
  const url = `${edge.url}/channels/voice/twilio`;
  const form = { AccountSid: twilio.sid, CallSid: 'CA1', From: '+77011112233', To: '+77170000000' };
  const call = (signature: string): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams({ ...form, CallStatus: 'ringing' }),
    });
  expect((await call('bm8=')).status).toBe(403);
  const answer = await call(
    getExpectedTwilioSignature(twilio.token, url, { ...form, CallStatus: 'ringing' }),
  );
  expect(answer.status).toBe(200);
  const plays = [...(await answer.text()).matchAll(/<Play[^>]*>([^<]+)<\/Play>/g)].map(
    ([, address]) => address,
  );
  expect(plays.length).toBeGreaterThan(0);
  for (const address of plays) {
    const sound = await fetch(new URL(`${address}`, url));
    expect(sound.headers.get('content-type')).toMatch(/^audio\//);
    expect((await sound.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
  }
});

it('the pages name the bot as soon as Telegram has told its name', async () => {
  await soon(async () => {
    const page = await (await fetch(`${edge.url}/ru/help`)).text();
    return page.includes('dauys_edge_bot') ? true : null;
  });
});

it('officials are led to their own host, and no page of theirs is here', async () => {
  const led = await fetch(`${edge.url}/staff/row?x=1`, { redirect: 'manual' });
  expect(led.status).toBe(302);
  expect(led.headers.get('location')).toBe(`${node.url}/staff/row?x=1`);
  const post = await fetch(`${edge.url}/staff/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'x' }),
  });
  expect(post.status).toBe(404);
});

it('requests at the same time share nothing and leave no connection behind', async () => {
  const pages = await Promise.all(
    Array.from({ length: 40 }, (_, n) => fetch(`${edge.url}/${n % 2 ? 'kk' : 'ru'}/institutions`)),
  );
  expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
  await Promise.all(pages.map((page) => page.text()));
  await soon(async () => {
    const [row] = await asSuperuser(
      `select count(*)::int as open from pg_stat_activity where datname = $1 and application_name = 'dauys-edge'`,
    );
    return row?.open === 0 ? true : null;
  });
  expect(edge.output()).not.toMatch(/different request|hung|Uncaught/i);
});

it('while the database is away the edge says so in time, and the same update is taken afterwards', async () => {
  await onDatabase('connection limit 0');
  await asSuperuser('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1');
  const update = textUpdate({ id: 99, language_code: 'ru' }, 'Лифт не работает третий месяц.', ids());
  const started = performance.now();
  const refused = await tell(update);
  expect(refused.status).toBe(503);
  expect(performance.now() - started).toBeLessThan(2_000);
  const page = await fetch(`${edge.url}/ru/institutions`);
  expect(page.status).toBe(503);
  expect((await fetch(`${edge.url}/ru/help`)).status).toBe(200);
  await onDatabase('connection limit -1');
  expect((await tell(update)).status).toBe(200);
  const { there } = await world.db
    .selectFrom('appeals')
    .select((eb) => eb.fn.countAll<number>().as('there'))
    .where('statement', '=', 'Лифт не работает третий месяц.')
    .executeTakeFirstOrThrow();
  expect(there).toBe(1);
});
