import pg from 'pg';

/** Something that one process of all does at a time, held by a connection of its own. */
export interface HeldTurn {
  /** Aborted when the connection is gone: PostgreSQL has given the turn back by then. */
  readonly lost: AbortSignal;
  /** Asks the database over that connection; false (and lost) where it does not answer. */
  readonly isOurs: () => Promise<boolean>;
  readonly giveUp: () => Promise<void>;
}

export interface TurnOptions {
  /** Milliseconds between two tries. */
  readonly everyMs?: number;
  readonly applicationName?: string;
}

const restUntil = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });

/** Milliseconds that the database may take to answer on this connection before it counts as lost. */
const answerWithin = 5_000;

interface Waiting extends HeldTurn {
  /** Takes the lock if nobody has it. */
  readonly tryIt: () => Promise<boolean>;
}

/** A connection that may come to hold the lock; null where none could be made. */
const openWaiting = async (url: string, key: number, name: string): Promise<Waiting | null> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: answerWithin,
    query_timeout: answerWithin,
  });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const giveUp = async (): Promise<void> => {
    lost.abort();
    await client.end().catch(() => undefined);
  };
  const ask = async (query: string, values: readonly number[]): Promise<boolean> => {
    if (lost.signal.aborted) return false;
    try {
      const { rows } = await client.query<{ yes: boolean }>(query, [...values]);
      return rows[0]?.yes === true;
    } catch {
      await giveUp();
      return false;
    }
  };
  try {
    await client.connect();
  } catch {
    await giveUp();
    return null;
  }
  return {
    lost: lost.signal,
    giveUp,
    tryIt: () => ask('select pg_try_advisory_lock($1) as yes', [key]),
    isOurs: () => ask('select true as yes', []),
  };
};

/**
 * Waits until this process has the turn named by `key`, a number that is the same in every process. It is a session lock
 * of PostgreSQL: when the holder dies, however it dies, another one gets it. null when `signal` ended the waiting.
 */
export const takeTurn =
  (url: string, key: number, { everyMs = 1_000, applicationName = 'dauys-turn' }: TurnOptions = {}) =>
  async (signal: AbortSignal): Promise<HeldTurn | null> => {
    while (!signal.aborted) {
      const waiting = await openWaiting(url, key, applicationName);
      while (waiting !== null && !signal.aborted && !waiting.lost.aborted) {
        if ((await waiting.tryIt()) && !signal.aborted) return waiting;
        await restUntil(everyMs, signal);
      }
      await waiting?.giveUp();
      if (!signal.aborted) await restUntil(everyMs, signal);
    }
    return null;
  };
