import type { Channel } from '../domain/appeal.ts';
import type { AppealCommand } from '../domain/journeys/appeal-command.ts';
import type { Language } from '../domain/language.ts';

/** A finished appeal with where it comes from. */
export type SubmitInput = AppealCommand & {
  /** UUID of the form; the same one always gives the same receipt and never a second appeal. */
  readonly submissionId: string;
  readonly language: Language;
  readonly channel: Channel;
  /** Ids of `UploadedFile`s of the same submission. */
  readonly files: readonly string[];
};
