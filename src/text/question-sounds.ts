import appealKk from '../../locales/kk/appeal.json' with { type: 'json' };
import ratingKk from '../../locales/kk/rating.json' with { type: 'json' };
import appealRu from '../../locales/ru/appeal.json' with { type: 'json' };
import ratingRu from '../../locales/ru/rating.json' with { type: 'json' };
import type { Language } from '../domain/language.ts';
import { type Sound, soundsOf } from './spoken.ts';

/**
 * Questions of the site as sound, for those whose screen reader has no Kazakh voice: the question and what is written
 * under it, in whole sentences, as far as fits into one recording.
 */

interface Texts {
  readonly title?: string;
  readonly hint?: string;
  readonly hintOptional?: string;
}
type Questions = Readonly<Record<string, Texts & { readonly other?: Texts }>>;
export type SoundJourney = 'appeal' | 'rating';

const questions: Readonly<Record<Language, Readonly<Record<SoundJourney, Questions>>>> = {
  kk: { appeal: appealKk.q, rating: ratingKk.q },
  ru: { appeal: appealRu.q, rating: ratingRu.q },
};

/** Letters that are surely said within fifteen seconds. */
const longest = 170;

const aloud = (title: string, hint: string | undefined): string => {
  const sentences = hint?.match(/[^.!?]+[.!?]+(?:\s|$)/g) ?? [];
  let text = title;
  for (const sentence of sentences) {
    if (`${text} ${sentence.trim()}`.length > longest) break;
    text = `${text} ${sentence.trim()}`;
  }
  return text;
};

const textOf = ({ title, hint, hintOptional }: Texts, otherwise: Texts = {}): string | null => {
  const asked = title ?? otherwise.title;
  // What is said of it changes with the answers before: then the question alone.
  const changes = hintOptional !== undefined || otherwise.hintOptional !== undefined;
  return asked === undefined ? null : aloud(asked, changes ? undefined : (hint ?? otherwise.hint));
};

const keyOf = (journey: SoundJourney, id: string, variant?: string): string =>
  `web.${journey}.${id}${variant === undefined ? '' : `.${variant}`}`;

const soundsOfJourney = (journey: SoundJourney, language: Language): readonly Sound[] =>
  Object.entries(questions[language][journey]).flatMap(([id, texts]) => {
    const own = textOf(texts);
    const other = texts.other === undefined ? null : textOf(texts.other, texts);
    return [
      ...(own === null ? [] : [{ key: keyOf(journey, id), text: own }]),
      ...(other === null ? [] : [{ key: keyOf(journey, id, 'other'), text: other }]),
    ];
  });

/** Every recording there has to be: what the telephone says, and the questions of the site. */
export const allSounds = (language: Language): readonly Sound[] => [
  ...soundsOf(language),
  ...soundsOfJourney('appeal', language),
  ...soundsOfJourney('rating', language),
];

/** Names under which a question's recording may stand, the one for its variant first. */
export const questionSoundKeys = (
  journey: SoundJourney,
  question: { readonly id: string; readonly variant?: string },
): readonly string[] => [
  ...(question.variant === undefined ? [] : [keyOf(journey, question.id, question.variant)]),
  keyOf(journey, question.id),
];
