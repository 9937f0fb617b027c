import { endOfCall } from '../../domain/conversation/call-words.ts';
import type { Inbound, Media, What } from '../../domain/conversation/inbound.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Reading, WebhookRequest } from '../contract.ts';
import { twilioForm } from '../twilio-signature.ts';
import type { VoiceSettings } from './settings.ts';

/**
 * A call as Twilio tells of it, a form for each step:
 *
 *   CallSid=CA12…&From=%2B77010000001&To=%2B77270000000&CallStatus=in-progress&Digits=1
 *
 * and after a recording `RecordingUrl`, `RecordingSid`, `RecordingDuration`, with the key that ended it in `Digits`
 * (`hangup`: the line was cut).
 */

/** Where a call is: the number of this request in it, from 0, which our own addresses carry. */
export const stepOf = (request: WebhookRequest): number | null => {
  const step = request.url.searchParams.get('step') ?? '0';
  return /^\d{1,5}$/.test(step) ? Number(step) : null;
};

/** The step that failed, as the provider names it (`ErrorUrl`) when it goes to where it is told to go then. */
export const failedStepOf = (request: WebhookRequest): number => {
  const url = twilioForm(request).get('ErrorUrl') ?? '';
  return URL.canParse(url) ? (stepOf({ ...request, url: new URL(url) }) ?? 0) : 0;
};

/** What Twilio writes in place of a number that the caller hides ("+ANONYMOUS" on a keypad, and the like). */
const hidden: ReadonlySet<string> = new Set([
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
]);
const addressOf = (from: string | null): string | null =>
  from !== null && /^\+[1-9]\d{7,14}$/.test(from) && !hidden.has(from) ? from : null;

interface Recording {
  /** Twilio's name of it: the same in every request that tells of it. */
  readonly id: string;
  readonly media: Media;
}

const recordingOf = (form: URLSearchParams, { twilio }: Pick<VoiceSettings, 'twilio'>): Recording | null => {
  const seconds = Number(form.get('RecordingDuration') ?? '-1');
  const sid = form.get('RecordingSid');
  const url =
    form.get('RecordingUrl') ??
    (sid && `${twilio.apiBaseUrl}/2010-04-01/Accounts/${twilio.accountSid}/Recordings/${sid}`);
  if (!url || seconds === 0) return null;
  const id = sid ?? (url.split('/').at(-1) ?? url).replace(/\.\w+$/, '');
  const length = seconds > 0 ? { seconds } : {};
  return { id, media: { kind: 'voice', ref: url, name: 'call.wav', ...length } };
};

/** A key or keys: 0 a person, * again, # done, everywhere; whatever else is an answer. */
const pressed = (form: URLSearchParams): What => {
  const digits = form.get('Digits') ?? '';
  if (digits === 'hangup') return { kind: 'hang-up' };
  if (digits.includes('*')) return { kind: 'command', command: 'repeat' };
  const answer = digits.replaceAll('#', '');
  if (answer === '0') return { kind: 'command', command: 'person' };
  if (answer !== '') return { kind: 'text', text: answer };
  const isDone = digits !== '' || form.get('FinishedOnKey') === '#';
  return isDone ? { kind: 'command', command: 'done' } : { kind: 'silence' };
};

const read = (
  request: WebhookRequest,
): Result<{ readonly form: URLSearchParams; readonly call: string; readonly step: number }, 'not-ours'> => {
  const form = twilioForm(request);
  const call = form.get('CallSid');
  const step = stepOf(request);
  if (call === null || !/^[\w-]{1,64}$/.test(call) || step === null) return fail('not-ours');
  return ok({ form, call, step });
};

const reading = (
  call: string,
  form: URLSearchParams,
  heard: readonly { readonly id: string | null; readonly what: What }[],
): Reading => ({
  inbound: heard.map(
    ({ id, what }): Inbound => ({
      channel: 'voice',
      externalId: id === null ? endOfCall(call) : `${call}:${id}`,
      thread: call,
      address: addressOf(form.get('From')),
      answerable: true,
      languageHint: null,
      what,
    }),
  ),
  reports: [],
});

/** The line is cut: the same however we hear of it. */
const over = { id: null, what: { kind: 'hang-up' } } as const;

/** One step of a call. A recording is named by its own id, so that it is taken once however often it is told of. */
export const readStep = (
  request: WebhookRequest,
  settings: Pick<VoiceSettings, 'twilio'>,
): Result<Reading, 'not-ours'> => {
  const asked = read(request);
  if (!asked.ok) return asked;
  const { form, call, step } = asked.value;
  if (step === 0) return ok(reading(call, form, [{ id: '0', what: { kind: 'command', command: 'start' } }]));
  if (request.url.searchParams.has('silence'))
    return ok(reading(call, form, [{ id: String(step), what: { kind: 'silence' } }]));
  const recording = recordingOf(form, settings);
  const what = pressed(form);
  if (recording === null)
    return ok(reading(call, form, [what.kind === 'hang-up' ? over : { id: String(step), what }]));
  const heard = {
    id: recording.id,
    what: { kind: 'media', media: [recording.media], text: '' },
  } as const;
  // Under the recording's own name, so that what is told of it later does not bring it back.
  const again = { id: recording.id, what };
  if (what.kind === 'command' && what.command === 'repeat') return ok(reading(call, form, [again]));
  if (what.kind === 'hang-up') return ok(reading(call, form, [heard, over]));
  const isPerson = what.kind === 'command' && what.command === 'person';
  return ok(reading(call, form, isPerson ? [heard, { id: String(step), what }] : [heard]));
};

const ended: ReadonlySet<string | null> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** The end of a call, or of a recording in it. */
export const readStatus = (
  request: WebhookRequest,
  settings: Pick<VoiceSettings, 'twilio'>,
): Result<Reading, 'not-ours'> => {
  const asked = read(request);
  if (!asked.ok) return asked;
  const { form, call } = asked.value;
  const isThere = (form.get('RecordingStatus') ?? 'completed') === 'completed';
  const recording = isThere ? recordingOf(form, settings) : null;
  const heard =
    recording === null
      ? []
      : [
          {
            id: recording.id,
            what: { kind: 'media', media: [recording.media], text: '' },
          } as const,
        ];
  return ok(reading(call, form, [...heard, ...(ended.has(form.get('CallStatus')) ? [over] : [])]));
};
