import type { Language } from '../../domain/language.ts';
import { translator } from '../../text/translate.ts';
import type { FileToSend } from '../contract.ts';
import type { BotApi, Called } from './bot-api.ts';
import { noSuchChat } from './outcome.ts';

/** The Bot API takes files up to this size, and pictures (as pictures) up to the other; in bytes. */
const mostBytes = 50 * 1024 * 1024;
const mostOfPicture = 10 * 1024 * 1024;
/** UTF-16 units of words under a file. */
const longestCaption = 1_024;

type Way =
  | { readonly method: 'sendPhoto'; readonly field: 'photo' }
  | { readonly method: 'sendVideo'; readonly field: 'video' }
  | { readonly method: 'sendVoice'; readonly field: 'voice' }
  | { readonly method: 'sendAudio'; readonly field: 'audio' }
  | { readonly method: 'sendDocument'; readonly field: 'document' };
const asDocument: Way = { method: 'sendDocument', field: 'document' };

/** So that it can be seen and heard at a touch: signs as a video, sound to be played, anything else as a file. */
export const wayOf = ({ kind, mediaType, bytes }: Pick<FileToSend, 'kind' | 'mediaType' | 'bytes'>): Way => {
  switch (kind) {
    case 'video':
      return { method: 'sendVideo', field: 'video' };
    case 'picture':
      return bytes <= mostOfPicture ? { method: 'sendPhoto', field: 'photo' } : asDocument;
    case 'sound':
      if (/^audio\/(ogg|opus)/.test(mediaType)) return { method: 'sendVoice', field: 'voice' };
      return /^audio\/(mpeg|mp4|x-m4a|aac)/.test(mediaType)
        ? { method: 'sendAudio', field: 'audio' }
        : asDocument;
    case 'document':
      return asDocument;
  }
};

const upload = async (
  api: BotApi,
  chat: string,
  way: Way,
  file: FileToSend,
): Promise<Called<unknown> | 'gone'> => {
  let content: ReadableStream<Uint8Array>;
  try {
    content = await file.open();
  } catch {
    return 'gone';
  }
  const { name, mediaType, bytes } = file;
  const fields = { chat_id: chat, caption: name.slice(0, longestCaption) };
  return api.upload(way.method, fields, { field: way.field, name, mediaType, bytes, content });
};

/** Refused for what the file is, and not for whom it goes to: the answer beside it has arrived, and must not fail with it. */
const isAgainstFile = (called: Called<unknown>): boolean =>
  called.outcome === 'refused' &&
  (called.status === 400 || called.status === 413) &&
  !noSuchChat.test(called.description);

/** Sends a file of an answer; what can't be sent is told instead, with where it is to be found. */
export const sendFile = async (
  api: BotApi,
  to: { readonly chat: string; readonly language: Language; readonly publicBaseUrl: string },
  file: FileToSend | null,
): Promise<Called<unknown>> => {
  const { chat, language, publicBaseUrl } = to;
  const t = translator(language);
  const link = `${publicBaseUrl}/${language}/status`;
  const tell = (text: string): Promise<Called<unknown>> =>
    api.call('sendMessage', { chat_id: Number(chat), text, link_preview_options: { is_disabled: true } });
  if (file === null) return tell(t('telegram:file.gone', { link }));
  if (file.bytes > mostBytes) return tell(t('telegram:file.tooLarge', { name: file.name, link }));
  const way = wayOf(file);
  // A picture of odd measures, a person who takes no voice messages: as a file it gets there all the same.
  for (const one of way.method === 'sendDocument' ? [way] : [way, asDocument]) {
    const called = await upload(api, chat, one, file);
    if (called === 'gone') break;
    if (!isAgainstFile(called)) return called;
  }
  return tell(t('telegram:file.gone', { link }));
};
