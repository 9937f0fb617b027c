import type { Channel, Webhook, WebhookRequest } from '../channels/contract.ts';
import { isLabAddress, isLabId } from './people.ts';

type Side = 'real' | 'lab';

/** Everything that the lab's instance reads out of a request is of lab people; else the request is refused. */
const staysInLab = async (webhook: Webhook, request: WebhookRequest): Promise<boolean> => {
  const read = await webhook.parse(request);
  // Not the provider's form at all: let through, to be told so.
  if (!read.ok) return true;
  const { inbound, reports } = read.value;
  return (
    inbound.every(({ address }) => address !== null && isLabAddress(address)) &&
    reports.every(({ providerId }) => isLabId(providerId))
  );
};

/** One address called by two providers: each request is checked, read and answered by the side that signed it. */
const joinWebhook = (real: Webhook | undefined, lab: Webhook): Webhook => {
  const sides = new WeakMap<WebhookRequest, Side>();
  const of = (request: WebhookRequest): Webhook =>
    sides.get(request) === 'real' && real !== undefined ? real : lab;
  return {
    method: lab.method,
    path: lab.path,
    verify: async (request) => {
      if (real !== undefined && (await real.verify(request))) {
        sides.set(request, 'real');
        return true;
      }
      if (!(await lab.verify(request)) || !(await staysInLab(lab, request))) return false;
      sides.set(request, 'lab');
      return true;
    },
    parse: (request) => of(request).parse(request),
    answer: (replies, request) => of(request).answer(replies, request),
  };
};

const joinWebhooks = (real: readonly Webhook[], lab: readonly Webhook[]): readonly Webhook[] => {
  const same = (one: Webhook) => (other: Webhook) => one.method === other.method && one.path === other.path;
  return [
    ...lab.map((webhook) => joinWebhook(real.find(same(webhook)), webhook)),
    ...real.filter((webhook) => !lab.some(same(webhook))),
  ];
};

/**
 * A channel of the demonstration: the real one, if it is set up, and the lab's beside it. Lab people are served by the
 * lab's instance alone and everyone else by the real one alone; an appeal that was given in the lab is answered in the
 * lab, whatever telephone was written into it.
 */
export const joinChannel = (real: Channel | null, lab: Channel): Channel => {
  const send = lab.send;
  const find = lab.find;
  const fetchMedia = lab.fetchMedia;
  return {
    ...(real ?? lab),
    webhooks: joinWebhooks(real?.webhooks ?? [], lab.webhooks),
    send:
      send === null
        ? null
        : async (outgoing, desk) => {
            if (isLabAddress(outgoing.address)) return send(outgoing, desk);
            return real?.send ? real.send(outgoing, desk) : { outcome: 'never', code: 'lab-only' };
          },
    find:
      find === null && (real?.find ?? null) === null
        ? null
        : async (outgoing, since) => {
            const asked = isLabAddress(outgoing.address) ? find : (real?.find ?? null);
            return asked === null ? { found: 'cannot-say' } : asked(outgoing, since);
          },
    fetchMedia:
      fetchMedia === null
        ? null
        : async (media, maxBytes) => {
            if (isLabId(media.ref)) return fetchMedia(media, maxBytes);
            return real?.fetchMedia ? real.fetchMedia(media, maxBytes) : null;
          },
    reaches: (address, givenAt) => {
      const inLab = isLabAddress(address);
      if (givenAt !== null && isLabAddress(givenAt)) return inLab;
      return inLab || (real !== null && (real.reaches?.(address, givenAt) ?? true));
    },
  };
};

/** Every channel of the lab, each joined with the real one of its kind. */
export const joinChannels = (real: readonly Channel[], lab: readonly Channel[]): readonly Channel[] => [
  ...lab.map((channel) => joinChannel(real.find(({ id }) => id === channel.id) ?? null, channel)),
  ...real.filter(({ id }) => !lab.some((channel) => channel.id === id)),
];
