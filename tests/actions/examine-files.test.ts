import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { examineFiles } from '../../src/actions/examine-files.ts';
import { listUploads } from '../../src/actions/list-uploads.ts';
import { openOwnFile } from '../../src/actions/open-own-file.ts';
import { receiveUploads } from '../../src/actions/receive-uploads.ts';
import { removeUpload } from '../../src/actions/remove-upload.ts';
import { openAppealFile } from '../../src/actions/staff/open-appeal-file.ts';
import { submitAppeal } from '../../src/actions/submit-appeal.ts';
import { fetchMediaDue } from '../../src/actions/talk/fetch-media.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import { sendDesk } from '../../src/actions/talk/send-desk.ts';
import { viewOwnAppeal } from '../../src/actions/view-own-appeal.ts';
import { createVirusScanner } from '../../src/storage/virus-scan.ts';
import { labelTexts } from '../../src/text/prompt-text.ts';
import { submission } from '../support/appeals.ts';
import { officials } from '../support/directory.ts';
import { startFakeClamd } from '../support/fake-clamd.ts';
import { multipart, photo, samples } from '../support/files.ts';
import { paperOutlet } from '../support/paper-outlet.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
/** The same world as a host sees it that can neither draw nor scan. */
let edge: ActionContext;
beforeEach(async () => {
  world = await openWorld();
  edge = { ...world, redraw: null };
});
afterEach(() => world.close());

const receive = async (filename: string, content: Buffer) => {
  const submissionId = world.uuid();
  const form = multipart([{ name: 'files', filename, content }]);
  const received = await receiveUploads(edge, { ...form, submissionId });
  if (!received.ok) throw new Error(received.error);
  const [file] = received.value.files;
  if (file === undefined) throw new Error('not taken');
  return { submissionId, file, fileId: file.id };
};
const examineAll = async (ctx: ActionContext = world): Promise<void> => {
  while (await examineFiles(ctx));
};
const submitWith = async (submissionId: string, fileId: string): Promise<string> => {
  const sent = await submitAppeal(edge, submission(world, { submissionId, statement: '', files: [fileId] }));
  if (!sent.ok) throw new Error(sent.error);
  return sent.value.appealId;
};
const stored = async (): Promise<readonly string[]> =>
  (await readdir(world.filesFolder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
const rowOf = (fileId: string) =>
  world.db
    .selectFrom('files')
    .select(['state', 'problem', 'bytes', 'storage_name'])
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();

it('a photo is shown to nobody before it was drawn anew, and to both sides afterwards', async () => {
  const original = await photo('jpeg');
  const { submissionId, file, fileId } = await receive('IMG_1.jpg', original);
  expect(file.state).toBe('waiting');
  expect(await listUploads(edge, submissionId)).toMatchObject([{ state: 'waiting', name: 'IMG_1.jpg' }]);
  const shut = { ok: false, error: 'not-found' };
  expect(await openOwnFile(world, { fileId, of: { submissionId } })).toEqual(shut);

  const appealId = await submitWith(submissionId, fileId);
  expect(await openOwnFile(world, { fileId, of: { appealId } })).toEqual(shut);
  expect(await openAppealFile(world, officials.registrar, { fileId })).toEqual(shut);
  expect(await sendDesk(world, { partsOut: 0, notePart: async () => undefined }).openFile(fileId)).toBeNull();
  expect((await viewOwnAppeal(world, appealId))?.files).toMatchObject([{ state: 'waiting' }]);
  const raw = (await rowOf(fileId)).storage_name;
  expect(await stored()).toEqual([raw]);

  await examineAll();
  const row = await rowOf(fileId);
  expect(row.state).toBe('ready');
  expect(await stored()).toEqual([row.storage_name]);
  expect(row.storage_name).not.toBe(raw);
  for (const opened of [
    await openOwnFile(world, { fileId, of: { appealId } }),
    await openAppealFile(world, officials.registrar, { fileId }),
  ]) {
    if (!opened.ok) throw new Error(opened.error);
    const content = Buffer.concat(await opened.value.content.toArray());
    expect(content.includes('SecretModel')).toBe(false);
    expect((await sharp(content).metadata()).exif).toBeUndefined();
    expect(opened.value.bytes).toBe(content.length);
  }
});

it('half a photo is refused, and both sides can see that it is of no use', async () => {
  const whole = await photo('jpeg');
  const { submissionId, fileId } = await receive('b.jpg', whole.subarray(0, whole.length / 2));
  const appealId = await submitWith(submissionId, fileId);
  await examineAll();
  expect(await rowOf(fileId)).toMatchObject({ state: 'refused', problem: 'broken-upload' });
  expect((await viewOwnAppeal(world, appealId))?.files).toMatchObject([
    { state: { refused: 'broken-upload' }, name: 'b.jpg' },
  ]);
  expect(await openOwnFile(world, { fileId, of: { appealId } })).toMatchObject({ ok: false });
  expect(await stored()).toEqual([]);
});

it('viruses are looked for in every kind of file; without a verdict it waits, however long', async () => {
  const clamd = await startFakeClamd();
  const paper = await receive('a.pdf', samples.pdf());
  const infected = await receive('c.pdf', Buffer.concat([samples.pdf(), Buffer.from('EICAR')]));
  await clamd.close();
  const guarded = (scanner: { host: string; port: number }): ActionContext => ({
    ...world,
    virusScanner: createVirusScanner(scanner),
  });
  for (let hour = 0; hour < 15; hour += 1) {
    world.at(new Date(Date.parse('2026-11-18T05:00:00Z') + hour * 3_700_000).toISOString());
    await examineAll(guarded(clamd.address));
  }
  expect(await rowOf(paper.fileId)).toMatchObject({ state: 'waiting' });
  const back = await startFakeClamd();
  world.at('2026-11-20T05:00:00Z');
  await examineAll(guarded(back.address));
  await back.close();
  expect(await rowOf(paper.fileId)).toMatchObject({ state: 'ready', bytes: samples.pdf().length });
  expect(await rowOf(infected.fileId)).toMatchObject({ state: 'refused', problem: 'infected' });
  expect(await stored()).toHaveLength(1);
});

it('a file that is taken back while it is examined leaves nothing behind', async () => {
  const { submissionId, fileId } = await receive('a.jpg', await photo('jpeg'));
  const hurried: ActionContext = {
    ...world,
    files: {
      ...world.files,
      open: async (name, range) => {
        const content = await world.files.open(name, range);
        await removeUpload(edge, { submissionId, fileId });
        return content;
      },
    },
  };
  await examineAll(hurried);
  expect(await listUploads(world, submissionId)).toEqual([]);
  expect(await stored()).toEqual([]);
});

it('where the end of a commit is not known, what it perhaps entered stays', async () => {
  const { fileId } = await receive('a.jpg', await photo('jpeg'));
  // The answer to the commit is lost on the way; the commit is not.
  const deaf: ActionContext = {
    ...world,
    db: new Proxy(world.db, {
      get: (db, name) => {
        const member = Reflect.get(db, name, db);
        if (name !== 'transaction') return typeof member === 'function' ? member.bind(db) : member;
        return () => ({
          execute: async (work: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) => {
            await db.transaction().execute(work);
            throw new Error('connection lost');
          },
        });
      },
    }),
  };
  await examineFiles(deaf);
  await examineAll();
  const row = await rowOf(fileId);
  expect(row.state).toBe('ready');
  expect(await stored()).toEqual([row.storage_name]);
});

it('what a channel fetched where it can’t be examined waits as well', async () => {
  const style = {
    choicesPerMessage: 4,
    brief: false,
    stopEndsNotices: false,
    replies: 'later',
    leads: false,
  } as const;
  const talk = { styleOf: () => style, labels: labelTexts, helpPhone: '1414' };
  const ref = (await photo('jpeg')).toString('base64');
  await receiveInbound(edge, talk, {
    inbound: {
      channel: 'telegram',
      externalId: 'm1',
      thread: '42',
      address: '42',
      answerable: true,
      languageHint: 'kk',
      what: {
        kind: 'media',
        media: [{ kind: 'photo', ref }],
        text: 'Пандус жоқ, кіре алмаймын.',
      },
    },
    raw: '',
  });
  await fetchMediaDue(edge, new Map([['telegram', paperOutlet()]] as const));
  const files = () => world.db.selectFrom('files').select(['state', 'kind']).execute();
  expect(await files()).toEqual([{ state: 'waiting', kind: 'picture' }]);
  await examineAll();
  expect(await files()).toEqual([{ state: 'ready', kind: 'picture' }]);
});
