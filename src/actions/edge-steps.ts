import type { BackgroundStep } from './background-step.ts';
import type { ActionContext } from './context.ts';
import { distributePending } from './distribute-pending.ts';
import { drainOutbox } from './drain-outbox.ts';
import { registerDue } from './register-due.ts';
import type { DeliveryDesk } from './talk/deliver.ts';
import { retryInbound } from './talk/retry-inbound.ts';
import { deliverySteps } from './talk/talk-steps.ts';

type Step = Pick<BackgroundStep, 'name' | 'run'>;

/** Rounds of one step at a time: an edge host gives half a minute, and the clock comes again. */
const mostRounds = 5;

/** What a host without a loop of its own does: after a commit, and by the clock. The rest is the Node side's. */
export const edgeSteps = (
  ctx: ActionContext,
  desk: DeliveryDesk,
): { readonly afterCommit: readonly Step[]; readonly byClock: readonly Step[] } => {
  const afterCommit: readonly Step[] = [
    { name: 'distribute', run: () => distributePending(ctx) },
    { name: 'drain-outbox', run: () => drainOutbox(ctx, desk.outlets) },
    ...deliverySteps(ctx, desk),
  ];
  return {
    afterCommit,
    byClock: [
      { name: 'register', run: () => registerDue(ctx) },
      { name: 'retry-inbound', run: () => retryInbound(ctx, desk.talk) },
      ...afterCommit,
    ],
  };
};

/** Runs each step until it has nothing more, for a while; one that fails is logged and keeps no other from its turn. */
export const runSteps = async (ctx: ActionContext, steps: readonly Step[]): Promise<void> => {
  for (const { name, run } of steps) {
    try {
      for (let round = 0; round < mostRounds && (await run()); round += 1);
    } catch (error) {
      ctx.log.error({ step: name, error }, 'background step failed');
    }
  }
};
