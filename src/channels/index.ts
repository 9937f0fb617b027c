import type { Channel, ChannelDescription } from './contract.ts';
import { webChannel } from './web/description.ts';

/** Settings of the channels that converse, each as its own folder wants them; null where it is not set up. */
export interface ChannelSettings {
  /** What providers call us by, and sign. */
  readonly publicBaseUrl: string;
}

/** The channels that converse and are set up; a new one is a folder beside these and a line here. */
export const createChannels = (_settings: ChannelSettings): readonly Channel[] => [];

/** Every channel there is, as far as it can be described without settings. */
export const allChannels: readonly ChannelDescription[] = [webChannel];
