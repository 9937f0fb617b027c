import type { Readable } from 'node:stream';
import sharp from 'sharp';

/** Longest side in pixels; a photographed page stays readable. */
const longestSide = 4096;
/** Larger ones would take more memory to decode than the service may use. */
const mostPixels = 110_000_000;

sharp.cache(false);
sharp.concurrency(1);

/**
 * Draws a picture anew, upright and without metadata: no place, no device, no thumbnail, and nothing hidden behind
 * the image. The stream fails where the content is no whole picture.
 */
export const redrawPicture = (content: Readable, mediaType: string): Readable => {
  const drawing = sharp({ limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
  const encoded =
    mediaType === 'image/png'
      ? drawing.png()
      : mediaType === 'image/webp'
        ? drawing.webp({ quality: 88 })
        : drawing.jpeg({ quality: 88, mozjpeg: false });
  content.on('error', (error) => encoded.destroy(error));
  return content.pipe(encoded);
};
