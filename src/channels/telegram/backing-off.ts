/** Waits a while; ends at once when `signal` says so. Resolves in any case. */
export type Rest = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const restUntil: Rest = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });

export interface BackOff {
  readonly rest: Rest;
  /** Milliseconds before the second try; doubled at each further one up to `longest`. */
  readonly first: number;
  readonly longest: number;
  /** From 0 up to 1, so that what failed together is not tried again together. */
  readonly chance: () => number;
}

/** Waits after the `failures`-th failure in a row: half to one and a half times the pause. */
export const backOff = (
  { rest, first, longest, chance }: BackOff,
  failures: number,
  signal: AbortSignal,
): Promise<void> => rest(Math.min(first * 2 ** (failures - 1), longest) * (0.5 + chance()), signal);
