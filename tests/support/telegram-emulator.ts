import type { IncomingMessage, ServerResponse } from 'node:http';
import busboy from 'busboy';
import type { What } from '../../src/domain/conversation/inbound.ts';
import { listen } from './listen.ts';
import { type TelegramUser, updateFor } from './telegram-updates.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the bot sent and Telegram took: what the person has before them. */
export interface TakenMessage {
  readonly method: string;
  readonly chat: number;
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly data: string }[];
  readonly markup: Json | null;
  readonly file: {
    readonly field: string;
    readonly name: string;
    readonly mediaType: string;
    readonly content: Buffer;
  } | null;
}
/** What goes wrong at the next call of a method. */
export type Fault =
  /** Nothing: the next call but one is meant. */
  | 'none'
  | {
      readonly status: number;
      readonly description?: string;
      readonly retryAfter?: number;
      readonly plain?: true;
    }
  | 'hang'
  /** The message is taken, and the connection breaks before the answer. */
  | 'take-and-drop'
  /** The connection breaks, and nothing was taken. */
  | 'drop';

export interface EmulatedPerson {
  readonly user: TelegramUser;
  /** Does something in the chat with the bot; resolves when Telegram has got rid of the update (webhook) or has it. */
  readonly does: (what: What, updateId?: number) => Promise<void>;
  readonly says: (text: string) => Promise<void>;
  /** Presses the button with this label, the last one that was sent. */
  readonly presses: (label: string) => Promise<void>;
  readonly messages: () => readonly TakenMessage[];
  readonly blocks: () => Promise<void>;
}

export interface TelegramEmulator {
  readonly url: string;
  readonly taken: readonly TakenMessage[];
  /** Every call of the bot, in order. */
  readonly calls: readonly { readonly method: string; readonly payload: Json }[];
  readonly person: (user: TelegramUser) => EmulatedPerson;
  readonly fault: (method: string, ...faults: readonly Fault[]) => void;
  readonly keepFile: (
    fileId: string,
    content: Buffer,
    options?: { readonly redirectTo?: string; readonly path?: string },
  ) => void;
  /** Paths below the root at which something else than a method was asked for, however they ended. */
  readonly filesAsked: readonly string[];
  /** Most questions for updates that were open at one time. */
  readonly mostPollers: () => number;
  /** Updates that were not confirmed yet. */
  readonly waiting: () => number;
  readonly webhook: () => { readonly url: string; readonly secret: string | null } | null;
  readonly close: () => Promise<void>;
}

const readJson = async (request: IncomingMessage): Promise<Json> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  return text === '' ? {} : JSON.parse(text);
};

const readForm = (request: IncomingMessage): Promise<{ fields: Json; file: TakenMessage['file'] }> =>
  new Promise((resolve, reject) => {
    const fields: Record<string, unknown> = {};
    let file: TakenMessage['file'] = null;
    const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (field, stream, { filename: name = '', mimeType: mediaType }) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        file = { field, name, mediaType, content: Buffer.concat(pieces) };
      });
    });
    parser.on('close', () => resolve({ fields, file }));
    parser.on('error', reject);
    request.on('aborted', () => reject(new Error('aborted')));
    request.pipe(parser);
  });

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly description: string,
  ) {
    super(description);
  }
}
const refuse = (status: number, description: string): never => {
  throw new Refused(status, description);
};

interface InlineButton {
  readonly text: string;
  readonly callback_data: string;
}
const buttonsOf = (markup: Json | null): TakenMessage['buttons'] => {
  const rows = (markup?.inline_keyboard ?? []) as readonly (readonly InlineButton[])[];
  return rows.flat().map(({ text, callback_data: data }) => ({ text, data }));
};

/** What the Bot API looks at before it takes a message. */
const check = (method: string, { text, buttons, file }: TakenMessage): void => {
  if (method === 'sendMessage') {
    if (text.trim() === '') refuse(400, 'Bad Request: message text is empty');
    if (text.length > 4096) refuse(400, 'Bad Request: message is too long');
  } else if (file === null || file.content.length === 0) refuse(400, 'Bad Request: file must be non-empty');
  for (const { text: label, data } of buttons) {
    if (label.trim() === '') refuse(400, 'Bad Request: inline keyboard button text is empty');
    const bytes = Buffer.byteLength(data);
    if (bytes < 1 || bytes > 64) refuse(400, 'Bad Request: BUTTON_DATA_INVALID');
  }
};

const sendMethods: ReadonlySet<string> = new Set([
  'sendMessage',
  'sendPhoto',
  'sendVideo',
  'sendVoice',
  'sendAudio',
  'sendDocument',
]);
const quietMethods: ReadonlySet<string> = new Set([
  'answerCallbackQuery',
  'setMyCommands',
  'setMyDescription',
  'setMyShortDescription',
]);

/**
 * The Bot API as far as a bot like ours uses it: it holds updates back for polling or brings them to the webhook with its
 * secret until they are taken, checks what is sent, keeps it, and fails as it is told to.
 */
export const startTelegramEmulator = async (
  token: string,
  /** Where an https address of a webhook really leads. */
  options: { readonly reach?: (webhookUrl: string) => string } = {},
): Promise<TelegramEmulator> => {
  const taken: TakenMessage[] = [];
  const calls: { method: string; payload: Json }[] = [];
  const filesAsked: string[] = [];
  const known = new Set<number>();
  const blockers = new Set<number>();
  const files = new Map<string, { path: string; content: Buffer; redirectTo?: string }>();
  const faults = new Map<string, Fault[]>();
  const held = new Set<ServerResponse>();
  let updates: Json[] = [];
  let webhook: { url: string; secret: string | null } | null = null;
  let lastUpdate = 731_000;
  let lastMessage = 10;
  let pollers = 0;
  let mostPollers = 0;
  let wakePoller: () => void = () => undefined;
  let endPoller: () => void = () => undefined;
  let closed = false;

  const take = (method: string, payload: Json, file: TakenMessage['file']): Json => {
    const chat = Number(payload.chat_id);
    if (blockers.has(chat)) refuse(403, 'Forbidden: bot was blocked by the user');
    if (!known.has(chat)) refuse(400, 'Bad Request: chat not found');
    const given = payload.reply_markup ?? null;
    const markup = (typeof given === 'string' ? JSON.parse(given) : given) as Json | null;
    const text = String(payload.text ?? payload.caption ?? '');
    const message = { method, chat, text, buttons: buttonsOf(markup), markup, file };
    check(method, message);
    taken.push(message);
    lastMessage += 1;
    return { message_id: lastMessage, date: 1_795_000_000, chat: { id: chat, type: 'private' }, text };
  };

  const getUpdates = async ({ offset = 0, timeout = 0 }: Json, response: ServerResponse): Promise<Json[]> => {
    if (webhook !== null) refuse(409, "Conflict: can't use getUpdates method while webhook is active");
    endPoller();
    let ended = false;
    const woken = new Promise<void>((resolve) => {
      wakePoller = resolve;
      endPoller = () => {
        ended = true;
        resolve();
      };
      response.on('close', resolve);
    });
    pollers += 1;
    mostPollers = Math.max(mostPollers, pollers);
    try {
      if (Number(offset) > 0) updates = updates.filter(({ update_id: id }) => Number(id) >= Number(offset));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Number(timeout) * 1_000);
      });
      if (updates.length === 0) await Promise.race([woken, late]);
      clearTimeout(timer);
      if (ended) refuse(409, 'Conflict: terminated by other getUpdates request');
      return updates.slice(0, 100);
    } finally {
      pollers -= 1;
    }
  };

  const answer = async (
    method: string,
    payload: Json,
    file: TakenMessage['file'],
    response: ServerResponse,
  ): Promise<unknown> => {
    if (sendMethods.has(method)) return take(method, payload, file);
    if (quietMethods.has(method)) return true;
    switch (method) {
      case 'getMe':
        return {
          id: Number.parseInt(token, 10),
          is_bot: true,
          first_name: 'Dauys',
          username: 'dauys_test_bot',
        };
      case 'setWebhook':
        webhook = {
          url: String(payload.url),
          secret: typeof payload.secret_token === 'string' ? payload.secret_token : null,
        };
        return true;
      case 'deleteWebhook':
        webhook = null;
        return true;
      case 'getUpdates':
        return getUpdates(payload, response);
      case 'getFile': {
        const found = files.get(String(payload.file_id));
        if (found === undefined)
          return refuse(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
        return { file_id: payload.file_id, file_size: found.content.length, file_path: found.path };
      }
      default:
        return refuse(404, 'Not Found');
    }
  };

  const reply = (response: ServerResponse, status: number, body: Json): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  const handleCall = async (
    method: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const isForm = request.headers['content-type']?.startsWith('multipart/form-data') ?? false;
    const { fields, file } = isForm
      ? await readForm(request)
      : { fields: await readJson(request), file: null };
    calls.push({ method, payload: fields });
    const fault = faults.get(method)?.shift();
    if (fault === 'drop') return void request.socket.destroy();
    if (fault === 'hang') return void held.add(response);
    if (typeof fault === 'object') {
      const { status, description = 'made to fail', retryAfter, plain } = fault;
      if (plain) {
        response.writeHead(status, { 'content-type': 'text/html' });
        return void response.end('<html>gateway</html>');
      }
      const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
      return reply(response, status, { ok: false, error_code: status, description, ...parameters });
    }
    try {
      const result = await answer(method, fields, file, response);
      if (fault === 'take-and-drop') return void request.socket.destroy();
      reply(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      reply(response, error.status, { ok: false, error_code: error.status, description: error.description });
    }
  };

  const handleFile = (path: string, response: ServerResponse): void => {
    const found = [...files.values()].find((one) => one.path === path);
    if (found === undefined) return void response.writeHead(404).end();
    if (found.redirectTo !== undefined)
      return void response.writeHead(302, { location: found.redirectTo }).end();
    response.writeHead(200, { 'content-length': found.content.length });
    response.end(found.content);
  };

  const { url, close } = await listen((request, response) => {
    const [, first = '', second = '', ...others] = decodeURI(request.url ?? '').split('/');
    if (first === `bot${token}`)
      return void handleCall(second, request, response).catch(() => request.socket.destroy());
    filesAsked.push(request.url ?? '');
    if (first === 'file' && second === `bot${token}`) return handleFile(others.join('/'), response);
    reply(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' });
  });

  /** Brings an update to the webhook until it is taken, as Telegram does. */
  const bring = async (update: Json): Promise<void> => {
    for (let pause = 20; !closed && webhook !== null; pause = Math.min(pause * 2, 500)) {
      const headers = {
        'content-type': 'application/json',
        ...(webhook.secret === null ? {} : { 'x-telegram-bot-api-secret-token': webhook.secret }),
      };
      const address = options.reach?.(webhook.url) ?? webhook.url;
      const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(update) }).catch(
        () => null,
      );
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };

  /** One person's updates follow each other. */
  const lines = new Map<number, Promise<void>>();
  const give = (chat: number, update: Json): Promise<void> => {
    if (webhook === null) {
      updates.push(update);
      wakePoller();
      return Promise.resolve();
    }
    const next = (lines.get(chat) ?? Promise.resolve()).then(() => bring(update));
    lines.set(chat, next);
    return next;
  };

  const person = (user: TelegramUser): EmulatedPerson => {
    const messages = (): readonly TakenMessage[] => taken.filter(({ chat }) => chat === user.id);
    const does = async (what: What, updateId?: number): Promise<void> => {
      known.add(user.id);
      lastUpdate += 1;
      lastMessage += 1;
      const update = updateFor(user, what, { updateId: updateId ?? lastUpdate, messageId: lastMessage });
      if (update !== null) await give(user.id, update);
    };
    return {
      user,
      messages,
      does,
      says: (text) => does({ kind: 'text', text }),
      presses: async (label) => {
        const button = messages()
          .flatMap(({ buttons }) => buttons)
          .findLast(({ text }) => text === label);
        if (button === undefined) throw new Error(`no button ${label}`);
        const [, question = '', code = ''] = button.data.split('|');
        await does({ kind: 'choice', question, code });
      },
      blocks: async () => {
        blockers.add(user.id);
        await does({ kind: 'blocked' });
      },
    };
  };

  return {
    url,
    taken,
    calls,
    person,
    fault: (method, ...more) => {
      faults.set(method, [...(faults.get(method) ?? []), ...more]);
    },
    keepFile: (fileId, content, { redirectTo, path = `voice/${fileId}.oga` } = {}) => {
      files.set(fileId, { path, content, ...(redirectTo === undefined ? {} : { redirectTo }) });
    },
    filesAsked,
    mostPollers: () => mostPollers,
    waiting: () => updates.length,
    webhook: () => webhook,
    close: async () => {
      closed = true;
      endPoller();
      for (const response of held) response.destroy();
      await close();
    },
  };
};
