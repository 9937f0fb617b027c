import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { Recordings } from './recordings.ts';
import { readTwiml, type Verb } from './twiml-reader.ts';

/** Where calls come in, and what they are signed with. */
export interface Exchange {
  /** What the service is called by from outside; requests are signed for it. */
  readonly publicBaseUrl: string;
  readonly authToken: string;
  readonly accountSid: string;
  readonly to: string;
  readonly recordings: Recordings;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
}

/** A document that came, and what stood in it: for looking over a whole call afterwards. */
export interface HeardStep {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly document: string;
  readonly verbs: readonly Verb[];
}

/** One telephone call, as a person and their telephone company make it: TwiML is followed as its documents say. */
export interface Call {
  readonly sid: string;
  readonly steps: readonly HeardStep[];
  /** Names of the sounds heard since the last thing the caller did; `Say` as its text, a recording as `recording`. */
  readonly heard: () => readonly string[];
  /** What the service waits for now; null where it has ended the call. */
  readonly waitsFor: () => Verb | null;
  readonly press: (keys: string) => Promise<void>;
  /** Presses and speaks nothing until something else happens. */
  readonly staySilent: () => Promise<void>;
  /** Speaks after the tone, and ends it by a key or by a pause. */
  readonly speak: (content: Uint8Array, key?: string) => Promise<{ readonly sid: string }>;
  /** Hangs up; with a sound: in the middle of saying it. */
  readonly hangUp: (saying?: Uint8Array) => Promise<void>;
  /** Sends the last request again, as a provider does that got no answer. */
  readonly repeatLast: () => Promise<string>;
}

const seconds = (content: Uint8Array): string =>
  String(Math.max(1, Math.round((content.length - 44) / 16_000)));
const nameOf = (url: string): string =>
  url.includes('/recordings/') ? 'recording' : (/\/([\w.-]+)-[0-9a-f]+\.wav$/.exec(url)?.[1] ?? url);

let calls = 0;

/** Rings up from a number (`anonymous`: a hidden one). */
export const ringUp = async (exchange: Exchange, from: string): Promise<Call> => {
  const { publicBaseUrl, authToken, accountSid, to, recordings } = exchange;
  calls += 1;
  const sid = `CA${String(calls).padStart(32, '0')}`;
  const steps: HeardStep[] = [];
  let pending: readonly Verb[] = [];
  let waiting: Verb | null = null;
  let heard: string[] = [];
  let last: () => Promise<Response> = () => Promise.reject(new Error('nothing was sent'));

  const send = (url: string, form: Readonly<Record<string, string>>): Promise<Response> => {
    const signature = getExpectedTwilioSignature(authToken, url, form);
    return exchange.request(url.slice(publicBaseUrl.length), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
      body: new URLSearchParams(form).toString(),
    });
  };
  const known = { CallSid: sid, AccountSid: accountSid, From: from, To: to, Direction: 'inbound' };

  const listen = async (verb: Verb): Promise<void> => {
    if (verb.name === 'Say') heard.push(verb.text);
    if (verb.name !== 'Play') return;
    const response = await exchange.request(verb.text.slice(publicBaseUrl.length));
    const content = new Uint8Array(await response.arrayBuffer());
    const isAudio = response.headers.get('content-type')?.startsWith('audio/') === true;
    const isWave = new TextDecoder().decode(content.subarray(0, 4)) === 'RIFF';
    if (response.status !== 200 || !isAudio || !isWave)
      throw new Error(`${verb.text} is no sound: ${response.status} ${response.headers.get('content-type')}`);
    heard.push(nameOf(verb.text));
  };

  const go = async (): Promise<void> => {
    waiting = null;
    for (let verb = pending[0]; verb !== undefined; verb = pending[0]) {
      pending = pending.slice(1);
      switch (verb.name) {
        case 'Play':
        case 'Say':
        case 'Pause':
          await listen(verb);
          break;
        case 'Gather':
          for (const child of verb.children) await listen(child);
          waiting = verb;
          return;
        case 'Record':
          waiting = verb;
          return;
        case 'Redirect':
          await follow(verb.text, {});
          return;
        default:
          throw new Error(`a verb that ends or leaves the call: ${verb.name}`);
      }
    }
  };
  const follow = async (url: string, more: Readonly<Record<string, string>>): Promise<void> => {
    const form = { ...known, CallStatus: 'in-progress', ...more };
    last = () => send(url, form);
    const response = await last();
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
    if (!response.headers.get('content-type')?.includes('xml')) throw new Error(`${url} answered no XML`);
    const document = await response.text();
    const verbs = readTwiml(document);
    steps.push({ url, form, document, verbs });
    pending = verbs;
    await go();
  };

  const actionOf = (verb: Verb): string => {
    const url = new URL(verb.attributes.action ?? '', `${publicBaseUrl}/channels/voice/twilio`).href;
    if (!url.startsWith(publicBaseUrl)) throw new Error(`leads elsewhere: ${url}`);
    return url;
  };
  const expect = (name: string): Verb => {
    if (waiting?.name !== name) throw new Error(`waits for ${waiting?.name}, not for ${name}`);
    heard = [];
    return waiting;
  };
  const tellOf = async (
    verb: Verb,
    recording: { sid: string; url: string },
    length: string,
  ): Promise<void> => {
    const callback = verb.attributes.recordingStatusCallback;
    if (callback === undefined) return;
    await send(callback, {
      AccountSid: accountSid,
      CallSid: sid,
      RecordingSid: recording.sid,
      RecordingUrl: recording.url,
      RecordingStatus: 'completed',
      RecordingDuration: length,
    });
  };
  const recorded = (recording: { sid: string; url: string }, content: Uint8Array, key: string) => ({
    RecordingSid: recording.sid,
    RecordingUrl: recording.url,
    RecordingDuration: seconds(content),
    Digits: key,
  });

  const press = async (keys: string): Promise<void> => {
    const gather = expect('Gather');
    const { numDigits = '', finishOnKey = '#' } = gather.attributes;
    let digits = '';
    for (const key of keys) {
      if (finishOnKey.includes(key)) break;
      digits += key;
      if (digits.length === Number(numDigits)) break;
    }
    // Only a finishing key, or none: Twilio goes on to the next verb.
    if (digits === '') return go();
    return follow(actionOf(gather), { Digits: digits });
  };

  await follow(`${publicBaseUrl}/channels/voice/twilio`, { CallStatus: 'ringing' });
  return {
    sid,
    steps,
    heard: () => heard,
    waitsFor: () => waiting,
    press,
    staySilent: async () => {
      heard = [];
      await go();
    },
    speak: async (content, key = '') => {
      const record = expect('Record');
      if (key !== '' && !(record.attributes.finishOnKey ?? '1234567890*#').includes(key))
        throw new Error(`${key} does not end the recording`);
      const recording = recordings.keep(content);
      await follow(actionOf(record), recorded(recording, content, key));
      await tellOf(record, recording, seconds(content));
      return recording;
    },
    hangUp: async (saying) => {
      if (saying !== undefined) {
        const record = expect('Record');
        const recording = recordings.keep(saying);
        const form = { ...known, CallStatus: 'completed', ...recorded(recording, saying, 'hangup') };
        await send(actionOf(record), form);
        await send(`${publicBaseUrl}/channels/voice/twilio/status`, {
          ...known,
          CallStatus: 'completed',
          CallDuration: '40',
        });
        await tellOf(record, recording, seconds(saying));
      } else
        await send(`${publicBaseUrl}/channels/voice/twilio/status`, {
          ...known,
          CallStatus: 'completed',
          CallDuration: '40',
        });
      waiting = null;
    },
    repeatLast: async () => (await last()).text(),
  };
};
