import { z } from 'zod';

const text = z.string().trim().min(1);
const httpAddress = text.refine((value) => /^https?:\/\/[^\s/]+/.test(value) && URL.canParse(value), {
  message: 'must be an address that starts with http:// or https://',
});
const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/** Settings of the providers behind the channels, as they stand in the environment. */
export const channelSchema = z.object({
  TELEGRAM_BOT_TOKEN: text.regex(/^[\w:-]+$/, 'must be a token as @BotFather gives it').optional(),
  TELEGRAM_WEBHOOK_SECRET: text.regex(/^[\w-]{1,256}$/, 'must be letters, digits, _ and - alone').optional(),
  TELEGRAM_API_ROOT: httpAddress.default('https://api.telegram.org'),
  TWILIO_ACCOUNT_SID: text.optional(),
  TWILIO_AUTH_TOKEN: text.optional(),
  TWILIO_FROM: text.optional(),
  TWILIO_API_BASE_URL: httpAddress.default('https://api.twilio.com'),
  KANNEL_SEND_URL: httpAddress.optional(),
  KANNEL_USERNAME: text.optional(),
  KANNEL_PASSWORD: text.optional(),
  KANNEL_FROM: text.optional(),
  KANNEL_INBOUND_SECRET: text.optional(),
  SMS_PROVIDER: z.enum(['twilio', 'kannel', 'none']).optional(),
  VOICE_RUSSIAN: z.enum(['files', 'say']).default('files'),
});
type Environment = z.infer<typeof channelSchema>;

export interface TelegramConfig {
  readonly token: string;
  /** Null: polling alone; the webhook is then shut. */
  readonly webhookSecret: string | null;
  readonly apiRoot: string;
}
export interface TwilioConfig {
  readonly accountSid: string;
  readonly authToken: string;
  /** The number that people write to and call, E.164. */
  readonly from: string;
  readonly apiBaseUrl: string;
}
export interface KannelConfig {
  readonly sendUrl: string;
  readonly username: string;
  readonly password: string;
  readonly from: string;
  readonly inboundSecret: string;
}
/** Providers that are set up; null for each one that is not. */
export interface ChannelConfig {
  readonly telegram: TelegramConfig | null;
  readonly twilio: TwilioConfig | null;
  readonly kannel: KannelConfig | null;
  readonly smsProvider: 'twilio' | 'kannel' | 'none';
  /** How the telephone says Russian: our recordings, or the provider's own voice. */
  readonly voiceRussian: 'files' | 'say';
}

/** All of these settings or none: the name of the first one missing where only some are there. */
const firstMissing = (env: Environment, names: readonly (keyof Environment)[]): string | null =>
  names.some((name) => env[name] !== undefined)
    ? (names.find((name) => env[name] === undefined) ?? null)
    : null;

const twilioNames = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;
const kannelNames = [
  'KANNEL_SEND_URL',
  'KANNEL_USERNAME',
  'KANNEL_PASSWORD',
  'KANNEL_FROM',
  'KANNEL_INBOUND_SECRET',
] as const;

/** What is wrong between the settings of the channels, as one line that begins with the setting's name; else null. */
export const channelMistake = (env: Environment, publicBaseUrl: string): string | null => {
  for (const names of [twilioNames, kannelNames]) {
    const missing = firstMissing(env, names);
    if (missing !== null) return `${missing}: missing although others of the same provider are set`;
  }
  if (env.TELEGRAM_BOT_TOKEN && !env.TELEGRAM_WEBHOOK_SECRET && publicBaseUrl.startsWith('https://'))
    return 'TELEGRAM_WEBHOOK_SECRET: missing; a webhook without a secret would take anything from anybody';
  if (env.SMS_PROVIDER === 'twilio' && !env.TWILIO_ACCOUNT_SID)
    return 'TWILIO_ACCOUNT_SID: missing although SMS_PROVIDER is twilio';
  if (env.SMS_PROVIDER === 'kannel' && !env.KANNEL_SEND_URL)
    return 'KANNEL_SEND_URL: missing although SMS_PROVIDER is kannel';
  return null;
};

/** Settings of the channels, typed. `channelMistake` has found nothing wrong with them. */
export const channelConfig = (env: Environment): ChannelConfig => {
  const twilio =
    env.TWILIO_ACCOUNT_SID && env.TWILIO_AUTH_TOKEN && env.TWILIO_FROM
      ? {
          accountSid: env.TWILIO_ACCOUNT_SID,
          authToken: env.TWILIO_AUTH_TOKEN,
          from: env.TWILIO_FROM,
          apiBaseUrl: withoutSlash(env.TWILIO_API_BASE_URL),
        }
      : null;
  const kannel =
    env.KANNEL_SEND_URL &&
    env.KANNEL_USERNAME &&
    env.KANNEL_PASSWORD &&
    env.KANNEL_FROM &&
    env.KANNEL_INBOUND_SECRET
      ? {
          sendUrl: env.KANNEL_SEND_URL,
          username: env.KANNEL_USERNAME,
          password: env.KANNEL_PASSWORD,
          from: env.KANNEL_FROM,
          inboundSecret: env.KANNEL_INBOUND_SECRET,
        }
      : null;
  const telegram = env.TELEGRAM_BOT_TOKEN
    ? {
        token: env.TELEGRAM_BOT_TOKEN,
        webhookSecret: env.TELEGRAM_WEBHOOK_SECRET ?? null,
        apiRoot: withoutSlash(env.TELEGRAM_API_ROOT),
      }
    : null;
  const found = twilio ? 'twilio' : kannel ? 'kannel' : 'none';
  return {
    telegram,
    twilio,
    kannel,
    smsProvider: env.SMS_PROVIDER ?? found,
    voiceRussian: env.VOICE_RUSSIAN,
  };
};

/** The number that people send SMS to, as they know it; null where there is none, or a service of Twilio stands for it. */
export const smsNumber = ({ smsProvider, twilio, kannel }: ChannelConfig): string | null => {
  const from = { twilio: twilio?.from, kannel: kannel?.from, none: undefined }[smsProvider];
  return from !== undefined && /^\+?\d+$/.test(from) ? from : null;
};
