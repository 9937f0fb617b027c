import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen } from './listen.ts';

/** Statements spoken by a machine, as a telephone carries them. */
export const statements = {
  kk: readFileSync(join(import.meta.dirname, 'sounds/statement-kk.wav')),
  ru: readFileSync(join(import.meta.dirname, 'sounds/statement-ru.wav')),
} as const;

/** The provider's store of recordings: asks for its password, and may not have finished one yet. */
export interface Recordings {
  readonly url: string;
  /** Keeps a recording and gives its id; `notYet`: how often it is asked for in vain before it is finished. */
  readonly keep: (content: Uint8Array, notYet?: number) => { readonly sid: string; readonly url: string };
  /** It is asked for so often in vain from now on. */
  readonly unfinish: (sid: string, times: number) => void;
  readonly remove: (sid: string) => void;
  /** Requests that came without the right password. */
  readonly strangers: () => number;
  readonly close: () => Promise<void>;
}

export const startRecordings = async (account: {
  readonly accountSid: string;
  readonly authToken: string;
}): Promise<Recordings> => {
  const { accountSid, authToken } = account;
  const password = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const kept = new Map<string, { content: Uint8Array; notYet: number } | 'removed'>();
  let strangers = 0;
  let count = 0;
  const pathOf = (sid: string): string => `/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`;
  const { url, close } = await listen((request, response) => {
    if (request.headers.authorization !== password) {
      strangers += 1;
      response.writeHead(401).end();
      return;
    }
    const found = kept.get((request.url ?? '').split('/').at(-1) ?? '');
    if (found === 'removed') response.writeHead(410).end();
    else if (found === undefined || found.notYet > 0) {
      if (found !== undefined) found.notYet -= 1;
      response.writeHead(404).end();
    } else response.writeHead(200, { 'content-type': 'audio/x-wav' }).end(found.content);
  });
  return {
    url,
    keep: (content, notYet = 0) => {
      const sid = `RE${String(++count).padStart(32, '0')}`;
      kept.set(sid, { content, notYet });
      return { sid, url: `${url}${pathOf(sid)}` };
    },
    unfinish: (sid, times) => {
      const found = kept.get(sid);
      if (found !== undefined && found !== 'removed') found.notYet = times;
    },
    remove: (sid) => void kept.set(sid, 'removed'),
    strangers: () => strangers,
    close,
  };
};
