/** Work that goes on beside the requests. */
export interface BackgroundStep {
  readonly name: string;
  /** Milliseconds of rest after each run. */
  readonly everyMs: number;
  /** Run at once when something has been put into the outbox. */
  readonly onWake: boolean;
  /** Does one round; true where more is waiting, so that it is called again without a rest. */
  readonly run: () => Promise<boolean>;
}
