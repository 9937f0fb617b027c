import type { TalkDesk } from '../actions/talk/talk-desk.ts';
import type { Outlets } from '../actions/talk/ways.ts';
import type { Style } from '../domain/conversation/style.ts';
import { labelTexts } from '../text/prompt-text.ts';
import type { Channel } from './contract.ts';

/** For a channel that has been taken out of use while its messages still wait. */
const plainStyle: Style = {
  choicesPerMessage: 4,
  brief: true,
  stopEndsNotices: true,
  replies: 'later',
  leads: false,
};

/** The ways out, by channel. */
export const outletsOf = (channels: readonly Channel[]): Outlets =>
  new Map(channels.map((channel) => [channel.id, channel]));

/** What conversing needs of the channels that are set up, and of the texts. */
export const talkDeskOf = (channels: readonly Channel[], helpPhone: string): TalkDesk => {
  const styles = new Map(channels.map(({ id, style }) => [id, style]));
  const senders = outletsOf(channels.filter(({ send }) => send !== null));
  return {
    styleOf: (channel) => styles.get(channel) ?? plainStyle,
    sends: (channel, address) => {
      const outlet = senders.get(channel);
      return outlet !== undefined && (outlet.reaches?.(address, address) ?? true);
    },
    labels: labelTexts,
    helpPhone,
  };
};
