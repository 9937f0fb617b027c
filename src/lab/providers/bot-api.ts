import { type Context, Hono } from 'hono';
import type { ChatButton, ChatFile, FileKind } from '../entries.ts';
import { isLabAddress, labSid } from '../people.ts';
import type { StandIn } from '../stand-in.ts';

/** Longest text of one message, as Telegram has it. */
const longestText = 4096;

type Params = Readonly<Record<string, unknown>>;

/** JSON, a form, or a form with files: the Bot API takes all three. Nested values come as JSON where it is a form. */
const paramsOf = async (
  c: Context,
): Promise<{ readonly params: Params; readonly files: readonly (readonly [string, File])[] }> => {
  const type = c.req.header('content-type') ?? '';
  if (type.startsWith('application/json')) return { params: await c.req.json<Params>(), files: [] };
  if (!type.includes('form')) return { params: c.req.query(), files: [] };
  const form = await c.req.formData();
  const entries = [...form.entries()];
  return {
    params: Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')),
    files: entries.flatMap(([name, value]) => (typeof value === 'string' ? [] : [[name, value] as const])),
  };
};

const objectOf = (value: unknown): Params => {
  if (typeof value === 'string') {
    try {
      return objectOf(JSON.parse(value));
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null ? (value as Params) : {};
};
const rowsOf = (value: unknown): readonly Params[] =>
  Array.isArray(value)
    ? value.flat().map((one) => (typeof one === 'string' ? { text: one } : objectOf(one)))
    : [];

const buttonOf = (raw: Params): readonly ChatButton[] => {
  const text = String(raw.text ?? '');
  if (text === '') return [];
  if (typeof raw.callback_data === 'string')
    return [{ text, press: { kind: 'data', data: raw.callback_data } }];
  return [{ text, press: { kind: raw.request_contact === true ? 'contact' : 'text' } }];
};

const buttonsOf = (markup: unknown): readonly ChatButton[] => {
  const { inline_keyboard, keyboard } = objectOf(markup);
  return [...rowsOf(inline_keyboard), ...rowsOf(keyboard)].flatMap(buttonOf);
};

/** Methods that send a file, with the field it comes in. */
const fileMethods: Readonly<Record<string, readonly [field: string, kind: FileKind]>> = {
  sendPhoto: ['photo', 'photo'],
  sendVoice: ['voice', 'voice'],
  sendAudio: ['audio', 'voice'],
  sendVideo: ['video', 'video'],
  sendVideoNote: ['video_note', 'video-note'],
  sendDocument: ['document', 'document'],
};

const refuse = (c: Context, code: 400 | 401 | 403 | 404, description: string) =>
  c.json({ ok: false, error_code: code, description }, code);

/** What of Telegram's Bot API the service uses, for the lab's chats alone. It keeps what it is given, and shows it there. */
export const botApi = (standIn: StandIn): Hono => {
  const app = new Hono();
  const { secrets, chat, files } = standIn;
  const keepFile = async (address: string, kind: FileKind, file: File): Promise<ChatFile> => {
    const kept = files.keep({
      id: labSid('lab-', standIn.randomBytes),
      address,
      name: file.name,
      mediaType: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    return { kind, fileId: kept.id, name: kept.name };
  };
  const sent = (messageId: number, chatId: number, text: string) => ({
    ok: true,
    result: {
      message_id: messageId,
      date: Math.floor(standIn.now().getTime() / 1000),
      chat: { id: chatId, type: 'private' },
      text,
    },
  });

  app.use('/:bot{bot[^/]+}/*', async (c, next) =>
    c.req.param('bot') === `bot${secrets.botToken}` ? next() : refuse(c, 401, 'Unauthorized'),
  );
  app.all('/:bot{bot[^/]+}/getMe', (c) =>
    c.json({
      ok: true,
      result: {
        id: Number(secrets.botToken.split(':')[0]),
        is_bot: true,
        first_name: 'Dauys',
        username: 'dauys_lab_bot',
      },
    }),
  );
  app.all('/:bot{bot[^/]+}/getFile', async (c) => {
    const { params } = await paramsOf(c);
    const file = files.open(String(params.file_id ?? ''));
    if (file === undefined) return refuse(c, 400, 'Bad Request: wrong file_id');
    const { id, bytes } = file;
    return c.json({
      ok: true,
      result: { file_id: id, file_unique_id: id, file_size: bytes.length, file_path: `lab/${id}` },
    });
  });
  app.all('/:bot{bot[^/]+}/:method', async (c) => {
    const method = c.req.param('method');
    const withFile = fileMethods[method];
    if (method !== 'sendMessage' && withFile === undefined) return c.json({ ok: true, result: true });
    const { params, files: sentFiles } = await paramsOf(c);
    const address = String(params.chat_id ?? '');
    if (!isLabAddress(address)) return refuse(c, 400, 'Bad Request: chat not found');
    const text = String(params.text ?? params.caption ?? '');
    if (text.length > longestText) return refuse(c, 400, 'Bad Request: message is too long');
    if (withFile === undefined && text === '') return refuse(c, 400, 'Bad Request: message text is empty');
    const [, upload] = sentFiles[0] ?? [];
    if (withFile !== undefined && upload === undefined)
      return refuse(c, 400, 'Bad Request: there is no file');
    const entry = chat.append(address, {
      at: standIn.now(),
      from: 'service',
      text,
      messageId: standIn.nextId(),
      buttons: buttonsOf(params.reply_markup),
      file: withFile && upload ? await keepFile(address, withFile[1], upload) : null,
      lost: false,
    });
    return c.json(sent(entry.messageId, Number(address), text));
  });

  app.get('/file/:bot{bot[^/]+}/lab/:id', (c) => {
    if (c.req.param('bot') !== `bot${secrets.botToken}`) return refuse(c, 401, 'Unauthorized');
    const file = files.open(c.req.param('id'));
    if (file === undefined) return refuse(c, 404, 'Not Found');
    return c.body(file.bytes, 200, { 'content-type': 'application/octet-stream' });
  });
  return app;
};
