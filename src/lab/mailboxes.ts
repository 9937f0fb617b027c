/** Something in a mailbox, with its place in it. */
export type Kept<Entry> = Entry & { readonly seq: number };

/** What came to and from the addresses of one channel of the lab, newest last. */
export interface Mailboxes<Entry> {
  readonly append: (address: string, entry: Entry) => Kept<Entry>;
  /** Entries after a place; all of them after 0. */
  readonly read: (address: string, after?: number) => readonly Kept<Entry>[];
  /** Puts another entry in place of one (a message was delivered, a button was pressed). */
  readonly replace: (address: string, seq: number, entry: Entry) => void;
  readonly forget: (address: string) => void;
  /** Resolves when something `wanted` stands after that place, or when `ms` milliseconds are over. */
  readonly wait: (
    address: string,
    after: number,
    wanted: (entry: Entry) => boolean,
    ms: number,
  ) => Promise<void>;
}

export interface MailboxLimits {
  /** Addresses; the one longest unused goes first. */
  readonly addresses: number;
  /** Entries of one address; the oldest go first. */
  readonly entries: number;
}

/**
 * Mailboxes in memory: the lab is one process's, for a demonstration, and is forgotten with it. What is in them never
 * grows beyond the limits, however many try.
 */
export const createMailboxes = <Entry extends object>(limits: MailboxLimits): Mailboxes<Entry> => {
  const boxes = new Map<string, Kept<Entry>[]>();
  const waiting = new Map<string, Set<() => void>>();
  // One count for all: an address that was forgotten and used again never shows an old place.
  let seq = 0;

  const boxOf = (address: string): Kept<Entry>[] => {
    const box = boxes.get(address) ?? [];
    boxes.delete(address);
    boxes.set(address, box);
    const [oldest] = boxes.keys();
    if (boxes.size > limits.addresses && oldest !== undefined) boxes.delete(oldest);
    return box;
  };
  const read = (address: string, after = 0): readonly Kept<Entry>[] =>
    (boxes.get(address) ?? []).filter((entry) => entry.seq > after);

  return {
    append: (address, entry) => {
      const box = boxOf(address);
      seq += 1;
      const kept = { ...entry, seq };
      box.push(kept);
      if (box.length > limits.entries) box.splice(0, box.length - limits.entries);
      for (const look of waiting.get(address) ?? []) look();
      return kept;
    },
    read,
    replace: (address, place, entry) => {
      const box = boxes.get(address) ?? [];
      const index = box.findIndex((kept) => kept.seq === place);
      if (index >= 0) box[index] = { ...entry, seq: place };
    },
    forget: (address) => {
      boxes.delete(address);
    },
    wait: (address, after, wanted, ms) =>
      new Promise((resolve) => {
        const there = (): boolean => read(address, after).some(wanted);
        if (there()) return resolve();
        const lookers = waiting.get(address) ?? new Set();
        waiting.set(address, lookers);
        const end = (): void => {
          clearTimeout(timer);
          lookers.delete(look);
          if (lookers.size === 0) waiting.delete(address);
          resolve();
        };
        const look = (): void => {
          if (there()) end();
        };
        const timer = setTimeout(end, ms);
        lookers.add(look);
      }),
  };
};
