import { createHash } from 'node:crypto';

/**
 * Someone who tries the service in the lab: an address on every channel that is nobody's. Two trainees never share
 * one, and nothing of them is kept but what the cookie says.
 */
export interface LabPerson {
  readonly chatId: number;
  /** E.164; the same for SMS and calls. */
  readonly phone: string;
}

/** Telegram's own library takes no user id of 2^40 or above; ids have at most 52 bits. */
const firstChat = 4_000_000_000_000_000;
/** The code 704 of Kazakhstan's numbering plan has been given to no operator: no telephone has such a number. */
const phonePrefix = '+7704';

/** The person behind a lab cookie; the same token always gives the same one, also after a restart. */
export const labPersonOf = (token: string): LabPerson => {
  const digest = createHash('sha256').update(token).digest();
  return {
    chatId: firstChat + (digest.readUIntBE(0, 6) % 500_000_000_000_000),
    phone: `${phonePrefix}${String(digest.readUInt32BE(8) % 10_000_000).padStart(7, '0')}`,
  };
};

/** Is this a Telegram id or a telephone of the lab, and so never one of the real world? */
export const isLabAddress = (address: string): boolean =>
  /^\+7704\d{7}$/.test(address) || (/^4\d{15}$/.test(address) && Number(address) < firstChat + 5e14);

/** Marks the ids that the stand-in gives to what it takes and keeps; the providers' own never look so. */
const labMark = '1ab01ab0';

/** An id as the provider would give it (`SM…`, `RE…`), marked as the lab's. */
export const labSid = (prefix: string, random: (bytes: number) => Buffer): string =>
  `${prefix}${labMark}${random(12).toString('hex')}`;

/** Does this id, or the address that it stands in, belong to the lab? */
export const isLabId = (text: string): boolean => /(?:[A-Z]{2}|lab-)1ab01ab0[0-9a-f]{24}/.test(text);
