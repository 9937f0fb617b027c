import { createHash } from 'node:crypto';

/** What the channel needs of the environment. Two of them can live in one process: nothing here is global. */
export interface TelegramSettings {
  /** As @BotFather gives it; it opens the bot's account and stands in addresses: never logged, never in an error. */
  readonly token: string;
  /** What Telegram sends back with each update; null: the webhook is shut, updates come by polling alone. */
  readonly webhookSecret: string | null;
  /** Where the Bot API answers, without a slash at the end. Files are fetched from there and nowhere else. */
  readonly apiRoot: string;
  /** Where people find the service's own pages. */
  readonly publicBaseUrl: string;
  readonly now: () => Date;
  /** Work that nobody waits for; on Workers it must be handed to the host, or it ends with the answer. */
  readonly aside?: (work: Promise<unknown>) => void;
  /** Milliseconds that a call may take; 10 s where it is not said. */
  readonly answersWithin?: number;
  /** Lets time pass; for the pace of one chat. */
  readonly rest?: (milliseconds: number) => Promise<void>;
  /** Milliseconds of some clock that never goes back. */
  readonly ticks?: () => number;
}

/**
 * Names the bot in the ids of updates: two bots count their updates each on its own. The number before the colon is
 * public (everyone who writes to the bot sees it); of any other token only a digest is used.
 */
export const botIdOf = (token: string): string =>
  /^(\d+):/.exec(token)?.[1] ?? createHash('sha256').update(token).digest('hex').slice(0, 12);
