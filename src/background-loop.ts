import type { BackgroundStep } from './actions/background.ts';
import type { Log } from './actions/context.ts';

export interface BackgroundLoop {
  readonly wake: () => void;
  /** Resolves when the round under way has ended. */
  readonly stop: () => Promise<void>;
}

/** Runs each step in a loop of its own; a step that fails is logged and tried again after a longer rest. */
export const startLoop = (steps: readonly BackgroundStep[], log: Log): BackgroundLoop => {
  let stopping = false;
  const wakers = new Set<() => void>();
  const stoppers = new Set<() => void>();

  const follow = async (step: BackgroundStep): Promise<void> => {
    let failures = 0;
    let awake = false;
    let rouse: () => void = () => undefined;
    if (step.onWake) {
      wakers.add(() => {
        awake = true;
        rouse();
      });
    }
    stoppers.add(() => rouse());
    while (!stopping) {
      let more = false;
      awake = false;
      try {
        more = await step.run();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error({ step: step.name, failures, error }, 'background step failed');
      }
      if (stopping || (more && failures === 0) || awake) continue;
      const rest = Math.min(step.everyMs * 2 ** Math.min(failures, 5), Math.max(step.everyMs, 30_000));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        rouse = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      rouse = () => undefined;
    }
  };

  const running = steps.map(follow);
  return {
    wake: () => {
      for (const waker of wakers) waker();
    },
    stop: async () => {
      stopping = true;
      for (const stopper of stoppers) stopper();
      await Promise.all(running);
    },
  };
};
