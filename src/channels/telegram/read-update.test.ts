import { describe, expect, it } from 'vitest';
import { type TelegramUser, updateFor } from '../../../tests/support/telegram-updates.ts';
import type { Inbound, What } from '../../domain/conversation/inbound.ts';
import { readUpdate } from './read-update.ts';

const bot = '700001';
const ids = { updateId: 731, messageId: 5 };
const aigul: TelegramUser = { id: 42, language_code: 'kk', username: 'aigul' };
const read = (update: unknown): readonly Inbound[] => {
  const found = readUpdate(bot, update);
  if (!found.ok) throw new Error('not ours');
  return found.value.inbound;
};
const message = (content: object, more: object = {}): object => ({
  update_id: 731,
  message: {
    message_id: 5,
    date: 1,
    from: { id: 42, is_bot: false, first_name: 'А' },
    chat: { id: 42, type: 'private' },
    ...content,
  },
  ...more,
});
const whatOf = (content: object): What | undefined => read(message(content))[0]?.what;
const file = (more: object = {}) => ({ file_id: 'f', file_unique_id: 'u', ...more });

describe('an update', () => {
  it('names the message, the person, where they are reached, and their language', () => {
    expect(read(updateFor(aigul, { kind: 'text', text: 'Пандус жоқ.' }, ids))).toEqual([
      {
        channel: 'telegram',
        externalId: '700001:731',
        thread: '42',
        address: '42',
        answerable: true,
        languageHint: 'kk',
        handle: '@aigul',
        what: { kind: 'text', text: 'Пандус жоқ.' },
      },
    ]);
  });

  it.each([
    ['kk', 'kk'],
    ['ru-RU', 'ru'],
    ['RU', 'ru'],
    ['en', null],
    [undefined, null],
  ])('of a person whose Telegram speaks %s', (language_code, hint) => {
    const person = language_code === undefined ? { id: 42 } : { id: 42, language_code };
    expect(read(updateFor(person, { kind: 'text', text: 'а' }, ids))[0]?.languageHint).toBe(hint);
  });

  it.each<[string, object, What]>([
    ['plain words', { text: 'артқа' }, { kind: 'text', text: 'артқа' }],
    ['a number', { text: '1' }, { kind: 'text', text: '1' }],
    ['/start', { text: '/start' }, { kind: 'command', command: 'start' }],
    [
      '/start with a payload',
      { text: '/start 1001' },
      { kind: 'command', command: 'start', argument: '1001' },
    ],
    ['a command with the name of the bot', { text: '/help@dauys_bot' }, { kind: 'command', command: 'help' }],
    ['a hand-over', { text: '/handover' }, { kind: 'command', command: 'hand-over' }],
    ['what programs of Telegram offer', { text: '/settings' }, { kind: 'command', command: 'language' }],
    ['a command in capital letters', { text: '/RU' }, { kind: 'command', command: 'ru' }],
    ['a word of ours behind a slash', { text: '/artqa' }, { kind: 'command', command: 'back' }],
    ['a word of ours in Latin letters', { text: '/nazad' }, { kind: 'command', command: 'back' }],
    ['an unknown command is no appeal', { text: '/blabla' }, { kind: 'command', command: 'help' }],
    ['words after a command', { text: '/appeal Пандус жоқ' }, { kind: 'text', text: 'Пандус жоқ' }],
    ['words after something unknown', { text: '/x у лифта' }, { kind: 'text', text: '/x у лифта' }],
    ['words after one that takes none', { text: '/back қазір' }, { kind: 'command', command: 'back' }],
    ['a path is words', { text: '/көше/10' }, { kind: 'text', text: '/көше/10' }],
    [
      'one’s own contact',
      { contact: { phone_number: '77010000001', first_name: 'А', user_id: 42 } },
      { kind: 'contact', phone: '+77010000001', own: true },
    ],
    [
      'somebody else’s contact',
      { contact: { phone_number: '+77010000002', first_name: 'Б', user_id: 43 } },
      { kind: 'contact', phone: '+77010000002', own: false },
    ],
    [
      'a contact that is nobody’s on Telegram',
      { contact: { phone_number: '87010000002', first_name: 'Б' } },
      { kind: 'contact', phone: '87010000002', own: false },
    ],
    [
      'a voice message',
      { voice: file({ duration: 7 }) },
      { kind: 'media', media: [{ kind: 'voice', ref: 'f', seconds: 7 }], text: '' },
    ],
    [
      'a piece of music',
      { audio: file({ duration: 7, file_name: 'дауыс.mp3' }) },
      { kind: 'media', media: [{ kind: 'voice', ref: 'f', seconds: 7, name: 'дауыс.mp3' }], text: '' },
    ],
    [
      'a round video',
      { video_note: file({ duration: 9 }) },
      { kind: 'media', media: [{ kind: 'video-note', ref: 'f', seconds: 9 }], text: '' },
    ],
    [
      'a silent film, which comes twice',
      { animation: file(), document: file({ mime_type: 'video/mp4' }) },
      { kind: 'media', media: [{ kind: 'video', ref: 'f' }], text: '' },
    ],
    [
      'the largest of the sizes of a photo',
      {
        photo: [
          { file_id: 's', width: 90, height: 60 },
          { file_id: 'l', width: 900, height: 600 },
          { file_id: 'm', width: 320, height: 200 },
        ],
        caption: 'Міне',
      },
      { kind: 'media', media: [{ kind: 'photo', ref: 'l' }], text: 'Міне' },
    ],
    [
      'a paper',
      { document: file({ file_name: 'a.pdf', mime_type: 'application/pdf' }) },
      { kind: 'media', media: [{ kind: 'document', ref: 'f', name: 'a.pdf' }], text: '' },
    ],
    [
      'a recording sent as a file',
      { document: file({ mime_type: 'audio/mp4' }) },
      { kind: 'media', media: [{ kind: 'voice', ref: 'f' }], text: '' },
    ],
    [
      'one of an album',
      { photo: [file()], media_group_id: 'g' },
      { kind: 'media', media: [{ kind: 'photo', ref: 'f' }], text: '', album: 'g' },
    ],
    [
      'a file that the Bot API does not hand over',
      { video: file({ file_size: 21 * 1024 * 1024 }) },
      { kind: 'media', media: [{ kind: 'video', ref: 'f', overMegabytes: 20 }], text: '' },
    ],
    [
      'words of another, passed on',
      { text: 'Лифт жоқ', forward_origin: { type: 'user' } },
      { kind: 'text', text: 'Лифт жоқ' },
    ],
    ['a place on the map', { location: { latitude: 43, longitude: 77 } }, { kind: 'unreadable' }],
    ['a sticker', { sticker: file() }, { kind: 'unreadable' }],
    ['something that there will be one day', { hologram: file() }, { kind: 'unreadable' }],
    ['a content of another form than it has today', { voice: 'soon' }, { kind: 'unreadable' }],
  ])('reads %s', (_name, content, what) => {
    expect(whatOf(content)).toEqual(what);
  });

  it.each<[string, object]>([
    ['a message pinned', message({ pinned_message: {} })],
    ['another bot', message({ text: 'а', from: { id: 9, is_bot: true } })],
    [
      'a place that moves',
      { update_id: 1, edited_message: { chat: { id: 42, type: 'private' }, location: {} } },
    ],
    ['a kind of update that we did not ask for', { update_id: 1, poll_answer: {} }],
    [
      'a group that put us out',
      {
        update_id: 1,
        my_chat_member: {
          chat: { id: -5, type: 'group' },
          from: { id: 42 },
          new_chat_member: { status: 'left' },
        },
      },
    ],
    [
      'a group that became another',
      { update_id: 1, message: { chat: { id: -5, type: 'group' }, migrate_to_chat_id: -6 } },
    ],
    [
      'a button in a group',
      {
        update_id: 1,
        callback_query: {
          id: '1',
          from: { id: 42 },
          data: 'q|a|b',
          message: { chat: { id: -5, type: 'group' } },
        },
      },
    ],
  ])('says nothing: %s', (_name, update) => {
    expect(read(update)).toEqual([]);
  });

  it.each<[string, What]>([
    ['blocked', { kind: 'blocked' }],
    ['unblocked', { kind: 'unblocked' }],
    ['edited', { kind: 'edited', text: 'Лифт істемейді.' }],
    ['choice', { kind: 'choice', question: 'danger', code: 'yes' }],
    ['more', { kind: 'choice', question: 'region', code: '+more' }],
  ])('comes back as it was meant: %s', (_name, what) => {
    expect(read(updateFor(aigul, what, ids))[0]?.what).toEqual(what);
  });

  it('a button that is none of ours is an old one', () => {
    const update = { update_id: 1, callback_query: { id: '1', from: { id: 42 }, data: 'vote:3' } };
    expect(read(update)[0]?.what).toEqual({ kind: 'choice', question: '', code: '' });
  });

  it.each<[string, object]>([
    [
      'said in a group',
      { update_id: 1, message: { chat: { id: -5, type: 'supergroup' }, from: { id: 1 }, text: 'а' } },
    ],
    ['posted in a channel', { update_id: 2, channel_post: { chat: { id: -5, type: 'channel' }, text: 'а' } }],
    [
      'brought into a group',
      {
        update_id: 3,
        my_chat_member: {
          chat: { id: -5, type: 'group' },
          from: { id: 42 },
          new_chat_member: { status: 'member' },
        },
      },
    ],
  ])('%s: one and the same decline, with no word and no name', (_name, update) => {
    expect(read(update)).toEqual([
      {
        channel: 'telegram',
        externalId: '700001:crowd:-5',
        thread: '-5',
        address: '-5',
        answerable: true,
        languageHint: null,
        what: { kind: 'crowd' },
      },
    ]);
  });

  it.each([null, 'text', 7, [], {}, { update_id: 'x' }, { update_id: 1.5 }, { update_id: 1, message: {} }])(
    'is none: %j',
    (update) => {
      expect(readUpdate(bot, update)).toEqual({ ok: false, error: 'not-ours' });
    },
  );
});
