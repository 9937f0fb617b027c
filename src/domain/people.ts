import type { Language } from './language.ts';

/** What a person said of themselves or of the one they speak for. Every field may be left out. */
export interface Person {
  readonly name?: string;
  /** E.164, `+77011234567`; short codes as typed. */
  readonly phone?: string;
  readonly email?: string;
  readonly telegram?: string;
  readonly address?: string;
  /** `YYYY-MM-DD` */
  readonly birthDate?: string;
  /** 12 digits, checked by `checkIin`. */
  readonly iin?: string;
}

export const relations = [
  'parent',
  'child',
  'spouse',
  'relative',
  'guardian',
  'neighbour',
  'worker',
  'organisation',
  'other',
] as const;
export type Relation = (typeof relations)[number];

export const authorities = [
  'parent-of-minor',
  'guardian',
  'power-of-attorney',
  'spoken-consent',
  'worker',
  'none',
] as const;
export type Authority = (typeof authorities)[number];

/** The one who speaks for the applicant. Present only where the two are not the same person. */
export interface Representation {
  readonly representative: Person;
  readonly relation: Relation;
  readonly authority: Authority;
  /** May the applicant be contacted directly? If so they are told that someone has written for them. */
  readonly mayContactApplicant: boolean;
}

export const accessNeeds = [
  'plain-language',
  'large-print',
  'audio',
  'sign-language',
  'sms-only',
  'call-me',
] as const;
export type AccessNeed = (typeof accessNeeds)[number];

export const answerChannels = ['site', 'phone', 'sms', 'telegram', 'post', 'email'] as const;
export type AnswerChannel = (typeof answerChannels)[number];

/** How sure the service is who wrote. A level, never a gate. */
export const identityLevels = ['none', 'channel-address', 'seen-by-worker', 'confirmed'] as const;
export type IdentityLevel = (typeof identityLevels)[number];

export const staffRoles = [
  'registrar',
  'curator',
  'head',
  'worker',
  'council',
  'ministry',
  'administrator',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** An official as the rules see one: who, in which role, in which organisation. */
export interface Official {
  readonly kind: 'staff';
  readonly id: string;
  readonly role: StaffRole;
  readonly organisationId: string;
}

/** Who did something: an official, the person who wrote, or the service itself. */
export type Actor = Official | { readonly kind: 'citizen' } | { readonly kind: 'service' };

export interface Preferences {
  readonly language: Language;
  readonly needs: readonly AccessNeed[];
  readonly answerChannel: AnswerChannel;
}
