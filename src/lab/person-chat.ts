import type { Language } from '../domain/language.ts';
import type { ChatButton, ChatEntry, ChatFile, FileKind } from './entries.ts';
import type { Kept } from './mailboxes.ts';
import { type LabPerson, labSid } from './people.ts';
import { type Knock, knockPatiently, telegramRequest } from './provider-requests.ts';
import type { StandIn } from './stand-in.ts';

/** A file as the person's telephone hands it over. */
export interface GivenFile {
  readonly kind: FileKind;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly seconds: number;
}

/** What a person does in the chat; each comes to the service as Telegram would bring it. Gives the place of the message. */
export interface PersonChat {
  readonly write: (person: LabPerson, language: Language, text: string) => Promise<number>;
  readonly press: (person: LabPerson, language: Language, seq: number, button: number) => Promise<number>;
  readonly give: (person: LabPerson, language: Language, file: GivenFile, text: string) => Promise<number>;
}

const mediaOf = ({ kind, seconds, mediaType, name, bytes }: GivenFile, fileId: string): object => {
  const common = { file_id: fileId, file_unique_id: fileId, file_size: bytes.length };
  switch (kind) {
    case 'photo':
      return { photo: [{ ...common, width: 1280, height: 960 }] };
    case 'voice':
      return { voice: { ...common, duration: seconds, mime_type: mediaType } };
    case 'video-note':
      return { video_note: { ...common, duration: seconds, length: 384 } };
    case 'video':
      return {
        video: {
          ...common,
          duration: seconds,
          width: 640,
          height: 480,
          mime_type: mediaType,
          file_name: name,
        },
      };
    case 'document':
      return { document: { ...common, file_name: name, mime_type: mediaType } };
  }
};

export const createPersonChat = (options: {
  readonly standIn: StandIn;
  readonly knock: Knock;
  readonly publicBaseUrl: string;
}): PersonChat => {
  const { standIn, knock, publicBaseUrl } = options;
  const { secrets, chat, files, now, nextId, randomBytes } = standIn;

  const partsOf = (person: LabPerson, language: Language) => {
    const name = { first_name: 'Lab', language_code: language };
    return {
      message_id: nextId(),
      date: Math.floor(now().getTime() / 1000),
      chat: { id: person.chatId, type: 'private', first_name: name.first_name },
      from: { id: person.chatId, is_bot: false, ...name },
    };
  };
  const shown = (person: LabPerson, text: string, messageId: number, file: ChatFile | null = null) =>
    chat.append(String(person.chatId), {
      at: now(),
      from: 'person',
      text,
      messageId,
      buttons: [],
      file,
      lost: false,
    });
  const bring = async (person: LabPerson, entry: Kept<ChatEntry>, update: object): Promise<number> => {
    const whole = { update_id: nextId(), ...update };
    const make = () => telegramRequest(secrets, `${publicBaseUrl}/channels/telegram`, whole);
    const response = await knockPatiently(knock, make);
    if (!response.ok) chat.replace(String(person.chatId), entry.seq, { ...entry, lost: true });
    return entry.seq;
  };

  const write: PersonChat['write'] = (person, language, text) => {
    const parts = partsOf(person, language);
    const [command] = /^\/\w+/.exec(text) ?? [];
    const entities = command ? [{ type: 'bot_command', offset: 0, length: command.length }] : undefined;
    return bring(person, shown(person, text, parts.message_id), { message: { ...parts, text, entities } });
  };
  const pressed = async (
    person: LabPerson,
    language: Language,
    entry: Kept<ChatEntry>,
    { text, press }: ChatButton,
  ): Promise<number> => {
    if (press.kind === 'text') return write(person, language, text);
    const parts = partsOf(person, language);
    const own = shown(person, text, parts.message_id);
    if (press.kind === 'contact')
      return bring(person, own, {
        message: {
          ...parts,
          contact: { phone_number: person.phone, first_name: 'Lab', user_id: person.chatId },
        },
      });
    const { from, chat: room, date } = parts;
    return bring(person, own, {
      callback_query: {
        id: randomBytes(8).readBigUInt64BE().toString(),
        from,
        chat_instance: String(person.chatId),
        data: press.data,
        message: { message_id: entry.messageId, date, chat: room, text: entry.text },
      },
    });
  };

  return {
    write,
    press: async (person, language, seq, index) => {
      const entry = chat.read(String(person.chatId)).find((one) => one.seq === seq);
      const button = entry?.buttons[index];
      return entry && button ? pressed(person, language, entry, button) : 0;
    },
    give: (person, language, file, text) => {
      const parts = partsOf(person, language);
      const { kind, name, mediaType, bytes } = file;
      const address = String(person.chatId);
      const { id } = files.keep({ id: labSid('lab-', randomBytes), address, name, mediaType, bytes });
      const entry = shown(person, text, parts.message_id, { kind, fileId: id, name });
      const caption = text === '' ? {} : { caption: text };
      return bring(person, entry, { message: { ...parts, ...caption, ...mediaOf(file, id) } });
    },
  };
};
