import type { Opts, Update } from 'telegraf/types';
import type { ActionContext } from '../../actions/context.ts';
import type { Arriving } from '../../actions/talk/arriving.ts';
import { rawOf } from '../webhook-routes.ts';
import { type BackOff, backOff } from './backing-off.ts';
import type { BotApi, Called } from './bot-api.ts';
import { pressedQuery, readUpdate } from './read-update.ts';
import { allowedUpdates } from './update.ts';

/** One process of all polls, since Telegram gives each update once: whoever holds this. Made by the storage. */
export interface Turn {
  /** Aborted when it was lost: the connection that held it is gone, and another process may have it. */
  readonly lost: AbortSignal;
  /** Asks whether it is still ours. */
  readonly isOurs: () => Promise<boolean>;
  readonly giveUp: () => Promise<void>;
}
/** Waits for the turn; null when told to stop first. */
export type TakeTurn = (signal: AbortSignal) => Promise<Turn | null>;

export interface PollingDesk {
  readonly api: BotApi;
  readonly botId: string;
  /** Resolves after the commit; rejects where nothing could be stored. */
  readonly receive: (arriving: Arriving) => Promise<unknown>;
  readonly takeTurn: TakeTurn;
  readonly backOff: BackOff;
  readonly now: () => Date;
  readonly log: ActionContext['log'];
  /** Seconds that Telegram holds a question for updates open. */
  readonly pollSeconds?: number;
}

/** Longer than Telegram holds the question open, in ms. */
const answerMargin = 10_000;
/** An empty answer that came at once is not asked for again at once, in ms. */
const shortestRound = 500;
/** People whose updates are taken at the same time. */
const atOnce = 16;
/** After a week without updates Telegram begins anew at any number; an offset from before would hide them. */
const offsetKeptMs = 6 * 86_400_000;

/** Updates by the person they are of, each person's in order. */
const byPerson = (botId: string, updates: readonly Update[]): readonly (readonly Update[])[] => {
  const people = new Map<string, Update[]>();
  for (const update of updates) {
    const read = readUpdate(botId, update);
    const thread = read.ok ? (read.value.inbound[0]?.thread ?? '') : '';
    people.set(thread, [...(people.get(thread) ?? []), update]);
  }
  return [...people.values()];
};

/** Takes one update; tries until it is stored or it is time to end. False where it was not stored. */
const takeUpdate = async (desk: PollingDesk, update: Update, signal: AbortSignal): Promise<boolean> => {
  const read = readUpdate(desk.botId, update);
  if (!read.ok) {
    // It would come for ever, and hold up all that is behind it.
    desk.log.warn({ updateId: update.update_id }, 'an update of a strange form was passed over');
    return true;
  }
  const query = pressedQuery(update);
  for (const inbound of read.value.inbound) {
    for (let failures = 1; ; failures += 1) {
      if (signal.aborted) return false;
      try {
        await desk.receive({ inbound, raw: rawOf(inbound, JSON.stringify(update)) });
        break;
      } catch (error) {
        desk.log.warn(
          { failures, error: error instanceof Error ? error.name : 'unknown' },
          'an update could not be stored; it is tried again',
        );
        await backOff(desk.backOff, failures, signal);
      }
    }
  }
  if (query !== null) await desk.api.call('answerCallbackQuery', { callback_query_id: query }, { signal });
  return true;
};

const takeAll = async (
  desk: PollingDesk,
  updates: readonly Update[],
  signal: AbortSignal,
): Promise<boolean> => {
  const people = [...byPerson(desk.botId, updates)];
  let all = true;
  const serve = async (): Promise<void> => {
    for (let person = people.pop(); person !== undefined; person = people.pop())
      for (const update of person) all = (all && (await takeUpdate(desk, update, signal))) || false;
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, people.length) }, serve));
  return all;
};

/** From where on updates are wanted; what lies before has been taken. */
interface Offset {
  readonly next: number;
  readonly at: number;
}
const questionFrom = (offset: Offset | null, pollSeconds: number): Opts<'getUpdates'> => ({
  timeout: pollSeconds,
  limit: 100,
  allowed_updates: allowedUpdates,
  ...(offset === null ? {} : { offset: offset.next }),
});

/** Polls for as long as the turn is ours. */
const pollTurn = async (desk: PollingDesk, turn: Turn, signal: AbortSignal): Promise<void> => {
  const { api, log, pollSeconds = 25 } = desk;
  let failures = 0;
  let webhookGone = false;
  let offset: Offset | null = null;
  const failed = async (what: string, why: string): Promise<void> => {
    failures += 1;
    webhookGone = false;
    log.warn({ failures, why }, what);
    await backOff(desk.backOff, failures, signal);
  };
  while (!signal.aborted && (await turn.isOurs())) {
    if (!webhookGone) {
      // Telegram gives nothing to those who ask while it brings updates elsewhere.
      const gone = await api.call('deleteWebhook', { drop_pending_updates: false }, { signal });
      if (signal.aborted) return;
      if (gone.outcome !== 'ok' && !knowsNone(gone)) {
        await failed('the webhook could not be taken away', whyOf(gone));
        continue;
      }
      webhookGone = true;
    }
    if (offset !== null && desk.now().getTime() - offset.at > offsetKeptMs) offset = null;
    const asked = performance.now();
    const got: Called<Update[]> = await api.call('getUpdates', questionFrom(offset, pollSeconds), {
      signal,
      within: pollSeconds * 1_000 + answerMargin,
    });
    if (signal.aborted) return;
    if (got.outcome !== 'ok' || !Array.isArray(got.value)) {
      await failed('asking for updates failed', whyOf(got));
      continue;
    }
    failures = 0;
    const last = got.value.at(-1);
    if (last === undefined) {
      const rest = shortestRound - (performance.now() - asked);
      if (rest > 0) await desk.backOff.rest(rest, signal);
      continue;
    }
    // What was not stored comes again, and what was is recognised.
    if (!(await takeAll(desk, got.value, signal))) continue;
    offset = { next: last.update_id + 1, at: desk.now().getTime() };
  }
};

/** Servers that speak the Bot API in part know of no webhooks; there is none to take away then. */
const knowsNone = (called: { readonly outcome: string; readonly status?: number }): boolean =>
  called.status === 400 || called.status === 404 || called.status === 501;

const whyOf = (called: { readonly outcome: string; readonly status?: number }): string =>
  called.status === undefined ? called.outcome : `${called.outcome} ${called.status}`;

/**
 * Asks Telegram for updates, in one process of all, and hands each to the service: one person's one after the other,
 * different people's at once. What was taken is confirmed to Telegram only after the commit of all of it. Ends when the
 * signal says so, in the middle of a question too.
 */
export const poll = async (desk: PollingDesk, stop: AbortSignal): Promise<void> => {
  while (!stop.aborted) {
    const turn = await desk.takeTurn(stop);
    if (turn === null) return;
    desk.log.info({}, 'polling Telegram');
    try {
      await pollTurn(desk, turn, AbortSignal.any([stop, turn.lost]));
    } catch (error) {
      desk.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'polling broke off');
      await backOff(desk.backOff, 1, stop);
    } finally {
      await turn.giveUp();
    }
  }
};
