import type { Readable } from 'node:stream';

/**
 * Draws a picture anew, upright and without metadata: no place, no device, no thumbnail, and nothing hidden behind
 * the image. `content` is read to its end (its errors are passed on); `use` gets the new picture as a stream. Where the
 * content is no whole picture, that stream fails and the promise rejects with `NoPicture`.
 */
export type RedrawPicture = <Kept>(
  content: AsyncIterable<Buffer>,
  mediaType: string,
  use: (picture: Readable) => Promise<Kept>,
) => Promise<Kept>;

/** The content was no whole picture. */
export class NoPicture extends Error {}
