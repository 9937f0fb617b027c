import type { TryLimit } from '../limit-tries.ts';

/** Tries at one account, from wherever they come; the right password ends the count. */
export const perAccount: TryLimit = { purpose: 'sign-in:account', tries: 10, minutes: 15 };
/** Tries from one address, at whatever accounts; wide enough for an office behind one address. */
export const perAddress: TryLimit = { purpose: 'sign-in:address', tries: 50, minutes: 15 };
