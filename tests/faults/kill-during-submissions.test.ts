import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningService, startService, temporaryDataDir } from '../support/service.ts';

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
});
afterAll(() => dataDir.remove());

const kills = 10;
const people = 8;

/** One person with one form: what the screen showed them, if anything did. */
interface Form {
  readonly submissionId: string;
  readonly answers: Readonly<Record<string, string>>;
  shown: string | null;
}
const newForm = (): Form => ({
  submissionId: randomUUID(),
  answers: {
    'for-whom': 'self',
    type: 'request',
    danger: 'no',
    statement: 'Кресло-арбаны алтыншы ай күтіп отырмын.',
    name: 'Сейітова Жансая',
    'answer-channel': 'site',
    'hide-name': 'no',
    consent: 'yes',
  },
  shown: null,
});

/** Sends the form and reads the number off the confirmation; rejects where the service goes away. */
const send = async (service: RunningService, form: Form): Promise<void> => {
  const body = new URLSearchParams({ submissionId: form.submissionId, ...form.answers });
  const sent = await fetch(`${service.url}/kk/appeal/send`, { method: 'POST', body, redirect: 'manual' });
  await sent.arrayBuffer();
  const location = sent.headers.get('location') ?? '';
  if (sent.status !== 303 || !location.endsWith('/appeal/done'))
    throw new Error(`not taken: ${sent.status} ${location}`);
  const cookie = sent.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const page = await (await fetch(`${service.url}/kk/appeal/done`, { headers: { cookie } })).text();
  form.shown = /data-receipt[^>]*>([\d\s]+)</.exec(page)?.[1]?.replace(/\s/g, '') ?? null;
  if (form.shown === null) throw new Error('no number on the confirmation');
};

/** One life of the service: people send form after form until it is killed in the midst of them. */
const sendUntilKilled = async (service: RunningService, everyone: readonly Form[][]): Promise<void> => {
  let left = randomInt(12, 48);
  const killed = (): boolean => left <= 0;
  const person = async (forms: Form[]): Promise<void> => {
    while (!killed()) {
      // A form that met the kill is sent again after the next start, as a person would.
      const waiting = forms.find((form) => form.shown === null);
      const form = waiting ?? newForm();
      if (waiting === undefined) forms.push(form);
      try {
        await send(service, form);
        left -= 1;
        if (left === 0) service.kill('SIGKILL');
      } catch (error) {
        if (!killed()) throw error;
      }
    }
  };
  await Promise.all(everyone.map(person));
  await service.ended;
};

const running = async (): Promise<{ readonly ownerUrl: string }> =>
  JSON.parse(await readFile(join(dataDir.path, 'secrets', 'running.json'), 'utf8'));

test('ten kills during submissions: every number that was shown is there, exactly once, and every form once', {
  timeout: 300_000,
}, async () => {
  const environment = {
    DATA_DIR: dataDir.path,
    DEMO: '0',
    SECRET_KEYS: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'info',
    NODE_ENV: 'test',
  };
  const everyone: Form[][] = Array.from({ length: people }, () => []);
  for (let kill = 0; kill < kills; kill += 1)
    await sendUntilKilled(await startService(environment), everyone);

  const service = await startService(environment);
  const forms = everyone.flat();
  for (const form of forms) if (form.shown === null) await send(service, form);
  expect(forms.length).toBeGreaterThan(kills * 12);
  const client = new pg.Client({ connectionString: (await running()).ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ submission_id: string; serial: number; whole: boolean }>(`
    select a.submission_id, a.serial,
      (select count(*) from events e where e.appeal_id = a.id and e.verb = 'receive') = 1
      and (select count(*) from audit u where u.subject_id = a.id and u.action = 'submit') = 1
      and (select count(*) from outbox o where o.appeal_id = a.id and o.kind = 'distribute') = 1 as whole
    from appeals a`);
  await client.end();
  service.kill('SIGTERM');
  await service.ended;

  const serials = new Map(rows.map((row) => [row.submission_id, row.serial]));
  expect(rows.filter((row) => !row.whole)).toEqual([]);
  expect(rows).toHaveLength(forms.length);
  for (const form of forms) expect(Number(form.shown?.slice(0, 9))).toBe(serials.get(form.submissionId));
  expect(new Set(forms.map((form) => form.shown)).size).toBe(forms.length);
});
