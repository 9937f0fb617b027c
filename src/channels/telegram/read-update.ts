import type { Inbound, What } from '../../domain/conversation/inbound.ts';
import { isLanguage } from '../../domain/language.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Reading } from '../contract.ts';
import { readCallbackData } from './callback-data.ts';
import { readEdited, readMessage } from './read-message.ts';
import { type TelegramPerson, type TelegramText, type TelegramUpdate, updateShape } from './update.ts';

const nothing: Reading = { inbound: [], reports: [] };

/** `kk`, `ru` and their kinds (`ru-RU`); people with a third language are asked in what they write. */
const languageOf = (person: TelegramPerson | undefined): Inbound['languageHint'] => {
  const [language] = (person?.language_code ?? '').toLowerCase().split('-');
  return isLanguage(language) ? language : null;
};

const isPrivate = ({ id, type }: TelegramText['chat']): boolean =>
  type === undefined ? id > 0 : type === 'private';

const ofPerson = (
  externalId: string,
  chatId: number,
  person: TelegramPerson | undefined,
  what: What | null,
): Reading => {
  if (what === null || person?.is_bot) return nothing;
  const thread = String(chatId);
  const handle = person?.username === undefined ? {} : { handle: `@${person.username}` };
  const languageHint = languageOf(person);
  return {
    inbound: [
      {
        channel: 'telegram',
        externalId,
        thread,
        address: thread,
        answerable: true,
        languageHint,
        ...handle,
        what,
      },
    ],
    reports: [],
  };
};

/** The same id for whatever comes of one group or channel: it is declined once, the rest are repeats of that. */
const ofCrowd = (botId: string, chatId: number): Reading =>
  ofPerson(`${botId}:crowd:${chatId}`, chatId, undefined, { kind: 'crowd' });

const ofMembership = (
  botId: string,
  externalId: string,
  update: TelegramUpdate['my_chat_member'],
): Reading => {
  if (update === undefined) return nothing;
  const { chat, from, new_chat_member } = update;
  const { status } = new_chat_member;
  const there = status === 'member' || status === 'administrator' || status === 'creator';
  if (!isPrivate(chat)) return there ? ofCrowd(botId, chat.id) : nothing;
  const kind = there ? 'unblocked' : status === 'kicked' ? 'blocked' : null;
  return kind === null ? nothing : ofPerson(externalId, chat.id, from, { kind });
};

/** Something happened in a group; that we were put out of it needs no answer. */
const ofGroupMessage = (botId: string, { chat, left_chat_member, ...message }: TelegramText): Reading =>
  String(left_chat_member?.id) === botId || 'migrate_to_chat_id' in message
    ? nothing
    : ofCrowd(botId, chat.id);

const readKnown = (botId: string, update: TelegramUpdate): Reading => {
  const externalId = `${botId}:${update.update_id}`;
  const { message, edited_message: edited, channel_post: post, callback_query: pressed } = update;
  if (message !== undefined)
    return isPrivate(message.chat)
      ? ofPerson(externalId, message.chat.id, message.from, readMessage(message))
      : ofGroupMessage(botId, message);
  if (edited !== undefined)
    return isPrivate(edited.chat)
      ? ofPerson(externalId, edited.chat.id, edited.from, readEdited(edited))
      : nothing;
  if (post !== undefined) return ofCrowd(botId, post.chat.id);
  if (pressed !== undefined) {
    const chat = pressed.message?.chat ?? { id: pressed.from.id, type: 'private' };
    if (!isPrivate(chat)) return nothing;
    return ofPerson(externalId, chat.id, pressed.from, readCallbackData(pressed.data ?? ''));
  }
  return ofMembership(botId, externalId, update.my_chat_member);
};

/** An update as the rest of the service knows it; `not-ours` where it is no update at all. */
export const readUpdate = (botId: string, update: unknown): Result<Reading, 'not-ours'> => {
  const read = updateShape.safeParse(update);
  return read.success ? ok(readKnown(botId, read.data)) : fail('not-ours');
};

/** A pressed button shows that it works on until it is told that it need not; its query's id, if one was pressed. */
export const pressedQuery = (update: unknown): string | null => {
  const read = updateShape.safeParse(update);
  return read.success ? (read.data.callback_query?.id ?? null) : null;
};
