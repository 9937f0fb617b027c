const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Hands items to one commit together with whatever else waits at that moment. */
export interface GroupCommit<Item, Outcome> {
  readonly add: (item: Item) => Promise<Outcome>;
  /** Items that have not had their outcome yet. */
  readonly pending: () => number;
}

export interface GroupCommitOptions<Item, Outcome> {
  /** Most items of one commit. */
  readonly most: number;
  /** Commits under way at one time; what arrives meanwhile forms the next group. */
  readonly lanes: number;
  /** So many must wait before a second commit is begun beside one under way: fewer, larger groups cost less. */
  readonly enough: number;
  /** Milliseconds that a lane rests after a commit, so that more go along the next time; none where it is not said. */
  readonly rest?: number;
  /** Commits all of the items or none; gives their outcomes in the same order. Must bear being tried twice. */
  readonly commit: (items: readonly Item[]) => Promise<readonly Outcome[]>;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Group commit: nobody waits for a timer, an item that comes alone goes alone at once. Under load the groups grow by
 * themselves, so that many share one statement and one write to the disk. Where a group fails, each of its items is
 * tried alone: one that can't be stored never takes others with it.
 */
export const createGroupCommit = <Item, Outcome>(
  options: GroupCommitOptions<Item, Outcome>,
): GroupCommit<Item, Outcome> => {
  const waiting: Waiting<Item, Outcome>[] = [];
  let underWay = 0;
  let pending = 0;

  const settle = async (group: readonly Waiting<Item, Outcome>[]): Promise<void> => {
    const outcomes = await options.commit(group.map((entry) => entry.item));
    pending -= group.length;
    group.forEach((entry, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) entry.reject(new Error('group-commit: no outcome'));
      else entry.resolve(outcome);
    });
  };
  const alone = async (entry: Waiting<Item, Outcome>): Promise<void> => {
    try {
      await settle([entry]);
    } catch (error) {
      pending -= 1;
      entry.reject(error);
    }
  };
  const run = async (group: readonly Waiting<Item, Outcome>[]): Promise<void> => {
    try {
      await settle(group);
    } catch {
      for (const entry of group) await alone(entry);
    }
    if (options.rest !== undefined) await pause(options.rest);
    underWay -= 1;
    start();
  };
  const start = (): void => {
    const next = (): boolean =>
      underWay === 0 ? waiting.length > 0 : underWay < options.lanes && waiting.length >= options.enough;
    while (next()) {
      underWay += 1;
      void run(waiting.splice(0, options.most));
    }
  };
  return {
    add: (item) =>
      new Promise<Outcome>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        pending += 1;
        start();
      }),
    pending: () => pending,
  };
};
