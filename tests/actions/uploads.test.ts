import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { openOwnFile } from '../../src/actions/open-own-file.ts';
import { receiveUploads } from '../../src/actions/receive-uploads.ts';
import { removeUpload } from '../../src/actions/remove-upload.ts';
import { submitAppeal } from '../../src/actions/submit-appeal.ts';
import { viewOwnAppeal } from '../../src/actions/view-own-appeal.ts';
import { createVirusScanner } from '../../src/storage/virus-scan.ts';
import { submission } from '../support/appeals.ts';
import { startFakeClamd } from '../support/fake-clamd.ts';
import { longFile, multipart, type Part, photo, samples } from '../support/files.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const MB = 1024 * 1024;
const file = (filename: string, content: Part['content']): Part => ({ name: 'files', filename, content });

const receive = async (parts: readonly Part[], ctx: ActionContext = world, submissionId = world.uuid()) => {
  const received = await receiveUploads(ctx, { ...multipart(parts), submissionId });
  if (!received.ok) throw new Error(received.error);
  return { ...received.value, submissionId };
};
const contentOf = async (submissionId: string, fileId: string): Promise<Buffer> => {
  const opened = await openOwnFile(world, { fileId, of: { submissionId } });
  if (!opened.ok) throw new Error(opened.error);
  return Buffer.concat(await opened.value.content.toArray());
};
const filesOnDisk = async (): Promise<readonly string[]> => {
  const entries = await readdir(world.filesFolder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
};

test.each([
  ['wav', 'sound', 'audio/wav', 'wav'],
  ['opus', 'sound', 'audio/ogg', 'ogg'],
  ['mp3', 'sound', 'audio/mpeg', 'mp3'],
  ['amr', 'sound', 'audio/amr', 'amr'],
  ['m4a', 'sound', 'audio/mp4', 'm4a'],
  ['mp4', 'video', 'video/mp4', 'mp4'],
  ['mp4Sound', 'sound', 'audio/mp4', 'm4a'],
  ['mov', 'video', 'video/quicktime', 'mov'],
  ['threeGp', 'video', 'video/3gpp', '3gp'],
  ['webm', 'video', 'video/webm', 'webm'],
  ['webmSound', 'sound', 'audio/webm', 'webm'],
  ['pdf', 'document', 'application/pdf', 'pdf'],
  ['docx', 'document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  [
    'docxTypesLast',
    'document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'docx',
  ],
] as const)(
  '%s is taken for what it is, whatever it is called',
  async (sample, kind, mediaType, extension) => {
    const content = samples[sample]();
    const { files, problems, submissionId } = await receive([file('құжат.exe', content)]);
    expect(problems).toEqual([]);
    expect(files).toMatchObject([{ kind, mediaType, bytes: content.length, name: `құжат.${extension}` }]);
    expect(await contentOf(submissionId, files[0]?.id ?? '')).toEqual(content);
  },
);

test.each(['html', 'svg', 'exe', 'zip', 'xlsx', 'heic'] as const)(
  '%s is not taken, and nothing of it is kept',
  async (sample) => {
    const before = await filesOnDisk();
    const { files, problems } = await receive([file('сурет.jpg', samples[sample]())]);
    expect(files).toEqual([]);
    expect(problems).toEqual([{ name: 'сурет.jpg', error: 'type-not-taken' }]);
    expect(await filesOnDisk()).toEqual(before);
  },
);

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s picture is drawn anew: upright, without place or device',
  async (format) => {
    const original = await photo(format);
    expect(original.includes('SecretModel')).toBe(true);
    const { files, submissionId } = await receive([file('IMG_1.JPG', original)]);
    const kept = await contentOf(submissionId, files[0]?.id ?? '');
    expect(kept.includes('SecretModel')).toBe(false);
    const { width, height, exif, orientation, format: keptFormat } = await sharp(kept).metadata();
    expect({ width, height, exif, keptFormat }).toEqual({
      width: 20,
      height: 60,
      exif: undefined,
      keptFormat: format,
    });
    expect(orientation ?? 1).toBe(1);
    expect(files[0]?.bytes).toBe(kept.length);
  },
);

test('what is hidden behind a picture does not survive; half a picture is a broken upload', async () => {
  const whole = await photo('jpeg');
  const { files, submissionId } = await receive([file('a.jpg', Buffer.concat([whole, samples.zip()]))]);
  expect((await contentOf(submissionId, files[0]?.id ?? '')).includes('readme.txt')).toBe(false);
  const before = await filesOnDisk();
  const { problems } = await receive([file('b.jpg', whole.subarray(0, whole.length / 2))]);
  expect(problems).toEqual([{ name: 'b.jpg', error: 'broken-upload' }]);
  expect(await filesOnDisk()).toEqual(before);
});

test('documents end at 20 MB, sound and video at 100 MB; the rest of the form is still read', async () => {
  const fits = await receive([file('a.pdf', longFile(samples.pdf(), 20 * MB))]);
  expect(fits.files).toMatchObject([{ bytes: 20 * MB }]);
  const before = await filesOnDisk();
  const { files, problems, fields } = await receive([
    file('b.pdf', longFile(samples.pdf(), 20 * MB + 1)),
    file('c.wav', longFile(samples.wav(), 100 * MB + 1)),
    { name: 'statement', content: 'Сөзім бар' },
  ]);
  expect(files).toEqual([]);
  expect(problems).toEqual([
    { name: 'b.pdf', error: 'too-big' },
    { name: 'c.wav', error: 'too-big' },
  ]);
  expect(fields.get('statement')).toBe('Сөзім бар');
  expect(await filesOnDisk()).toEqual(before);
});

test('memory stays flat while 100 MB of video come in', async () => {
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 5);
  const { files } = await receive([file('бейне.mp4', longFile(samples.mp4(), 100 * MB))]);
  clearInterval(watch);
  expect(files).toMatchObject([{ kind: 'video', bytes: 100 * MB }]);
  expect(highest - before).toBeLessThan(60 * MB);
});

test('five files at most, also over several forms and from two tabs at once', async () => {
  const submissionId = world.uuid();
  const sounds = (count: number) => Array.from({ length: count }, (_, n) => file(`${n}.wav`, samples.wav()));
  const first = await receive(sounds(3), world, submissionId);
  expect(first.files).toHaveLength(3);
  const both = await Promise.all([
    receive(sounds(2), world, submissionId),
    receive(sounds(2), world, submissionId),
  ]);
  expect(both.flatMap(({ files }) => files)).toHaveLength(2);
  expect(both.flatMap(({ problems }) => problems.map(({ error }) => error))).toEqual([
    'too-many',
    'too-many',
  ]);
  const six = await receive(sounds(6));
  expect(six.files).toHaveLength(5);
  expect(six.problems).toEqual([{ name: '5.wav', error: 'too-many' }]);
});

test('an empty file field is passed over; an empty file is not', async () => {
  const { files, problems } = await receive([
    { name: 'files', filename: '', content: '' },
    file('бос.pdf', Buffer.alloc(0)),
  ]);
  expect(files).toEqual([]);
  expect(problems).toEqual([{ name: 'бос.pdf', error: 'broken-upload' }]);
});

test('a form that breaks off, or is none, is refused whole, and nothing of it is kept', async () => {
  const before = await filesOnDisk();
  const submissionId = world.uuid();
  const broken = multipart([file('a.wav', samples.wav())], { end: false });
  expect(await receiveUploads(world, { ...broken, submissionId })).toEqual({
    ok: false,
    error: 'broken-upload',
  });
  const lost = multipart([file('a.wav', samples.wav(500_000))], { end: false });
  const torn = Readable.from(
    (async function* () {
      yield* lost.body;
      throw new Error('the line was lost');
    })(),
    { objectMode: false },
  );
  expect(await receiveUploads(world, { ...lost, body: torn, submissionId })).toEqual({
    ok: false,
    error: 'broken-upload',
  });
  for (const contentType of ['text/plain', 'multipart/form-data', ''])
    expect(await receiveUploads(world, { body: null, contentType, submissionId })).toEqual({
      ok: false,
      error: 'broken-upload',
    });
  expect(await filesOnDisk()).toEqual(before);
  expect(
    await world.db.selectFrom('files').where('draft_submission_id', '=', submissionId).select('id').execute(),
  ).toEqual([]);
});

test('the form itself can name what its files belong to; a stream of the web is read as well', async () => {
  const submissionId = world.uuid();
  const { body, contentType } = multipart([
    { name: 'submission', content: submissionId },
    file('a.wav', samples.wav()),
  ]);
  const received = await receiveUploads(world, {
    body: new Response(await body.toArray().then((pieces) => new Blob(pieces))).body,
    contentType,
    submissionId: (fields) => fields.get('submission'),
  });
  expect(received).toMatchObject({ ok: true, value: { files: [{ name: 'a.wav' }] } });
});

test('where a scanner is set up: clean is taken, infected is not, and without a verdict nothing is', async () => {
  const clamd = await startFakeClamd();
  const guarded: World = { ...world, virusScanner: createVirusScanner(clamd.address) };
  const sound = samples.wav(300_000);
  expect((await receive([file('a.wav', sound)], guarded)).files).toHaveLength(1);
  expect(clamd.scanned()).toEqual(sound);

  const before = await filesOnDisk();
  const infected = Buffer.concat([samples.pdf(), Buffer.from('EICAR')]);
  expect((await receive([file('b.pdf', infected)], guarded)).problems).toEqual([
    { name: 'b.pdf', error: 'infected' },
  ]);
  const picture = Buffer.concat([await photo(), Buffer.from('EICAR')]);
  expect((await receive([file('c.jpg', picture)], guarded)).problems).toEqual([
    { name: 'c.jpg', error: 'infected' },
  ]);
  await clamd.close();
  expect((await receive([file('d.wav', sound)], guarded)).problems).toEqual([
    { name: 'd.wav', error: 'scanner-away' },
  ]);
  const restarting = await startFakeClamd({ hangUp: true });
  const half: World = { ...world, virusScanner: createVirusScanner(restarting.address) };
  expect((await receive([file('e.wav', sound)], half)).problems).toEqual([
    { name: 'e.wav', error: 'scanner-away' },
  ]);
  await restarting.close();
  expect(await filesOnDisk()).toEqual(before);
});

test('files become the appeal’s when it is sent, stay out of others’ reach, and can be taken back before', async () => {
  const { files, submissionId } = await receive([
    file('a.wav', samples.wav()),
    file('b.pdf', samples.pdf()),
    file('c.mp4', samples.mp4()),
  ]);
  const [sound, paper, video] = files.map(({ id }) => id);
  if (!sound || !paper || !video) throw new Error('not kept');
  await removeUpload(world, { submissionId: world.uuid(), fileId: sound });
  await removeUpload(world, { submissionId, fileId: sound });
  await removeUpload(world, { submissionId, fileId: 'nonsense' });
  expect(await openOwnFile(world, { fileId: sound, of: { submissionId } })).toEqual({
    ok: false,
    error: 'not-found',
  });
  expect(await openOwnFile(world, { fileId: paper, of: { submissionId: world.uuid() } })).toMatchObject({
    ok: false,
  });

  const input = submission(world, { submissionId, statement: '', files: [video] });
  expect(await submitAppeal(world, { ...input, files: [video, sound] })).toEqual({
    ok: false,
    error: 'files-gone',
  });
  const sent = await submitAppeal(world, input);
  const again = await submitAppeal(world, input);
  if (!sent.ok || !again.ok) throw new Error('not taken');
  expect(again.value).toEqual({ ...sent.value, repeated: true });
  const appeal = await viewOwnAppeal(world, sent.value.appealId);
  expect(appeal?.files).toMatchObject([{ id: video, name: 'c.mp4' }]);
  const row = await world.db
    .selectFrom('appeals')
    .where('id', '=', sent.value.appealId)
    .select(['form', 'file_count'])
    .executeTakeFirst();
  expect(row).toEqual({ form: 'video', file_count: 1 });
  await removeUpload(world, { submissionId, fileId: video });
  const opened = await openOwnFile(world, { fileId: video, of: { appealId: sent.value.appealId } });
  if (!opened.ok) throw new Error(opened.error);
  expect(Buffer.concat(await opened.value.content.toArray())).toEqual(samples.mp4());
});
