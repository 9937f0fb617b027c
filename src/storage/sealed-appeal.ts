import type { Person } from '../domain/people.ts';
import type { KeyRing } from './keys.ts';

/** What of an appeal is only kept sealed: who it is about, who wrote for them, and the look-up code. */
export interface SealedAppeal {
  readonly applicant: Person;
  readonly representative: Person | null;
  /** 6 digits; known to the person alone. */
  readonly code: string;
}

const contextOf = (appealId: string): string => `appeals:${appealId}`;

export const sealAppeal = (keys: KeyRing, appealId: string, content: SealedAppeal): Buffer =>
  keys.seal(JSON.stringify(content), contextOf(appealId));

/** Throws where no key opens it, or it is another appeal's. */
export const openSealedAppeal = (keys: KeyRing, appealId: string, sealed: Buffer): SealedAppeal =>
  JSON.parse(keys.open(sealed, contextOf(appealId)));
