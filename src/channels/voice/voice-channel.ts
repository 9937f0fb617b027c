import type { Prompt } from '../../domain/conversation/prompt.ts';
import { ok, unreachable } from '../../domain/result.ts';
import type { Channel, Reply, Webhook, WebhookAnswer } from '../contract.ts';
import { isTwilioRequest } from '../twilio-signature.ts';
import { fetchRecording } from './fetch-recording.ts';
import { failedStepOf, readStatus, readStep, stepOf } from './read-call.ts';
import { recordingAt, recordingOfLink } from './recording-link.ts';
import { sayAway, sayCall } from './say-call.ts';
import { callAwayPath, callPath, callStatusPath, recordingPath, type VoiceSettings } from './settings.ts';

const twiml = (body: string): WebhookAnswer => ({
  status: 200,
  contentType: 'text/xml; charset=utf-8',
  body,
});
const nothing = twiml('<?xml version="1.0" encoding="UTF-8"?><Response/>');

/** It failed inside and will be tried again: nothing is lost, and the call goes on. */
const kept: Prompt = { role: 'information', id: 'kept', lines: [{ key: 'voice:kept' }], bothLanguages: true };

/** What the caller hears: of several messages in one request the last one's answer, which knows of those before it. */
const answered = (replies: readonly Reply[], step: number, settings: VoiceSettings): WebhookAnswer => {
  const reply = replies.findLast(({ prompts, outcome }) => prompts.length > 0 || outcome === 'kept');
  if (reply === undefined) return nothing;
  const call = { language: reply.language, step };
  switch (reply.outcome) {
    case 'taken':
    case 'repeated':
    case 'unanswered':
      return twiml(sayCall(reply.prompts, call, settings));
    case 'kept':
      return twiml(sayCall([kept], call, settings));
    default:
      return unreachable(reply.outcome);
  }
};

/** Largest recording that is played again: five minutes as the provider writes them take 5 MB. */
const largestReplay = 20 * 1024 * 1024;
/** Tries, and milliseconds between them, while the provider still writes the recording. */
const replayTries = 8;
const replayPause = 500;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const replay = async (at: URL, settings: VoiceSettings): Promise<WebhookAnswer> => {
  for (let tries = 1; tries <= replayTries; tries += 1) {
    const found = await fetchRecording(at, settings, largestReplay).catch(() => 'gone' as const);
    if (found === 'gone') break;
    if (found !== 'not-yet') return { status: 200, contentType: 'audio/wav', body: found };
    await pause(replayPause);
  }
  return { status: 404 };
};

const webhooksOf = (settings: VoiceSettings): readonly Webhook[] => {
  const verify: Webhook['verify'] = (request) => isTwilioRequest(request, settings.twilio.authToken);
  return [
    {
      method: 'POST',
      path: callPath,
      verify,
      parse: (request) => readStep(request, settings),
      answer: (replies, request) => answered(replies, stepOf(request) ?? 0, settings),
    },
    {
      method: 'POST',
      path: callStatusPath,
      verify,
      parse: (request) => readStatus(request, settings),
      answer: () => nothing,
    },
    {
      method: 'POST',
      path: callAwayPath,
      verify,
      // Nothing is stored: this is asked when nothing can be.
      parse: () => ok({ inbound: [], reports: [] }),
      answer: (_replies, request) => twiml(sayAway(failedStepOf(request), settings)),
    },
    {
      method: 'GET',
      path: recordingPath,
      // Our own address, given to the provider in the call that it belongs to.
      verify: ({ url }) => recordingOfLink(url, settings) !== null,
      parse: () => ok({ inbound: [], reports: [] }),
      answer: (_replies, { url }) => {
        const at = recordingOfLink(url, settings);
        return at === null ? { status: 404 } : replay(at, settings);
      },
    },
  ];
};

/** The telephone: a call led by TwiML, from the language to the recording and the receipt. */
export const createVoiceChannel = (settings: VoiceSettings): Channel => ({
  id: 'voice',
  can: {
    choices: true,
    freeText: false,
    voiceIn: true,
    mediaIn: false,
    messageLength: null,
    knowsAddress: true,
  },
  style: { choicesPerMessage: 4, brief: false, stopEndsNotices: false, replies: 'at-once', leads: true },
  webhooks: webhooksOf(settings),
  render: (prompts, language) =>
    prompts.length === 0 ? [] : [sayCall(prompts, { language, step: 0 }, settings)],
  // A machine does not ring people up: what is to be told goes by SMS, and an official calls.
  send: null,
  find: null,
  fetchMedia: async (media, maxBytes) => {
    const at = recordingAt(media.ref, settings);
    if (at === null) return null;
    const found = await fetchRecording(at, settings, maxBytes);
    if (found === 'gone') return null;
    if (found === 'not-yet') throw new Error('recording-not-yet');
    return found;
  },
  messagesPerSecond: 1,
});
