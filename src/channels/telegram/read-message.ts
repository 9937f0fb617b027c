import type { Media, What } from '../../domain/conversation/inbound.ts';
import { textOrCommand } from './commands.ts';
import type { TelegramFile, TelegramText } from './update.ts';

/** The Bot API hands over files up to this size. */
export const mostMegabytes = 20;
const mostBytes = mostMegabytes * 1024 * 1024;

/** What Telegram tells of a chat's own affairs; nobody said anything. */
const serviceParts: ReadonlySet<string> = new Set([
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'connected_website',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'left_chat_member',
  'users_shared',
  'chat_shared',
  'boost_added',
  'chat_background_set',
  'successful_payment',
  'refunded_payment',
  'gift',
  'unique_gift',
]);

const mediaOf = (kind: Media['kind'], file: TelegramFile): Media => ({
  kind,
  ref: file.file_id,
  ...(file.file_name === undefined ? {} : { name: file.file_name }),
  ...(file.duration === undefined ? {} : { seconds: file.duration }),
  ...((file.file_size ?? 0) > mostBytes ? { overMegabytes: mostMegabytes } : {}),
});

const area = ({ width = 0, height = 0 }: TelegramFile): number => width * height;
/** A photo comes in several sizes; the largest is what the person took. */
const largest = (sizes: readonly TelegramFile[]): TelegramFile | undefined =>
  sizes.toSorted((a, b) => area(b) - area(a))[0];

/** A recording or a picture may be sent as a file; what it is decides, not how it was sent. */
const kindOfDocument = ({ mime_type = '' }: TelegramFile): Media['kind'] => {
  const [family] = mime_type.split('/');
  if (family === 'audio') return 'voice';
  if (family === 'video') return 'video';
  return family === 'image' ? 'photo' : 'document';
};

const fileOf = (message: TelegramText): Media | null => {
  const { voice, audio, video_note, video, animation, photo, document } = message;
  if (voice) return mediaOf('voice', voice);
  if (audio) return mediaOf('voice', audio);
  if (video_note) return mediaOf('video-note', video_note);
  if (video) return mediaOf('video', video);
  // A film without sound becomes an "animation" on the way: signs, more often than not.
  if (animation) return mediaOf('video', animation);
  const picture = photo && largest(photo);
  if (picture) return mediaOf('photo', picture);
  return document ? mediaOf(kindOfDocument(document), document) : null;
};

/** Numbers of contacts come with a plus or without one; always with the code of the country where they are one's own. */
const phoneOf = (typed: string, own: boolean): string =>
  own && /^\d{10,15}$/.test(typed) ? `+${typed}` : typed;

/** What a message in a private chat says; null where nobody said anything. Forwarded words count like one's own. */
export const readMessage = (message: TelegramText): What | null => {
  const { text, caption = '', contact, from, media_group_id: album } = message;
  if (text !== undefined) return textOrCommand(text);
  if (contact !== undefined) {
    const own = from !== undefined && contact.user_id === from.id;
    return { kind: 'contact', phone: phoneOf(contact.phone_number, own), own };
  }
  const file = fileOf(message);
  if (file !== null)
    return { kind: 'media', media: [file], text: caption, ...(album === undefined ? {} : { album }) };
  return Object.keys(message).some((part) => serviceParts.has(part)) ? null : { kind: 'unreadable' };
};

/** The new words of a message that was changed; null where no words were (a moving place on the map). */
export const readEdited = ({ text, caption }: TelegramText): What | null => {
  const words = text ?? caption;
  return words === undefined ? null : { kind: 'edited', text: words };
};
