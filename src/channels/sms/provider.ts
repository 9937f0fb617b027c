import type { Found, Sent } from '../../domain/conversation/prompt.ts';
import type { Outlet, Webhook } from '../contract.ts';

/** One SMS to one person; how many segments it takes is the provider's doing. */
export interface SmsToSend {
  /** The same at every try; comes back with delivery reports where the provider lets us name it. */
  readonly deliveryId: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

/** A company or a gateway that carries SMS. What is peculiar to it stays behind this. */
export interface SmsProvider {
  readonly webhooks: readonly Webhook[];
  /** Never throws for what the provider does. */
  readonly send: (sms: SmsToSend) => Promise<Sent>;
  /** Was it taken, begun at `since`? null where it can't be asked. */
  readonly find: ((sms: SmsToSend, since: Date) => Promise<Found>) | null;
  readonly fetchMedia: Outlet['fetchMedia'];
  readonly messagesPerSecond: number;
}
