import type { CallEntry, ChatEntry, SmsEntry } from './entries.ts';
import { createLabFiles, type LabFiles } from './files.ts';
import { createMailboxes, type Mailboxes } from './mailboxes.ts';

/** Made-up accounts of providers, drawn anew at each start and kept in memory alone. */
export interface LabSecrets {
  readonly botToken: string;
  readonly webhookSecret: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** The number that lab people write to and call. */
  readonly serviceNumber: string;
}

/** What the stand-in for the providers holds. */
export interface StandIn {
  readonly secrets: LabSecrets;
  readonly chat: Mailboxes<ChatEntry>;
  readonly sms: Mailboxes<SmsEntry>;
  readonly calls: Mailboxes<CallEntry>;
  readonly files: LabFiles;
  readonly randomBytes: (count: number) => Buffer;
  readonly now: () => Date;
  /** Ids of updates and messages, never twice, also not after a restart with the same database. */
  readonly nextId: () => number;
  /** Where it is reached over HTTP, once it listens: `http://127.0.0.1:PORT`. */
  readonly root: () => string;
  /** What the provider tells the service besides: a delivery report, after the answer to the sending. */
  readonly report: (to: string, form: Readonly<Record<string, string>>) => void;
}

const limits = { addresses: 300, entries: 200 } as const;
const mostBytes = 64 * 1024 * 1024;

export const createStandIn = (world: Pick<StandIn, 'randomBytes' | 'now' | 'report' | 'root'>): StandIn => {
  const hex = (count: number): string => world.randomBytes(count).toString('hex');
  let last = 0;
  return {
    ...world,
    secrets: {
      botToken: `7040000000:${hex(17)}`,
      webhookSecret: hex(24),
      accountSid: `AC${hex(16)}`,
      authToken: hex(16),
      serviceNumber: '+77040001414',
    },
    chat: createMailboxes<ChatEntry>(limits),
    sms: createMailboxes<SmsEntry>(limits),
    calls: createMailboxes<CallEntry>(limits),
    files: createLabFiles(mostBytes),
    // A hundredth of a second is enough apart for people who press buttons; the count goes on where it is not.
    nextId: () => {
      last = Math.max(last + 1, Math.floor(world.now().getTime() / 10));
      return last;
    },
  };
};
