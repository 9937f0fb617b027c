import type { Context } from 'hono';
import type { WebEnv } from '../../web/visit.ts';
import type { FileKind } from '../entries.ts';
import type { Lab } from '../lab.ts';
import type { LabPerson } from '../people.ts';
import type { GivenFile } from '../person-chat.ts';
import { sampleText } from '../samples.ts';
import type { Recording } from '../telephone/exchange.ts';
import { secondsOfWave } from '../telephone/join-waves.ts';

/** Why a form was not taken, and the field that is to be mended. */
export const refusals = ['noText', 'noFile', 'noSound', 'tooLarge'] as const;
export type Refusal = (typeof refusals)[number];
export interface Refused {
  readonly why: Refusal;
  readonly field: 'chat-text' | 'chat-file' | 'sms-text' | 'sound';
}
/** Null: done. */
export type Outcome = Refused | null;

/** Largest file that the lab takes, in bytes. */
export const largestFile = 10 * 1024 * 1024;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
};

const fileOf = (form: FormData, name: string): File | null => {
  const value = form.get(name);
  return value instanceof File && value.size > 0 ? value : null;
};

const secondsOf = (form: FormData, bytes: Uint8Array): number => {
  const told = Number(textOf(form, 'seconds'));
  const seconds = secondsOfWave(bytes) ?? (told > 0 && told < 3_600 ? told : bytes.length / 4_000);
  return Math.max(1, Math.round(seconds));
};

const kindOf = (mediaType: string, round: boolean): FileKind => {
  const [kind] = mediaType.split('/');
  if (kind === 'video') return round ? 'video-note' : 'video';
  if (kind === 'audio') return 'voice';
  return /^image\/(jpeg|png|webp)$/.test(mediaType) ? 'photo' : 'document';
};

/** A message in the chat: words, a button, something that lies ready, or a file. */
export const chatForm = async (
  c: Context<WebEnv>,
  { chat, samples }: Lab,
  person: LabPerson,
  form: FormData,
): Promise<Outcome> => {
  const { language } = c.get('visit');
  const sample = textOf(form, 'sample');
  if (form.has('button')) {
    await chat.press(person, language, Number(textOf(form, 'message')), Number(textOf(form, 'button')));
    return null;
  }
  if (sample === 'voice' || sample === 'signing' || sample === 'photo') {
    await chat.give(person, language, samples[sample], '');
    return null;
  }
  if (form.has('chat-file')) {
    const file = fileOf(form, 'chat-file');
    if (file === null) return { why: 'noFile', field: 'chat-file' };
    if (file.size > largestFile) return { why: 'tooLarge', field: 'chat-file' };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const given: GivenFile = {
      kind: kindOf(file.type, form.has('round')),
      name: file.name,
      mediaType: file.type,
      bytes,
      seconds: secondsOf(form, bytes),
    };
    await chat.give(person, language, given, '');
    return null;
  }
  const text = sample === 'start' ? '/start' : (sampleText(sample) ?? textOf(form, 'chat-text'));
  if (text === '') return { why: 'noText', field: 'chat-text' };
  await chat.write(person, language, text.slice(0, 4096));
  return null;
};

/** A message of the SMS phone: written, or one of the sentences that lie ready. */
export const smsForm = async (lab: Lab, person: LabPerson, form: FormData): Promise<Outcome> => {
  const text = sampleText(textOf(form, 'sample')) ?? textOf(form, 'sms-text');
  if (text === '') return { why: 'noText', field: 'sms-text' };
  await lab.sendText(person, text.slice(0, 1600));
  return null;
};

const soundOf = async (lab: Lab, form: FormData): Promise<Recording | Refused> => {
  if (textOf(form, 'do') === 'sample') return lab.samples.voice;
  const file = fileOf(form, 'sound');
  if (file === null) return { why: 'noFile', field: 'sound' };
  if (file.size > largestFile) return { why: 'tooLarge', field: 'sound' };
  if (!/^(audio|video)\//.test(file.type)) return { why: 'noSound', field: 'sound' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { bytes, mediaType: file.type, seconds: secondsOf(form, bytes) };
};

/** Everything that is done with the telephone. */
export const phoneForm = async (lab: Lab, { phone }: LabPerson, form: FormData): Promise<Outcome> => {
  const { exchange } = lab;
  if (form.has('key')) {
    await exchange.keys(phone, textOf(form, 'key'));
    return null;
  }
  switch (textOf(form, 'do')) {
    case 'call':
      await exchange.begin(phone);
      return null;
    case 'silence':
      await exchange.silence(phone);
      return null;
    case 'hang-up':
      await exchange.hangUp(phone);
      return null;
    case 'keys':
      await exchange.keys(phone, textOf(form, 'keys'));
      return null;
    default: {
      const sound = await soundOf(lab, form);
      if ('why' in sound) return sound;
      await exchange.record(phone, sound, form.has('break-off'));
      return null;
    }
  }
};
