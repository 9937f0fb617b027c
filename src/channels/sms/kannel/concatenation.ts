import type { Inbound } from '../../../domain/conversation/inbound.ts';
import type { WebhookRequest } from '../../contract.ts';

/** Octets of a value that is percent-encoded, whatever they are; null where it is none. */
const percentDecoded = (value: string): number[] | null => {
  const octets: number[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const letter = value.charAt(at);
    if (letter !== '%') {
      octets.push(letter === '+' ? 0x20 : letter.charCodeAt(0));
      continue;
    }
    const octet = Number.parseInt(value.slice(at + 1, at + 3), 16);
    if (Number.isNaN(octet)) return null;
    octets.push(octet);
    at += 2;
  }
  return octets;
};

const hexDecoded = (value: string): number[] | null =>
  /^([0-9a-f]{2})+$/i.test(value)
    ? (value.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
    : null;

/**
 * The header before a message's text: as Kannel 1.4.5 says it in `X-Kannel-UDH` (percent-encoded), or in the address as
 * `udh=%u`; older ones say it in hex.
 */
const headerOf = (request: WebhookRequest): number[] | null => {
  const inAddress = /[?&]udh=([^&]*)/.exec(request.url.search)?.[1];
  const named = request.header('x-kannel-udh')?.trim() || inAddress;
  if (!named) return null;
  return named.includes('%') ? percentDecoded(named) : hexDecoded(named);
};

/**
 * Which part of which long message this is, by the elements for concatenation (GSM 03.40: 0 with an 8-bit reference, 8
 * with one of 16 bits); null for a whole message.
 */
export const partOf = (request: WebhookRequest): NonNullable<Inbound['part']> | null => {
  const header = headerOf(request);
  if (header === null) return null;
  for (let at = 1; at + 1 < header.length; ) {
    const [element = 0, length = 0] = header.slice(at, at + 2);
    const content = header.slice(at + 2, at + 2 + length);
    at += 2 + length;
    const wide = element === 8 && length === 4;
    if (!wide && !(element === 0 && length === 3)) continue;
    const [high = 0, low = 0] = content;
    const reference = wide ? high * 256 + low : high;
    const [total = 0, number = 0] = content.slice(-2);
    if (total > 1 && number >= 1 && number <= total) return { reference, total, number };
  }
  return null;
};
