import type { Verb } from './read-twiml.ts';

/** What the line waits for; nothing is ever counted down, people in training have time. */
export type Waiting =
  | {
      readonly for: 'keys';
      readonly action: string | null;
      /** Null: as many as are pressed until the key that ends it, or a pause. */
      readonly most: number | null;
      readonly endsOn: string;
      readonly evenIfEmpty: boolean;
      readonly pressed: string;
    }
  | { readonly for: 'recording'; readonly action: string | null; readonly report: string | null };

/** A call between two requests: what is still to be done of the last document, and what is waited for. */
export interface Line {
  readonly rest: readonly Verb[];
  readonly waiting: Waiting | null;
}

/** What the line does before it needs somebody: sounds and words in order, then one of these ends. */
export interface Played {
  readonly line: Line;
  readonly heard: readonly Heard[];
  readonly next: 'waits' | { readonly goTo: string } | 'hangs-up';
}
export type Heard =
  | { readonly kind: 'play'; readonly url: string }
  | { readonly kind: 'say'; readonly text: string; readonly language: string }
  | { readonly kind: 'tone' };

const heardOf = (verb: Verb): readonly Heard[] => {
  if (verb.name === 'Play' && verb.text !== '') return [{ kind: 'play', url: verb.text }];
  if (verb.name === 'Say')
    return [{ kind: 'say', text: verb.text, language: verb.attributes.language ?? 'en' }];
  return [];
};

const numberOr = (text: string | undefined, otherwise: number | null): number | null => {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** Follows the document until the person has to do something, another one is to be fetched, or the call is over. */
export const play = (verbs: readonly Verb[]): Played => {
  const heard: Heard[] = [];
  for (const [index, verb] of verbs.entries()) {
    const rest = verbs.slice(index + 1);
    const { attributes } = verb;
    switch (verb.name) {
      case 'Gather': {
        heard.push(...verb.children.flatMap(heardOf));
        const waiting: Waiting = {
          for: 'keys',
          action: attributes.action ?? null,
          most: numberOr(attributes.numDigits, null),
          endsOn: attributes.finishOnKey ?? '#',
          evenIfEmpty: attributes.actionOnEmptyResult === 'true',
          pressed: '',
        };
        return { line: { rest, waiting }, heard, next: 'waits' };
      }
      case 'Record': {
        if (attributes.playBeep !== 'false') heard.push({ kind: 'tone' });
        const waiting: Waiting = {
          for: 'recording',
          action: attributes.action ?? null,
          report: attributes.recordingStatusCallback ?? null,
        };
        return { line: { rest, waiting }, heard, next: 'waits' };
      }
      case 'Redirect':
        return { line: { rest: [], waiting: null }, heard, next: { goTo: verb.text } };
      case 'Hangup':
      case 'Reject':
        return { line: { rest: [], waiting: null }, heard, next: 'hangs-up' };
      default:
        heard.push(...heardOf(verb));
    }
  }
  return { line: { rest: [], waiting: null }, heard, next: 'hangs-up' };
};

/** What a key press makes of a line that waits for keys: more to come, or the keys to hand over. */
export type Pressed =
  | { readonly done: false; readonly line: Line }
  | {
      readonly done: true;
      readonly keys: string;
      /** The key that ended them, where one did. */
      readonly by: string | null;
      readonly action: string | null;
    };

export const press = (line: Line, key: string): Pressed => {
  const { waiting } = line;
  if (waiting?.for !== 'keys') return { done: false, line };
  const { action, most, pressed, endsOn } = waiting;
  if (endsOn.includes(key)) return { done: true, keys: pressed, by: key, action };
  const keys = pressed + key;
  if (most !== null && keys.length >= most) return { done: true, keys, by: null, action };
  return { done: false, line: { ...line, waiting: { ...waiting, pressed: keys } } };
};
