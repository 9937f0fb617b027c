import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchMediaDue } from '../../src/actions/talk/fetch-media.ts';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import type { TalkDesk } from '../../src/actions/talk/talk-desk.ts';
import type { Media, What } from '../../src/domain/conversation/inbound.ts';
import { labelTexts } from '../../src/text/prompt-text.ts';
import { paperOutlet } from '../support/paper-outlet.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const style = {
  choicesPerMessage: 4,
  brief: false,
  stopEndsNotices: false,
  replies: 'later',
  leads: false,
} as const;
const talk: TalkDesk = { styleOf: () => style, labels: labelTexts, helpPhone: '1414' };
/** The beginning of an Ogg Opus stream, as a voice message is. */
const opus = Buffer.concat([
  Buffer.from('4f67675300020000000000000000e1d4000000000000e1d4e1d4011e', 'hex'),
  Buffer.from('OpusHead'),
  Buffer.alloc(200, 1),
]).toString('base64');

let n = 0;
const write = (what: What | string) =>
  receiveInbound(world, talk, {
    inbound: {
      channel: 'telegram',
      externalId: `m${++n}`,
      thread: '42',
      address: '42',
      answerable: true,
      languageHint: 'kk',
      what: typeof what === 'string' ? { kind: 'text', text: what } : what,
    },
    raw: '',
  });
const voice = (ref: string): What => {
  const media: Media = { kind: 'voice', ref, seconds: 14, name: 'voice.ogg' };
  return { kind: 'media', media: [media], text: '' };
};
const outlets = () => new Map([['telegram', paperOutlet()]] as const);
const files = () =>
  world.db.selectFrom('files').select(['appeal_id', 'message_id', 'kind', 'media_type']).execute();
const appeals = () =>
  world.db.selectFrom('appeals').select(['id', 'form', 'statement', 'file_count']).execute();

it('a voice message is an appeal at once, and its sound comes after it', async () => {
  const reply = await write(voice(opus));
  expect(reply.prompts.map(({ id }) => id)).toEqual(['heard', 'appeal-taken', 'takenMore']);
  const [appeal] = await appeals();
  expect(appeal).toMatchObject({ statement: '', file_count: 1, form: 'messenger' });
  expect(await files()).toEqual([]);
  await fetchMediaDue(world, outlets());
  expect(await files()).toEqual([
    { appeal_id: appeal?.id, message_id: null, kind: 'sound', media_type: 'audio/ogg' },
  ]);
  await fetchMediaDue(world, outlets());
  expect(await files()).toHaveLength(1);
});

it('a file sent in the middle of a journey waits for its appeal, also when it is there first', async () => {
  await write({ kind: 'command', command: 'appeal' });
  await write(voice(opus));
  await fetchMediaDue(world, outlets());
  expect(await files()).toMatchObject([{ appeal_id: null }]);
  for (const says of ['1', '1', 'жоқ']) await write(says);
  for (let skipped = 0; skipped < 6; skipped += 1) await write('өткізу');
  await write('1');
  await write('1');
  const [appeal] = await appeals();
  expect(appeal?.file_count).toBe(1);
  expect(await files()).toMatchObject([{ appeal_id: appeal?.id }]);
});

it('a file for an appeal that is there belongs to the message it came with', async () => {
  await write('Ғимаратқа кіре алмаймын: пандус жоқ.');
  await write(voice(opus));
  await fetchMediaDue(world, outlets());
  const [message] = await world.db.selectFrom('messages').select('id').execute();
  expect(await files()).toMatchObject([{ message_id: message?.id, kind: 'sound' }]);
});

it('a file that is gone, or is nothing that is taken, is told of; the appeal stays', async () => {
  await write(voice('gone'));
  await fetchMediaDue(world, outlets());
  await write(voice(Buffer.from('MZ no sound at all').toString('base64')));
  await fetchMediaDue(world, outlets());
  const entries = await world.db
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', 'send:telegram')
    .execute();
  const said = entries.map(({ payload }) => (payload as { text?: string }).text).filter(Boolean);
  expect(said).toEqual(['notice.mediaLost', 'notice.mediaLost']);
  expect(await appeals()).toHaveLength(1);
  expect(await files()).toEqual([]);
});
