import type { FilesTable } from '../storage/tables.ts';

export type FileKind = FilesTable['kind'];

/** A file that is safely kept. `name` is what the person's device called it; never on disk, never in a log. */
export interface UploadedFile {
  readonly id: string;
  readonly kind: FileKind;
  /** Told from the content: `image/jpeg`, `application/pdf`, `video/webm` … */
  readonly mediaType: string;
  readonly bytes: number;
  readonly name: string;
  /** Only what is `ready` can be opened. `waiting`: not examined yet; `refused`: of no use, and why. */
  readonly state: FileState;
}
export type FileState = 'ready' | 'waiting' | { readonly refused: UploadError };

/** At most so many files belong to one appeal as it is sent, and to one message added later. */
export const maxFiles = 5;
/** Pictures and documents; sound and video. In bytes. */
export const maxBytes: Readonly<Record<FileKind, number>> = {
  picture: 20 * 1024 * 1024,
  document: 20 * 1024 * 1024,
  sound: 100 * 1024 * 1024,
  video: 100 * 1024 * 1024,
};

/** Why one file was not taken; the text is `errors:upload.<code>`. */
export const uploadErrors = [
  'too-big',
  'type-not-taken',
  'too-many',
  'broken-upload',
  'infected',
  'scanner-away',
] as const;
export type UploadError = (typeof uploadErrors)[number];
