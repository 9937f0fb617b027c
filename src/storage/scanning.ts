/** One file on its way to the scanner, piece by piece. */
export interface RunningScan {
  /** Resolves when the scanner took the piece; rejects with `ScannerAway`. */
  readonly write: (piece: Buffer) => Promise<void>;
  /** The verdict after the last piece; rejects with `ScannerAway`. */
  readonly verdict: () => Promise<'clean' | 'infected'>;
  /** Ends a scan whose file is given up. */
  readonly abandon: () => void;
}
export interface VirusScanner {
  readonly begin: () => Promise<RunningScan>;
}

/** The scanner gave no verdict: it is not there, broke off, or found the file too long. Then nothing is taken. */
export class ScannerAway extends Error {
  constructor(reason: string) {
    super(`scanner-away: ${reason}`);
  }
}
