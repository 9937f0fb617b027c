import type { ChannelDescription } from './contract.ts';
import { webChannel } from './web/description.ts';

/** Every channel there is; a new one is a folder beside these and a line here. */
export const allChannels: readonly ChannelDescription[] = [webChannel];
