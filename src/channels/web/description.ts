import type { ChannelDescription } from '../contract.ts';

/** The forms of the site: a page a question, with and without scripts. */
export const webChannel: ChannelDescription = {
  id: 'web',
  can: {
    choices: true,
    freeText: true,
    voiceIn: true,
    mediaIn: true,
    messageLength: null,
    knowsAddress: false,
  },
};
