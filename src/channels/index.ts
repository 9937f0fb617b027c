import type { Channel, ChannelDescription } from './contract.ts';
import { createSmsChannel, type SmsSettings } from './sms/sms-channel.ts';
import type { TelegramSettings } from './telegram/settings.ts';
import { createTelegramChannel } from './telegram/telegram-channel.ts';
import { createVoiceChannel } from './voice/voice-channel.ts';
import { webChannel } from './web/description.ts';

/** Settings of the channels that converse, each as its own folder wants them; null where it is not set up. */
export interface ChannelSettings {
  /** What providers call us by, and sign. */
  readonly publicBaseUrl: string;
  readonly now: () => Date;
  readonly telegram: Pick<TelegramSettings, 'token' | 'webhookSecret' | 'apiRoot'> | null;
  /** Work that nobody waits for; a host that ends with the answer keeps it going. */
  readonly aside?: (work: Promise<unknown>) => void;
  readonly twilio: SmsSettings['twilio'];
  readonly kannel: SmsSettings['kannel'];
  /** Who carries SMS; `none`: nobody. */
  readonly smsProvider: SmsSettings['provider'] | 'none';
  /** How the telephone says Russian: our recordings, or the provider's own voice. */
  readonly voiceRussian: 'files' | 'say';
}

/** The channels that converse and are set up; a new one is a folder beside these and a line here. */
export const createChannels = (settings: ChannelSettings): readonly Channel[] => {
  const { smsProvider, telegram, twilio } = settings;
  return [
    ...(telegram === null ? [] : [createTelegramChannel({ ...settings, ...telegram })]),
    ...(twilio === null ? [] : [createVoiceChannel({ ...settings, twilio })]),
    ...(smsProvider === 'none' ? [] : [createSmsChannel({ ...settings, provider: smsProvider })]),
  ];
};

/** Every channel there is, as far as it can be described without settings. */
export const allChannels: readonly ChannelDescription[] = [webChannel];
