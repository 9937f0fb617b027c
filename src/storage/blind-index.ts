import { foldWords } from '../domain/folding.ts';
import type { Person } from '../domain/people.ts';
import type { BlindField, KeyRing } from './keys.ts';

/** A value in the one form it is hashed in; '' where nothing is left of it. */
export const normalised = (field: BlindField, value: string): string => {
  switch (field) {
    case 'name':
      return foldWords(value);
    case 'phone':
    case 'iin':
      return value.replace(/\D/g, '');
    case 'email':
      return value.trim().toLowerCase();
    case 'thread':
    case 'address':
      return value;
  }
};

/** The values of a person that one can look up: each word of the name, telephone, IIN, e-mail. */
const lookedUpBy = (person: Person): readonly (readonly [BlindField, string])[] => [
  ...normalised('name', person.name ?? '')
    .split(' ')
    .map((word) => ['name', word] as const),
  ['phone', normalised('phone', person.phone ?? '')],
  ['iin', normalised('iin', person.iin ?? '')],
  ['email', normalised('email', person.email ?? '')],
];

/**
 * The blind indexes of an appeal's people (`appeals.blind`): by them it is found by name, telephone, IIN or e-mail,
 * although those are only kept sealed. In order and nothing twice.
 */
export const blindIndexes = (keys: KeyRing, people: readonly Person[]): string[] => {
  const values = people.flatMap(lookedUpBy).filter(([, value]) => value !== '');
  return [...new Set(values.map(([field, value]) => keys.blind(field, value)))].sort();
};

/** What to look for to find a value: its hash under every key of the ring, while a rotation is under way. */
export const blindLookups = (keys: KeyRing, field: BlindField, value: string): readonly string[] =>
  keys.blinds(field, normalised(field, value));
