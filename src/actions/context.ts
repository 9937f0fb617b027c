import type { Database } from '../storage/database.ts';
import type { FileStore } from '../storage/files.ts';
import type { KeyRing } from '../storage/keys.ts';
import type { RedrawPicture } from '../storage/redrawing.ts';
import type { ReferenceSource } from '../storage/reference.ts';
import type { VirusScanner } from '../storage/scanning.ts';

/** Structured log lines; never a name, a telephone, or a word of a person. */
export interface Log {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** Everything an action needs of the world; handed in by `app.ts`, so that time and chance can be set in a test. */
export interface ActionContext {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly files: FileStore;
  /**
   * Null on a host that can't draw (the edge): files taken there wait for one that can and scans them too, and are shown
   * to nobody before.
   */
  readonly redraw: RedrawPicture | null;
  /** Null where no scanner is set up; where one is, what it can't pass is not taken. */
  readonly virusScanner: VirusScanner | null;
  readonly reference: ReferenceSource;
  readonly now: () => Date;
  readonly uuid: () => string;
  readonly randomBytes: (count: number) => Buffer;
  readonly log: Log;
  /** Says that the outbox has something to do now; never waits. */
  readonly wake: () => void;
}
