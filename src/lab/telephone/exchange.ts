import type { Language } from '../../domain/language.ts';
import type { CallEntry, Spoken } from '../entries.ts';
import { labSid } from '../people.ts';
import { type Knock, knockPatiently, twilioRequest } from '../provider-requests.ts';
import type { StandIn } from '../stand-in.ts';
import { type Heard, type Line, play, press } from './line.ts';
import { readTwiml } from './read-twiml.ts';

/** What a person recorded, as the browser or a file gives it. */
export interface Recording {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly seconds: number;
}

/** A call that goes on. */
export interface Call {
  readonly sid: string;
  readonly begunAt: Date;
  readonly line: Line;
  /** The address that the last document came from: what is relative in it starts there. */
  readonly url: string;
}

export interface ExchangeOptions {
  readonly standIn: StandIn;
  readonly knock: Knock;
  readonly publicBaseUrl: string;
  /** The words of one of the service's sounds. */
  readonly captionOf: (url: string) => { readonly text: string; readonly language: Language } | null;
}

/** The telephone exchange of the lab: calls the service by its signed webhook, and does what it is told there. */
export interface Exchange {
  readonly callOf: (phone: string) => Call | undefined;
  readonly begin: (phone: string) => Promise<void>;
  /** Keys one after the other, as they are pressed. */
  readonly keys: (phone: string, keys: string) => Promise<void>;
  /** Nothing is said or pressed until the service goes on by itself. */
  readonly silence: (phone: string) => Promise<void>;
  /** `thenHangUp`: the line breaks off while it records. */
  readonly record: (phone: string, recording: Recording, thenHangUp: boolean) => Promise<void>;
  readonly hangUp: (phone: string) => Promise<void>;
}

const mostCalls = 300;
/** Documents that may lead on to the next one without anybody doing anything. */
const mostSteps = 10;
const voicePath = '/channels/voice/twilio';

export const createExchange = (options: ExchangeOptions): Exchange => {
  const { standIn, knock, publicBaseUrl, captionOf } = options;
  const { secrets, calls: mailbox, files, now, randomBytes } = standIn;
  const calls = new Map<string, Call>();
  const turns = new Map<string, Promise<void>>();

  const note = (phone: string, entry: CallEntry) => mailbox.append(phone, entry);
  const keep = (phone: string, call: Call): void => {
    calls.delete(phone);
    calls.set(phone, call);
    const [oldest] = calls.keys();
    if (calls.size > mostCalls && oldest !== undefined) calls.delete(oldest);
  };
  const common = (phone: string, call: Call, status: string): Record<string, string> => ({
    CallSid: call.sid,
    AccountSid: secrets.accountSid,
    From: phone,
    To: secrets.serviceNumber,
    Caller: phone,
    Called: secrets.serviceNumber,
    CallStatus: status,
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
  });
  const post = (url: string, form: Readonly<Record<string, string>>): Promise<Response> =>
    knockPatiently(knock, () => twilioRequest(secrets, url, form));

  const recordingAt = (sid: string): string =>
    `${standIn.root()}/2010-04-01/Accounts/${secrets.accountSid}/Recordings/${sid}`;

  const tellEnd = async (phone: string, call: Call): Promise<void> => {
    const seconds = Math.max(0, Math.round((now().getTime() - call.begunAt.getTime()) / 1000));
    await post(`${publicBaseUrl}${voicePath}/status`, {
      ...common(phone, call, 'completed'),
      CallDuration: String(seconds),
      Duration: String(Math.ceil(seconds / 60)),
    });
  };
  const end = async (phone: string, call: Call, by: 'person' | 'service' | 'fault'): Promise<void> => {
    calls.delete(phone);
    note(phone, { what: 'ended', at: now(), by });
    await tellEnd(phone, call);
  };

  /** A sound's own place in this service, whatever name the browser knows the service by. */
  const soundOf = (url: URL): string | null =>
    url.href.startsWith(`${publicBaseUrl}/`) ? `${url.pathname}${url.search}` : null;
  const spokenOf = (heard: Exclude<Heard, { kind: 'tone' }>, base: string): Spoken => {
    if (heard.kind === 'say')
      return { sound: null, text: heard.text, language: heard.language.startsWith('ru') ? 'ru' : 'kk' };
    const url = new URL(heard.url, base);
    const caption = captionOf(url.href);
    return { sound: soundOf(url), text: caption?.text ?? null, language: caption?.language ?? 'kk' };
  };
  const noteHeard = (phone: string, heard: readonly Heard[], base: string): void => {
    const pieces = heard.flatMap((one) => (one.kind === 'tone' ? [] : [spokenOf(one, base)]));
    if (pieces.length > 0) note(phone, { what: 'spoken', at: now(), pieces });
    if (heard.some(({ kind }) => kind === 'tone')) note(phone, { what: 'tone', at: now() });
  };

  /** Plays on from verbs that are there, or from a request that brings them. */
  const goOn = async (
    phone: string,
    from: Call,
    start: { readonly url: string; readonly form: Readonly<Record<string, string>> } | null,
    status = 'in-progress',
  ): Promise<void> => {
    let call = from;
    let request = start;
    for (let step = 0; step < mostSteps; step += 1) {
      let verbs = call.line.rest;
      if (request !== null) {
        if (!request.url.startsWith(`${publicBaseUrl}/`)) return end(phone, call, 'fault');
        const response = await post(request.url, { ...common(phone, call, status), ...request.form });
        const read = response.ok ? readTwiml(await response.text()) : null;
        if (read === null) return end(phone, call, 'fault');
        verbs = read;
        call = { ...call, url: request.url };
      }
      const played = play(verbs);
      noteHeard(phone, played.heard, call.url);
      call = { ...call, line: played.line };
      if (played.next === 'hangs-up') return end(phone, call, 'service');
      if (played.next === 'waits') return keep(phone, call);
      request = { url: new URL(played.next.goTo, call.url).href, form: {} };
    }
    return end(phone, call, 'fault');
  };
  const addressOf = (call: Call, action: string | null): string => new URL(action ?? call.url, call.url).href;

  /** One thing after the other on one telephone, however fast the keys are pressed. */
  const inTurn = (phone: string, work: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(phone) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    turns.set(phone, settled);
    void settled.then(() => {
      if (turns.get(phone) === settled) turns.delete(phone);
    });
    return turn;
  };
  const during =
    (work: (phone: string, call: Call) => Promise<void>) =>
    (phone: string): Promise<void> =>
      inTurn(phone, async () => {
        const call = calls.get(phone);
        if (call !== undefined) await work(phone, call);
      });

  const pressOne = async (phone: string, call: Call, key: string): Promise<void> => {
    const { waiting } = call.line;
    // A key ends a recording in which nothing was said; the service then goes on.
    if (waiting?.for === 'recording') return goOn(phone, call, null);
    const pressed = press(call.line, key);
    if (!pressed.done) return keep(phone, { ...call, line: pressed.line });
    const { keys, by, action } = pressed;
    const form = { Digits: keys, ...(by === null ? {} : { FinishedOnKey: by }) };
    return goOn(phone, call, { url: addressOf(call, action), form });
  };

  return {
    callOf: (phone) => calls.get(phone),
    begin: (phone) =>
      inTurn(phone, async () => {
        if (calls.has(phone)) return;
        const url = `${publicBaseUrl}${voicePath}`;
        const line: Line = { rest: [], waiting: null };
        const call: Call = { sid: labSid('CA', randomBytes), begunAt: now(), line, url };
        note(phone, { what: 'begun', at: now() });
        await goOn(phone, call, { url, form: {} }, 'ringing');
      }),
    keys: (phone, keys) =>
      inTurn(phone, async () => {
        const known = /[^0-9*#]/g;
        if (!calls.has(phone) || keys.replace(known, '') === '') return;
        note(phone, { what: 'keys', at: now(), keys: keys.replace(known, '') });
        for (const key of keys.replace(known, '')) {
          const call = calls.get(phone);
          if (call === undefined) return;
          await pressOne(phone, call, key);
        }
      }),
    silence: during(async (phone, call) => {
      const { waiting } = call.line;
      if (waiting?.for === 'keys' && waiting.pressed !== '')
        return goOn(phone, call, { url: addressOf(call, waiting.action), form: { Digits: waiting.pressed } });
      note(phone, { what: 'silence', at: now() });
      if (waiting?.for === 'keys' && waiting.evenIfEmpty)
        return goOn(phone, call, { url: addressOf(call, waiting.action), form: { Digits: '' } });
      return goOn(phone, call, null);
    }),
    record: (phone, recording, thenHangUp) =>
      during(async (_phone, call) => {
        const { waiting } = call.line;
        if (waiting?.for !== 'recording') return;
        const sid = labSid('RE', randomBytes);
        files.keep({ id: sid, address: phone, name: 'recording', ...recording });
        note(phone, { what: 'recorded', at: now(), seconds: recording.seconds, fileId: sid });
        const form = {
          RecordingSid: sid,
          RecordingUrl: recordingAt(sid),
          RecordingDuration: String(recording.seconds),
          Digits: thenHangUp ? 'hangup' : '#',
        };
        const url = addressOf(call, waiting.action);
        if (thenHangUp) {
          await post(url, { ...common(phone, call, 'completed'), ...form });
          await end(phone, call, 'person');
        } else await goOn(phone, call, { url, form });
        if (waiting.report !== null)
          await post(addressOf(call, waiting.report), {
            ...common(phone, call, 'in-progress'),
            ...form,
            RecordingStatus: 'completed',
          });
      })(phone),
    hangUp: during((phone, call) => end(phone, call, 'person')),
  };
};
