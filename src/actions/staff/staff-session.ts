import type { Bilingual, Language } from '../../domain/language.ts';
import type { Official } from '../../domain/people.ts';

/** An official who has signed in, with what the pages show of her. */
export interface SignedInOfficial extends Official {
  readonly name: string;
  readonly language: Language;
  readonly organisation: Bilingual;
}

interface Sitting {
  /** Goes into every form as a hidden field; compared by the pages. */
  readonly csrf: string;
  /** When it ends if nothing is done until then. */
  readonly endsAt: Date;
}
/**
 * A session. While a one-time password has not been changed there is no official in it, so that no action can be
 * called: the only thing left to do is `changePassword`.
 */
export type StaffSession =
  | (Sitting & { readonly kind: 'open'; readonly official: SignedInOfficial })
  | (Sitting & { readonly kind: 'password-due'; readonly name: string; readonly language: Language });

export interface SignedIn {
  /** For the cookie; kept nowhere else. */
  readonly token: string;
  readonly session: StaffSession;
}

/** Idle minutes after which a session ends, and hours after which it ends in any case. */
export const idleMinutes = 30;
export const longestHours = 12;
