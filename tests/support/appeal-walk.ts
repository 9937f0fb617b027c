import type { Language } from '../../src/domain/language.ts';
import type { Visitor } from './visitor.ts';

export type Said = Readonly<Record<string, string | readonly string[]>>;

/** Every question answered for oneself, as fields of the pages. */
export const forMyself: Said = {
  'for-whom': 'self',
  type: 'complaint',
  danger: 'no',
  statement: 'Әлеуметтік қызметкер бізге келмейді, оны танымаймын да.',
  region: 'KZ-75',
  topic: 'visits',
  name: 'Сейітова Жансая',
  'answer-channel': 'site',
  details: 'no',
  'hide-name': 'no',
  consent: 'yes',
};

/** The same for a neighbour who gave his consent. */
export const forNeighbour: Said = {
  ...forMyself,
  'for-whom': 'other',
  relation: 'neighbour',
  authority: 'spoken-consent',
  'applicant-name': 'Болат Сәкенов',
  'may-contact': 'yes',
  'applicant-phone': '8 701 765 43 21',
};

/** What a page's form is given: its own field, the three of a date, or nothing where nothing is said. */
const fieldsFor = (question: string, said: Said): Said => {
  const value = said[question];
  if (value === undefined) return {};
  if (question !== 'birth-date' || typeof value !== 'string') return { [question]: value };
  const [day = '', month = '', year = ''] = value.split(' ');
  return { 'birth-date-day': day, 'birth-date-month': month, 'birth-date-year': year };
};

/** Answers page after page until the one named is there, or one comes back with an error. */
export const walkTo = async (person: Visitor, until: string, said: Said = forMyself): Promise<Visitor> => {
  for (let pages = 0; person.question !== until; pages += 1) {
    if (pages > 30) throw new Error(`${until} was not reached, only ${person.path}`);
    await person.send(fieldsFor(person.question, said));
    if (person.errors.length > 0) throw new Error(`${person.path}: ${person.errors.join('; ')}`);
  }
  return person;
};

/** From the start page of the journey to "check your answers". */
export const walkToCheck = async (
  person: Visitor,
  language: Language,
  said: Said = forMyself,
): Promise<Visitor> => walkTo(await person.goTo(`/${language}/appeal`), 'check', said);

/** What the confirmation says. */
export const receiptOn = (person: Visitor) => {
  const read = (pattern: RegExp): string => pattern.exec(person.html)?.[1] ?? '';
  return {
    number: read(/data-receipt=""[^>]*>([^<]*)</),
    code: read(/data-code=""[^>]*>([^<]*)</),
    due: read(/<time data-due="" datetime="([^"]*)"/),
  };
};
