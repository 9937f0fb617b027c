import type { Opts, Telegram } from 'telegraf/types';
import { type FormFile, formBody } from './form-body.ts';
import type { TelegramSettings } from './settings.ts';

/** What came of a call: a small closed set, so that what follows from it is decided by its users. */
export type Called<Value> =
  | { readonly outcome: 'ok'; readonly value: Value }
  /** Telegram, or something before it, said no. `retryAfter` in seconds, with 429. */
  | {
      readonly outcome: 'refused';
      readonly status: number;
      readonly description: string;
      readonly retryAfter: number | null;
    }
  /** It never got there: nobody answered at that address, or the request broke off before its end. */
  | { readonly outcome: 'not-sent' }
  /** It may have got there; no answer came, or none that can be read. */
  | { readonly outcome: 'unknown' };

type Method = keyof Telegram;
type Result<M extends Method> = ReturnType<Telegram[M]>;

export interface CallOptions {
  /** In milliseconds; the answer is waited for no longer. */
  readonly within?: number;
  readonly signal?: AbortSignal;
}
export interface BotApi {
  /** Never rejects. */
  readonly call: <M extends Method>(
    method: M,
    payload: Opts<M>,
    options?: CallOptions,
  ) => Promise<Called<Result<M>>>;
  /** The same with one file in it, streamed; `fields` beside it. Never rejects. */
  readonly upload: (
    method: Method,
    fields: Readonly<Record<string, string>>,
    file: FormFile,
    options?: CallOptions,
  ) => Promise<Called<unknown>>;
}

/** A file has to get through as well: what an answer may take, and time for its bytes at a slow 0.7 MB/s. */
const uploadWithin = (callWithin: number, bytes: number): number =>
  Math.round(Math.min(callWithin + bytes / 700, 100_000));

/** What says that nobody was reached at all. */
const neverReached: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const codesOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error ? [String(error.code)] : [];
  // Several addresses were tried: each has its own reason.
  const tried = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...tried, ...codesOf(error.cause)];
};
const wasNeverReached = (error: unknown): boolean => {
  const codes = codesOf(error);
  return codes.length > 0 && codes.every((code) => neverReached.has(code));
};

interface Envelope {
  readonly ok?: unknown;
  readonly result?: unknown;
  readonly error_code?: unknown;
  readonly description?: unknown;
  readonly parameters?: { readonly retry_after?: unknown };
}
const isObject = (value: unknown): value is Envelope => typeof value === 'object' && value !== null;

const read = async <Value>(response: Response): Promise<Called<Value>> => {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Something before Telegram answered, or the answer is cut: what it is, its status tells.
  }
  if (isObject(body) && body.ok === true) return { outcome: 'ok', value: body.result as Value };
  const said = isObject(body) ? body : {};
  const { parameters } = said;
  const retryAfter = parameters?.retry_after ?? response.headers.get('retry-after');
  const status = typeof said.error_code === 'number' ? said.error_code : response.status;
  if (status < 300) return { outcome: 'unknown' };
  return {
    outcome: 'refused',
    status,
    description: typeof said.description === 'string' ? said.description : '',
    retryAfter: Number(retryAfter) > 0 ? Number(retryAfter) : null,
  };
};

/** The Bot API behind an address. Errors of the network hold the address, and with it the token: none leaves here. */
export const createBotApi = ({
  token,
  apiRoot,
  answersWithin: callWithin = 10_000,
}: TelegramSettings): BotApi => {
  const addressOf = (method: Method): string => `${apiRoot}/bot${token}/${method}`;
  const post = async <Value>(
    method: Method,
    init: RequestInit & { readonly duplex?: 'half' },
    { within = callWithin, signal }: CallOptions,
  ): Promise<Called<Value>> => {
    const late = AbortSignal.timeout(within);
    try {
      const response = await fetch(addressOf(method), {
        method: 'POST',
        redirect: 'manual',
        signal: signal === undefined ? late : AbortSignal.any([late, signal]),
        ...init,
      });
      return await read<Value>(response);
    } catch (error) {
      return { outcome: wasNeverReached(error) ? 'not-sent' : 'unknown' };
    }
  };
  return {
    call: (method, payload, options = {}) =>
      post(
        method,
        { headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) },
        options,
      ),
    upload: async (method, fields, file, options = {}) => {
      const { contentType, body, isComplete } = formBody(fields, file);
      const called = await post(
        method,
        { headers: { 'content-type': contentType }, body, duplex: 'half' },
        { within: uploadWithin(callWithin, file.bytes), ...options },
      );
      // Half a form is no message.
      return called.outcome === 'unknown' && !isComplete() ? { outcome: 'not-sent' } : called;
    },
  };
};
