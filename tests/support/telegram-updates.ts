import type { Media, What } from '../../src/domain/conversation/inbound.ts';
import { unreachable } from '../../src/domain/result.ts';

/** Someone on Telegram, as updates name them. */
export interface TelegramUser {
  readonly id: number;
  readonly language_code?: string;
  readonly username?: string;
}

type Content = Readonly<Record<string, unknown>>;

const file = (fileId: string, more: Content = {}): Content => ({
  file_id: fileId,
  file_unique_id: `u${fileId}`,
  file_size: 4_096,
  ...more,
});

/** A file as each kind of it stands in a message. */
const mediaContent = ({ kind, ref, seconds = 3, name = 'file', overMegabytes }: Media): Content => {
  const size = overMegabytes === undefined ? {} : { file_size: (overMegabytes + 1) * 1024 * 1024 };
  switch (kind) {
    case 'voice':
      return { voice: file(ref, { duration: seconds, mime_type: 'audio/ogg', ...size }) };
    case 'video-note':
      return { video_note: file(ref, { duration: seconds, length: 240, ...size }) };
    case 'video':
      return {
        video: file(ref, { duration: seconds, width: 640, height: 360, mime_type: 'video/mp4', ...size }),
      };
    case 'photo':
      return {
        photo: [
          file(`${ref}-small`, { width: 90, height: 67 }),
          file(ref, { width: 1280, height: 960, ...size }),
          file(`${ref}-middle`, { width: 320, height: 240 }),
        ],
      };
    case 'document':
      return { document: file(ref, { file_name: name, mime_type: 'application/pdf', ...size }) };
    default:
      return unreachable(kind);
  }
};

const textContent = (text: string): Content => {
  const command = /^\/\w+(@\w+)?/.exec(text)?.[0];
  return command === undefined
    ? { text }
    : { text, entities: [{ type: 'bot_command', offset: 0, length: command.length }] };
};

export interface UpdateIds {
  readonly updateId: number;
  readonly messageId: number;
}
const date = 1_795_000_000;

const userOf = ({ id, language_code, username }: TelegramUser): Content => ({
  id,
  is_bot: false,
  first_name: 'Әйгерім',
  ...(language_code === undefined ? {} : { language_code }),
  ...(username === undefined ? {} : { username }),
});
const chatOf = ({ id }: TelegramUser): Content => ({ id, type: 'private', first_name: 'Әйгерім' });

/** A message of a person in their chat with the bot. */
export const messageUpdate = (from: TelegramUser, content: Content, ids: UpdateIds): Content => ({
  update_id: ids.updateId,
  message: { message_id: ids.messageId, date, from: userOf(from), chat: chatOf(from), ...content },
});
export const textUpdate = (from: TelegramUser, text: string, ids: UpdateIds): Content =>
  messageUpdate(from, textContent(text), ids);
export const pressUpdate = (from: TelegramUser, data: string, ids: UpdateIds): Content => ({
  update_id: ids.updateId,
  callback_query: {
    id: `${ids.updateId}${from.id}`,
    from: userOf(from),
    chat_instance: '1',
    data,
    message: { message_id: ids.messageId, date, chat: chatOf(from), text: 'the question' },
  },
});
const membershipUpdate = (from: TelegramUser, status: string, ids: UpdateIds): Content => ({
  update_id: ids.updateId,
  my_chat_member: {
    chat: chatOf(from),
    from: userOf(from),
    date,
    old_chat_member: { status: status === 'kicked' ? 'member' : 'kicked' },
    new_chat_member: { status, until_date: 0 },
  },
});

/** What a person does, as the Bot API tells it; null for what nobody can do there (silence, hanging up). */
export const updateFor = (from: TelegramUser, what: What, ids: UpdateIds): Content | null => {
  switch (what.kind) {
    case 'text':
      return textUpdate(from, what.text, ids);
    case 'command':
      return textUpdate(
        from,
        `/${what.command.replace('-', '')}${what.argument === undefined ? '' : ` ${what.argument}`}`,
        ids,
      );
    case 'choice':
      return pressUpdate(from, ['q', what.question, what.code].join('|'), ids);
    case 'media': {
      const [media] = what.media;
      if (media === undefined) return null;
      const caption = what.text === '' ? {} : { caption: what.text };
      const album = what.album === undefined ? {} : { media_group_id: what.album };
      return messageUpdate(from, { ...mediaContent(media), ...caption, ...album }, ids);
    }
    case 'contact':
      return messageUpdate(
        from,
        {
          contact: {
            phone_number: what.phone.replace('+', ''),
            first_name: 'Әйгерім',
            ...(what.own ? { user_id: from.id } : {}),
          },
        },
        ids,
      );
    case 'edited': {
      const { message, ...update } = textUpdate(from, what.text, ids);
      return { ...update, edited_message: { ...(message as Content), edit_date: date + 60 } };
    }
    case 'unreadable':
      return messageUpdate(from, { sticker: file('s', { emoji: '👍', width: 512, height: 512 }) }, ids);
    case 'crowd':
      return {
        update_id: ids.updateId,
        message: {
          message_id: ids.messageId,
          date,
          from: userOf(from),
          chat: { id: -1_001_000_000_000 - from.id, type: 'supergroup', title: 'Көршілер' },
          ...textContent('/start@dauys_bot'),
        },
      };
    case 'blocked':
      return membershipUpdate(from, 'kicked', ids);
    case 'unblocked':
      return membershipUpdate(from, 'member', ids);
    default:
      return null;
  }
};
