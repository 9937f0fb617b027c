import type { Channel, WebhookRequest } from '../../src/channels/contract.ts';
import type { What } from '../../src/domain/conversation/inbound.ts';
import type { Language } from '../../src/domain/language.ts';
import { kannelSmsDriver, twilioSmsDriver } from './sms-drivers.ts';
import { telegramDriver } from './telegram-driver.ts';
import { textDriver } from './text-driver.ts';
import { voiceDriver } from './voice-driver.ts';

/** How the tests speak to one channel as its provider does. A channel in the index has one, and is named here. */
export interface ChannelDriver {
  /** What it is called in the tests, where a channel has several providers. */
  readonly name?: string;
  readonly channel: Channel;
  /** The provider's own request for what a person does, rightly signed; null where nobody can say it there. */
  readonly request: (
    what: What,
    from: { readonly address: string; readonly externalId: string },
  ) => WebhookRequest | null;
  /** The same as somebody else would send it. */
  readonly forged: (request: WebhookRequest) => WebhookRequest;
  /** Rightly signed, and no form of the provider's at all. */
  readonly strange: WebhookRequest;
  /** Options are pressed as buttons there, and not typed as numbers. */
  readonly buttons: boolean;
  /** What one does to be where the statement is awaited. */
  readonly reachStatement: (language: Language) => readonly What[];
  /** What one does after a recording. */
  readonly afterRecording: readonly What[];
}

export const drivers: readonly ChannelDriver[] = [
  textDriver,
  telegramDriver,
  twilioSmsDriver,
  kannelSmsDriver,
  voiceDriver,
];
