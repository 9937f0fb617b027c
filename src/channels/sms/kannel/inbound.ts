import type { Inbound } from '../../../domain/conversation/inbound.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import type { DeliveryReport, Reading, WebhookRequest } from '../../contract.ts';
import { senderOf } from '../sender.ts';
import { partOf } from './concatenation.ts';
import { type Coding, decodeText } from './decode-text.ts';

/** The charset of a `Content-Type`, where the address names none. */
const charsetOf = (contentType: string | null): string =>
  /charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? '';

const codingOf = (said: string | null): Coding['coding'] =>
  said === '0' ? 0 : said === '1' ? 1 : said === '2' ? 2 : null;

/** A message that someone sent to our number: `from`, `id`, `coding`, `charset` in the address, its octets as the body. */
export const readKannelMessage = (request: WebhookRequest): Result<Reading, 'not-ours'> => {
  const { searchParams } = request.url;
  const id = searchParams.get('id')?.trim();
  const sender = senderOf(searchParams.get('from') ?? '');
  if (!id || sender === null) return fail('not-ours');
  const coding = codingOf(searchParams.get('coding') ?? request.header('x-kannel-coding'));
  const charset = searchParams.get('charset')?.trim() || charsetOf(request.header('content-type'));
  const text = decodeText(request.body, { coding, charset });
  const part = partOf(request);
  const inbound: Inbound = {
    channel: 'sms',
    externalId: id,
    thread: sender.thread,
    address: sender.address,
    answerable: sender.address !== null,
    languageHint: null,
    ...(part === null ? {} : { part }),
    what: text.trim() === '' && part === null ? { kind: 'unreadable' } : { kind: 'text', text },
  };
  return ok({ inbound: [inbound], reports: [] });
};

/** Ends of a message by Kannel's number for them; 4 (queued) and 8 (taken by the operator) are no ends. */
const outcomes: Readonly<Record<string, DeliveryReport['outcome']>> = {
  1: 'delivered',
  2: 'never',
  16: 'never',
};

/** A report on a message of ours: `id` is what we gave it, `type` the number of what became of it. */
export const readKannelStatus = (request: WebhookRequest): Result<Reading, 'not-ours'> => {
  const { searchParams } = request.url;
  const providerId = searchParams.get('id')?.trim();
  const type = searchParams.get('type')?.trim();
  if (!providerId || !type || !/^\d{1,3}$/.test(type)) return fail('not-ours');
  const outcome = outcomes[type];
  return ok({ inbound: [], reports: outcome === undefined ? [] : [{ channel: 'sms', providerId, outcome }] });
};
