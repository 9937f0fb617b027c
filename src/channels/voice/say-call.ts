import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { lastWord } from '../../domain/conversation/call-words.ts';
import type { Choice, Prompt } from '../../domain/conversation/prompt.ts';
import { type Language, languages } from '../../domain/language.ts';
import { type Spoken, sound, speak, spokenText } from '../../text/spoken.ts';
import { soundPath } from '../../text/voice-sounds.ts';
import { recordingLink } from './recording-link.ts';
import { callPath, callStatusPath, type VoiceSettings } from './settings.ts';

/** Seconds of waiting for a key; more where it was not understood before, and much more after a farewell. */
const patience = { first: 10, more: 15, farewell: 60 } as const;
/** Longest recording in seconds, and how long a pause in it may be: people look for words. */
const longestRecording = 300;
const longestPauseInRecording = 10;

type Line = { readonly language: Language; readonly spoken: readonly Spoken[] } | { readonly play: string };
/** Where something can be said: by itself, or while keys are awaited, which cut it short. */
type Place = Pick<VoiceResponse, 'play' | 'say' | 'pause'>;

const ofKey = (key: string, language: Language): Line => ({ language, spoken: sound(key, language) });

/** "For X press 1", in this order; of languages each offers itself. */
const offers = (choices: readonly Choice[], question: string, language: Language): readonly Line[] =>
  choices
    .filter(({ code }) => question !== 'language' || code === language)
    .map(({ code, number }) => ({
      language,
      spoken: [...sound(`option.${code}`, language), ...sound(`press.${number}`, language)],
    }));

const isMenu = ({ ask }: Prompt): boolean => (ask?.choices.length ?? 0) > 0;

const asking = (prompt: Prompt, language: Language): readonly Line[] => {
  const { ask } = prompt;
  if (prompt.simpler) return [ofKey('simple', language)];
  if (ask === undefined) return [];
  const title: Line = { language, spoken: speak(ask.title, language) };
  if (!isMenu(prompt)) return [title];
  // The greeting in both languages would take longer than the ten seconds in which both must have been offered.
  const isGreeting = ask.question === 'language';
  const count = ofKey(`choices.${ask.choices.length}`, language);
  const rest =
    sound(`after.${ask.question}`, language).length > 0 ? [ofKey(`after.${ask.question}`, language)] : [];
  if (isGreeting && language !== languages[0]) return offers(ask.choices, ask.question, language);
  return [...(isGreeting ? [title] : []), count, ...offers(ask.choices, ask.question, language), ...rest];
};

/** One prompt as it is heard: what is told, the caller's own words, what is asked. */
export const linesOf = (
  prompt: Prompt,
  language: Language,
  linkOf: (ref: string) => string | null,
): readonly Line[] => {
  const spokenIn = prompt.bothLanguages ? languages : [language];
  const own = (prompt.media ?? []).flatMap(({ ref }): readonly Line[] => {
    const link = linkOf(ref);
    return link === null ? [] : [{ play: link }];
  });
  const told = (tongue: Language): readonly Line[] =>
    prompt.simpler && prompt.ask === undefined
      ? []
      : prompt.lines.map((words) => ({ language: tongue, spoken: speak(words, tongue) }));
  if (own.length === 0) return spokenIn.flatMap((tongue) => [...told(tongue), ...asking(prompt, tongue)]);
  return [...spokenIn.flatMap(told), ...own, ...spokenIn.flatMap((tongue) => asking(prompt, tongue))];
};

const sayLine = (place: Place, line: Line, settings: VoiceSettings): void => {
  if ('play' in line) {
    place.play(line.play);
    return;
  }
  const { language, spoken } = line;
  if (language === 'ru' && settings.voiceRussian === 'say') {
    if (spoken.length > 0) place.say({ language: 'ru-RU' }, spokenText(spoken));
    return;
  }
  for (const one of spoken) {
    const path = one.kind === 'sound' ? soundPath(one.sound.key, language) : null;
    if (one.kind === 'pause') place.pause({ length: 1 });
    else if (path !== null) place.play(`${settings.publicBaseUrl}${path}`);
  }
};

/** Seconds that a caller holds on before we are asked again. */
const holdOn = 8;

/** Said while the service can't answer; then the step that failed is taken again, or the call begins anew. */
export const sayAway = (failedStep: number, settings: VoiceSettings): string => {
  const response = new VoiceResponse();
  for (const language of languages) sayLine(response, ofKey('away', language), settings);
  response.pause({ length: holdOn });
  const again =
    failedStep === 0 ? `${settings.publicBaseUrl}${callPath}` : addressOfStep(failedStep, settings);
  response.redirect({ method: 'POST' }, failedStep === 0 ? again : `${again}&silence=1`);
  return response.toString();
};

const addressOfStep = (step: number, { publicBaseUrl }: VoiceSettings): string =>
  `${publicBaseUrl}${callPath}?step=${step}`;

/** How many keys end the waiting by themselves; null: a pause or # does. */
const keysAwaited = (prompt: Prompt | undefined): number | null => {
  if (prompt?.digits !== undefined) return prompt.digits;
  if (prompt === undefined || isMenu(prompt) || prompt.ask === undefined) return 1;
  return prompt.ask.kind === 'score' ? 2 : null;
};

const gatherKeys = (response: VoiceResponse, prompt: Prompt | undefined, next: string): Place => {
  const keys = keysAwaited(prompt);
  const isFarewell = prompt?.id.startsWith('goodbye.') ?? false;
  const { first, more, farewell } = patience;
  return response.gather({
    input: ['dtmf'],
    // A single key may be # or * itself; a row of them is ended by #.
    finishOnKey: keys === 1 ? '' : '#',
    ...(keys === null ? {} : { numDigits: keys }),
    timeout: isFarewell ? farewell : prompt?.simpler ? more : first,
    action: next,
    method: 'POST',
  });
};

const record = (response: VoiceResponse, next: string, settings: VoiceSettings): void => {
  response.record({
    action: next,
    method: 'POST',
    playBeep: true,
    maxLength: longestRecording,
    timeout: longestPauseInRecording,
    finishOnKey: '#*0',
    // A low voice must not be taken for silence.
    trim: 'do-not-trim',
    recordingStatusCallback: `${settings.publicBaseUrl}${callStatusPath}`,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed'],
  });
};

/**
 * What is said at one step of a call, as TwiML. Always ends in a verb that leads on, since nothing may end a call but
 * the caller; also after a recording, whose `action` an empty one skips.
 */
export const sayCall = (
  prompts: readonly Prompt[],
  call: { readonly language: Language; readonly step: number },
  settings: VoiceSettings,
): string => {
  const response = new VoiceResponse();
  const last = prompts.at(-1);
  const next = addressOfStep(call.step + 1, settings);
  const recording = last?.ask?.kind === 'statement';
  // Before the tone a key would only take time away: the prompt is short, and keys end the recording.
  const place = recording ? response : last?.id === lastWord ? response : gatherKeys(response, last, next);
  const linkOf = (ref: string): string | null => recordingLink(ref, settings);
  for (const prompt of prompts)
    for (const line of linesOf(prompt, call.language, linkOf)) sayLine(place, line, settings);
  if (recording) record(response, next, settings);
  if (last?.id !== lastWord) response.redirect({ method: 'POST' }, `${next}&silence=1`);
  return response.toString();
};
