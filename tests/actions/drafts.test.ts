import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanDrafts } from '../../src/actions/clean-drafts.ts';
import { forgetDraft } from '../../src/actions/forget-draft.ts';
import { openDraft } from '../../src/actions/open-draft.ts';
import { receiveUploads } from '../../src/actions/receive-uploads.ts';
import { saveAnswers } from '../../src/actions/save-answers.ts';
import { startDraft } from '../../src/actions/start-draft.ts';
import { multipart, samples } from '../support/files.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const begin = () => startDraft(world, { journey: 'appeal', language: 'kk' });
const upload = async (submissionId: string) => {
  const form = multipart([{ name: 'files', filename: 'үн.wav', content: samples.wav() }]);
  const received = await receiveUploads(world, { ...form, submissionId });
  if (!received.ok) throw new Error(received.error);
  return received.value.files;
};

test('answers are kept sealed under a token of which only the hash is stored', async () => {
  const { token, draft } = await begin();
  await saveAnswers(world, token, { statement: 'Сырт көзге айтпаймын', needs: ['call-me'] }, 'ru');
  expect(await openDraft(world, token)).toMatchObject({
    submissionId: draft.submissionId,
    language: 'ru',
    answers: { statement: 'Сырт көзге айтпаймын', needs: ['call-me'] },
    keptUntil: new Date(world.now().getTime() + 24 * 3_600_000),
  });
  const row = await world.db
    .selectFrom('drafts')
    .where('submission_id', '=', draft.submissionId)
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(row.sealed.toString('utf8')).not.toContain('айтпаймын');
  expect(row.token_hash.toString('base64url')).not.toBe(token);
  expect(await openDraft(world, `${token}x`)).toBeNull();
});

test('two tabs that save at once lose nothing of each other; of one question the last save wins', async () => {
  const { token } = await begin();
  const ids = Array.from({ length: 12 }, (_, n) => `q${n}`);
  await Promise.all(ids.map((id) => saveAnswers(world, token, { [id]: id })));
  await saveAnswers(world, token, { q3: 'later' });
  const draft = await openDraft(world, token);
  expect(draft?.answers).toEqual({ ...Object.fromEntries(ids.map((id) => [id, id])), q3: 'later' });
});

test('a draft is kept for 24 hours after its last save, a file being a save like any other; then it is cleaned away', async () => {
  world.at('2026-11-18T10:00:00+05:00');
  const { token, draft } = await begin();
  const left = await begin();
  world.at('2026-11-19T09:00:00+05:00');
  const [file] = await upload(draft.submissionId);
  world.at('2026-11-19T11:00:00+05:00');
  await cleanDrafts(world);
  expect((await openDraft(world, token))?.uploads).toEqual([file]);
  expect(await openDraft(world, left.token)).toBeNull();
  world.at('2026-11-20T09:00:01+05:00');
  expect(await openDraft(world, token)).toBeNull();
  expect(await saveAnswers(world, token, { name: 'x' })).toEqual({ ok: false, error: 'draft-expired' });
  const stored = await world.db
    .selectFrom('files')
    .where('id', '=', file?.id ?? '')
    .select('storage_name')
    .executeTakeFirstOrThrow();
  await cleanDrafts(world);
  expect(await world.db.selectFrom('drafts').select('submission_id').execute()).toEqual([]);
  expect(
    await world.db
      .selectFrom('files')
      .where('draft_submission_id', '=', draft.submissionId)
      .select('id')
      .execute(),
  ).toEqual([]);
  await expect(world.files.open(stored.storage_name)).rejects.toThrow();
});

test('forgetting a draft removes it and its files at once', async () => {
  const { token, draft } = await begin();
  const [file] = await upload(draft.submissionId);
  const stored = await world.db
    .selectFrom('files')
    .where('id', '=', file?.id ?? '')
    .select('storage_name')
    .executeTakeFirstOrThrow();
  await forgetDraft(world, token);
  await forgetDraft(world, token);
  expect(await openDraft(world, token)).toBeNull();
  expect(
    await world.db
      .selectFrom('files')
      .where('id', '=', file?.id ?? '')
      .select('id')
      .execute(),
  ).toEqual([]);
  await expect(world.files.open(stored.storage_name)).rejects.toThrow();
});
