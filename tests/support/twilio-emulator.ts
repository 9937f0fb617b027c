import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './listen.ts';

/** A message as Twilio lists it. */
export interface TwilioMessage {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly status: string;
  readonly direction: 'outbound-api';
  readonly date_created: string;
  readonly statusCallback: string | null;
}

/** How the next message is met: taken; refused; taken and the answer lost; lost before it is taken; left waiting. */
export type Met =
  | 'taken'
  | { readonly status: number; readonly code?: number; readonly retryAfter?: string }
  | 'taken-and-dropped'
  | 'dropped'
  /** Never answered, taken or not. */
  | 'taken-and-hanging'
  | 'hanging';

/** Twilio's REST API as far as SMS goes: with its password, its list, its errors and its moods. */
export interface TwilioEmulator {
  readonly url: string;
  /** What it took, oldest first. */
  readonly taken: TwilioMessage[];
  /** Requests to send, taken or not. */
  readonly asked: () => number;
  /** How the next messages are met, in order; `taken` after that. */
  readonly next: Met[];
  /** Files of MMS by their paths; `redirect` leads on to another address. */
  readonly files: Map<string, Uint8Array | { readonly redirect: string }>;
  /** Authorization headers that came with requests for files, by path; null where there was none. */
  readonly fileRequests: { readonly path: string; readonly authorization: string | null }[];
  readonly close: () => Promise<void>;
}

const read = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
};
const json = (response: ServerResponse, status: number, value: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
};

export const startTwilio = async (account: {
  readonly accountSid: string;
  readonly authToken: string;
}): Promise<TwilioEmulator> => {
  const { accountSid, authToken } = account;
  const password = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const taken: TwilioMessage[] = [];
  const next: Met[] = [];
  const files: TwilioEmulator['files'] = new Map();
  const fileRequests: { path: string; authorization: string | null }[] = [];
  let asked = 0;

  const take = (form: URLSearchParams): TwilioMessage => {
    const message: TwilioMessage = {
      sid: `SM${String(taken.length + 1).padStart(32, '0')}`,
      to: form.get('To') ?? '',
      from: form.get('From') ?? '',
      body: form.get('Body') ?? '',
      status: 'queued',
      direction: 'outbound-api',
      date_created: new Date().toUTCString(),
      statusCallback: form.get('StatusCallback'),
    };
    taken.push(message);
    return message;
  };

  const send = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked += 1;
    const form = new URLSearchParams(await read(request));
    const met = next.shift() ?? 'taken';
    if (met === 'dropped') request.socket.destroy();
    else if (met === 'taken-and-dropped') {
      take(form);
      request.socket.destroy();
    } else if (met === 'taken-and-hanging') take(form);
    else if (met === 'hanging') return;
    else if (met === 'taken') json(response, 201, take(form));
    else {
      const headers = met.retryAfter === undefined ? {} : { 'retry-after': met.retryAfter };
      json(response, met.status, { code: met.code, message: 'refused', status: met.status }, headers);
    }
  };

  const list = (url: URL, response: ServerResponse): void => {
    const to = url.searchParams.get('To');
    const messages = taken.filter((message) => to === null || message.to === to).toReversed();
    json(response, 200, { messages, page: 0, page_size: 50, next_page_uri: null });
  };

  const { url, close } = await listen((request, response) => {
    const address = new URL(request.url ?? '/', 'http://twilio');
    const authorization = request.headers.authorization ?? null;
    const file = files.get(address.pathname);
    if (file !== undefined) {
      fileRequests.push({ path: address.pathname, authorization });
      if (file instanceof Uint8Array) response.end(file);
      else response.writeHead(307, { location: file.redirect }).end();
      return;
    }
    if (authorization !== password) return json(response, 401, { code: 20003, status: 401 });
    if (address.pathname !== `/2010-04-01/Accounts/${accountSid}/Messages.json`)
      return json(response, 404, { code: 20404, status: 404 });
    if (request.method === 'GET') return list(address, response);
    void send(request, response);
  });
  return { url, taken, asked: () => asked, next, files, fileRequests, close };
};
