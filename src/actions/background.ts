import { createSealer } from '../storage/ledger-seal.ts';
import { forgetDone } from '../storage/outbox.ts';
import { dropOldTries } from '../storage/throttle.ts';
import type { BackgroundStep } from './background-step.ts';
import { cleanDrafts } from './clean-drafts.ts';
import type { ActionContext } from './context.ts';
import { distributePending } from './distribute-pending.ts';
import { drainOutbox } from './drain-outbox.ts';
import { examineFiles } from './examine-files.ts';
import { registerDue } from './register-due.ts';
import { cleanSessions } from './staff/clean-sessions.ts';
import type { DeliveryDesk } from './talk/deliver.ts';
import { cleanTalk, talkSteps } from './talk/talk-steps.ts';

export type { BackgroundStep } from './background-step.ts';

const day = 86_400_000;

/**
 * Not more often than this, however often it is woken: while hundreds come in each second, one round does for many of
 * them, and the people who wait for their number have the machine. What has more waiting goes on at once, unless it is
 * `steady`.
 */
const spaced = (step: BackgroundStep, ms: number, steady = false): BackgroundStep => {
  let last = Number.NEGATIVE_INFINITY;
  let more = false;
  const run = async (): Promise<boolean> => {
    const rest = last + ms - performance.now();
    if (rest > 0 && (steady || !more)) await new Promise((resolve) => setTimeout(resolve, rest));
    last = performance.now();
    more = await step.run();
    return more;
  };
  return { ...step, run };
};

/** Everything that goes on beside the requests, in any number of processes at once. */
export const backgroundSteps = (
  ctx: ActionContext,
  options: {
    /** File outside the database that keeps the heads of the ledgers. */
    readonly headsFile: string;
    /** Channels that converse; none where it is not said. */
    readonly delivery?: DeliveryDesk;
  },
): readonly BackgroundStep[] => {
  const seal = createSealer(ctx.db, ctx.keys, options.headsFile);
  const daysAgo = (count: number): Date => new Date(ctx.now().getTime() - count * day);
  return [
    { name: 'register', everyMs: 5_000, onWake: false, run: () => registerDue(ctx) },
    // 400 appeals a second, a little more than come at the peak that is planned for.
    spaced(
      { name: 'distribute', everyMs: 2_000, onWake: true, run: () => distributePending(ctx) },
      500,
      true,
    ),
    spaced(
      {
        name: 'drain-outbox',
        everyMs: 5_000,
        onWake: true,
        run: () => drainOutbox(ctx, options.delivery?.outlets),
      },
      500,
    ),
    // What came in at the edge; it has no way to wake this process.
    { name: 'examine-files', everyMs: 2_000, onWake: false, run: () => examineFiles(ctx) },
    {
      name: 'seal-ledgers',
      everyMs: 2_000,
      onWake: false,
      run: async () => {
        const { refused } = await seal(ctx.now());
        if (refused > 0) ctx.log.error({ refused }, 'ledger rows were put in past the service');
        return false;
      },
    },
    {
      name: 'clean',
      everyMs: 600_000,
      onWake: false,
      run: async () => {
        await dropOldTries(ctx.db, daysAgo(2));
        await forgetDone(ctx.db, daysAgo(30));
        await cleanTalk(ctx);
        await cleanSessions(ctx);
        return cleanDrafts(ctx);
      },
    },
    ...(options.delivery === undefined ? [] : talkSteps(ctx, options.delivery)).map((step) =>
      spaced(step, 200),
    ),
  ];
};

/** Does one round of every step, for tests and for a machine that runs it by the clock. */
export const runBackgroundOnce = async (
  ctx: ActionContext,
  options: Parameters<typeof backgroundSteps>[1],
): Promise<void> => {
  for (const step of backgroundSteps(ctx, options)) while (await step.run());
};
