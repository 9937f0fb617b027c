import type { Sent } from '../../../domain/conversation/prompt.ts';
import type { DeliveryReport } from '../../contract.ts';

/** What an error of Twilio says of the person; https://www.twilio.com/docs/api/errors */
type Meaning = 'blocked-by-person' | 'address-wrong' | 'later' | 'our-fault';

const meanings: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  // The person wrote STOP to this number.
  [21610, 'blocked-by-person'],
  // Not a number; no route to it; no mobile one.
  [21211, 'address-wrong'],
  [21214, 'address-wrong'],
  [21217, 'address-wrong'],
  [21219, 'address-wrong'],
  [21265, 'address-wrong'],
  [21407, 'address-wrong'],
  [21612, 'address-wrong'],
  [21614, 'address-wrong'],
  // Reported afterwards: handset unreachable, unknown, a landline.
  [30003, 'address-wrong'],
  [30005, 'address-wrong'],
  [30006, 'address-wrong'],
  // Too many requests; queues that are full.
  [20429, 'later'],
  [14107, 'later'],
  [21611, 'later'],
  [30001, 'later'],
  // Our token or account: nothing is wrong with the message, and it waits until that is put right.
  [20003, 'our-fault'],
  [20005, 'our-fault'],
]);

interface Refusal {
  readonly code: number | null;
  readonly status: number;
  readonly retryAt: Date | null;
}

/** What a refusal of the REST API means for a message. */
export const outcomeOf = ({ code, status, retryAt }: Refusal): Sent => {
  const meaning = code === null ? undefined : meanings.get(code);
  if (meaning === 'blocked-by-person' || meaning === 'address-wrong') return { outcome: meaning };
  if (status === 429 || meaning === 'later') return { outcome: 'try-later', at: retryAt, everyone: true };
  if (status === 401 || status === 403 || meaning === 'our-fault')
    return { outcome: 'try-later', at: retryAt, everyone: true };
  // It may have been taken before something broke.
  if (status >= 500 || status === 408) return { outcome: 'unknown' };
  return { outcome: 'never', code: `twilio-${code ?? status}` };
};

/** What the end of a message means; null while it is still on its way. */
export const reportOf = (status: string, errorCode: number | null): DeliveryReport['outcome'] | null => {
  if (status === 'delivered' || status === 'read') return 'delivered';
  if (status !== 'undelivered' && status !== 'failed' && status !== 'canceled') return null;
  const meaning = errorCode === null ? undefined : meanings.get(errorCode);
  return meaning === 'blocked-by-person' || meaning === 'address-wrong' ? meaning : 'never';
};
