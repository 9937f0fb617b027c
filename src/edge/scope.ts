import { AsyncLocalStorage } from 'node:async_hooks';
import { connect } from '../storage/connect.ts';
import type { Database } from '../storage/database.ts';

/** What belongs to one request alone: a worker may not use a connection, or await a promise, of another one. */
export interface Scope {
  readonly db: Database;
  /** Goes on after the answer; the connection stays open until it is done. */
  readonly later: (work: Promise<unknown>) => void;
  /** Runs the work that follows a commit, after the answer, once however often it is asked for. */
  readonly wake: () => void;
}

/** Connections of one request: one for its own queries, one for what follows its commit, and room for reading at once. */
const connections = 3;

const scopes = new AsyncLocalStorage<Scope>();

/** The request that asks. Throws outside of any. */
export const here = (): Scope => {
  const scope = scopes.getStore();
  if (scope === undefined) throw new Error('edge: asked outside of a request');
  return scope;
};

/**
 * Does one request's work with a connection of its own, opened at the first query. It is closed behind the answer, when
 * everything handed to `later` has ended.
 */
export const inScope = async <Value>(
  around: {
    readonly databaseUrl: string;
    readonly waitUntil: (work: Promise<unknown>) => void;
    readonly afterCommit: () => Promise<void>;
    readonly onError: (code: string) => void;
  },
  work: () => Promise<Value>,
): Promise<Value> => {
  let closing = false;
  const { db, close } = connect(around.databaseUrl, {
    max: connections,
    applicationName: 'dauys-edge',
    // Behind a pooler a session is not ours to set up.
    sessionLimits: false,
    // The runtime's sockets call their own closing an error.
    onError: (code) => {
      if (!closing) around.onError(code);
    },
  });
  const running = new Set<Promise<unknown>>();
  const later = (task: Promise<unknown>): void => {
    const watched = task.catch(() => undefined).finally(() => running.delete(watched));
    running.add(watched);
  };
  let wanted = false;
  let draining = false;
  const drain = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      await around.afterCommit();
    }
    draining = false;
  };
  const scope: Scope = {
    db,
    later,
    wake: () => {
      wanted = true;
      if (draining) return;
      draining = true;
      later(scopes.run(scope, drain));
    },
  };
  const end = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
    closing = true;
    await close();
  };
  try {
    return await scopes.run(scope, work);
  } finally {
    around.waitUntil(end());
  }
};
