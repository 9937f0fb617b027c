import type { Outgoing } from '../../domain/conversation/prompt.ts';
import type { Style } from '../../domain/conversation/style.ts';
import { ok } from '../../domain/result.ts';
import { hasRoomInSms, smsText } from '../../text/sms-text.ts';
import type { Channel, Webhook } from '../contract.ts';
import { createKannelProvider } from './kannel/kannel-provider.ts';
import type { KannelSettings } from './kannel/settings.ts';
import type { SmsToSend } from './provider.ts';
import { senderOf } from './sender.ts';
import type { TwilioSettings } from './twilio/settings.ts';
import { createTwilioProvider } from './twilio/twilio-provider.ts';

export interface SmsSettings {
  /** Who carries what we send; it is set up below. */
  readonly provider: 'twilio' | 'kannel';
  /** Each that is set up is listened to, whoever sends. */
  readonly twilio: TwilioSettings | null;
  readonly kannel: KannelSettings | null;
  readonly publicBaseUrl: string;
  readonly now: () => Date;
}

/** Options are numbers, up to nine of them as far as two segments have room; one reply is one message. */
export const smsStyle: Style = {
  choicesPerMessage: 9,
  hasRoom: hasRoomInSms,
  brief: true,
  stopEndsNotices: true,
  replies: 'later',
  leads: false,
};

/** What is sent: always one SMS, so that a sending has one outcome; null where there is nothing to say. */
const smsOf = ({ deliveryId, address, prompts, language }: Outgoing): SmsToSend | null => {
  const text = smsText(prompts, language);
  return text === '' ? null : { deliveryId, to: address, text };
};

/** What seems to come from our own number is somebody's jest or a mirror: stored, and not answered. */
const deafTo =
  (ours: ReadonlySet<string>) =>
  (webhook: Webhook): Webhook => ({
    ...webhook,
    parse: async (request) => {
      const read = await webhook.parse(request);
      if (!read.ok) return read;
      const inbound = read.value.inbound.map((one) =>
        ours.has(one.thread) ? { ...one, address: null, answerable: false } : one,
      );
      return ok({ ...read.value, inbound });
    },
  });

/** SMS, through Twilio or the Kannel gateway of an operator. */
export const createSmsChannel = (settings: SmsSettings): Channel => {
  const around = { publicBaseUrl: settings.publicBaseUrl, now: settings.now };
  const twilio = settings.twilio && createTwilioProvider(settings.twilio, around);
  const kannel = settings.kannel && createKannelProvider(settings.kannel, around);
  const sender = settings.provider === 'twilio' ? twilio : kannel;
  if (sender === null) throw new Error(`sms: ${settings.provider} is not set up`);
  const { send, find } = sender;
  const ours = new Set(
    [settings.twilio?.from, settings.kannel?.from].flatMap((from) => senderOf(from ?? '')?.thread ?? []),
  );
  return {
    id: 'sms',
    can: {
      choices: false,
      freeText: true,
      voiceIn: false,
      mediaIn: false,
      messageLength: null,
      knowsAddress: true,
    },
    style: smsStyle,
    webhooks: [...(twilio?.webhooks ?? []), ...(kannel?.webhooks ?? [])].map(deafTo(ours)),
    render: (prompts, language) => {
      const text = smsText(prompts, language);
      return text === '' ? [] : [text];
    },
    send: async (outgoing) => {
      const sms = smsOf(outgoing);
      return sms === null ? { outcome: 'never', code: 'nothing-to-say' } : send(sms);
    },
    find:
      find === null
        ? null
        : async (outgoing, since) => {
            const sms = smsOf(outgoing);
            return sms === null ? { found: 'did-not-go-out' } : find(sms, since);
          },
    fetchMedia: twilio?.fetchMedia ?? null,
    messagesPerSecond: sender.messagesPerSecond,
  };
};
