import type { Rater } from '../../domain/rating.ts';
import type { ActionContext } from '../context.ts';

/** Who rates, as a channel knows it. */
export type RaterIdentity =
  /** A visit that a worker opened at the client's; its client is the person. */
  | { readonly kind: 'visit'; readonly visitId: string; readonly personId: string }
  /** An address that the channel vouches for: a telephone number in E.164, a Telegram account. */
  | { readonly kind: 'known-person'; readonly address: string }
  /** The random token in a device's cookie, and whether the person said that they are another one than before. */
  | { readonly kind: 'device'; readonly token: string; readonly saysAnotherPerson: boolean };

/**
 * The key under which a rater's earlier ratings are found. Nothing of the person can be read from it, and without the
 * service's secret keys nobody can tell whether a given telephone has rated.
 */
export function raterKey(ctx: ActionContext, rater: RaterIdentity): Buffer {
  switch (rater.kind) {
    case 'visit':
      return ctx.keys.mac('person', `client:${rater.personId}`);
    case 'known-person':
      return ctx.keys.mac('person', `address:${rater.address}`);
    case 'device':
      return ctx.keys.mac('person', `device:${rater.token}`);
  }
}

/** The key of one more person on a device that has been used before: one of their own, for this rating alone. */
export const anotherPersonKey = (ctx: ActionContext, token: string, submissionId: string): Buffer =>
  ctx.keys.mac('person', `device:${token}:${submissionId}`);

export const raterOf = (identity: RaterIdentity): Rater => {
  switch (identity.kind) {
    case 'visit':
      return { kind: 'visit', visitId: identity.visitId };
    case 'known-person':
      return { kind: 'known-person' };
    case 'device':
      return { kind: 'device', saysAnotherPerson: identity.saysAnotherPerson };
  }
};
