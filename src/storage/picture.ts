import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream';
import type { Sharp } from 'sharp';
import { NoPicture, type RedrawPicture } from './redrawing.ts';

/** Longest side in pixels; a photographed page stays readable. */
const longestSide = 4096;
/** Larger ones would take more memory to decode than the service may use. */
const mostPixels = 110_000_000;
/** Pictures drawn at one time; the others wait, so that memory stays bounded however many arrive. */
const places = 2;

/** Loaded with the first picture: it takes twenty megabytes that most processes never need. */
const drawingBoard = async (): Promise<Sharp> => {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp({ limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true });
};

const waiting: (() => void)[] = [];
let drawing = 0;
const takePlace = async (): Promise<void> => {
  if (drawing < places) drawing += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
};
const leavePlace = (): void => {
  const next = waiting.shift();
  if (next === undefined) drawing -= 1;
  else next();
};

/**
 * Draws pictures on this machine. The content goes first into a file that has no name, so that a slow line holds neither
 * memory nor a place at the drawing board.
 */
export const redrawPicture: RedrawPicture = async (content, mediaType, use) => {
  const path = join(tmpdir(), `dauys-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    // Without a name nothing of it is left behind, whenever the process ends.
    await unlink(path);
    for await (const piece of content) await file.writeFile(piece);
    await takePlace();
    try {
      const source = file.createReadStream({ start: 0, autoClose: false });
      const board = (await drawingBoard())
        .autoOrient()
        .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
      const picture = encoders[mediaType]?.(board) ?? board.jpeg({ quality: 88 });
      source.once('error', (error) => picture.destroy(error));
      let failure: Error | null = null;
      finished(picture, (error) => {
        if (error) failure = error;
      });
      source.pipe(picture);
      try {
        return await use(picture);
      } catch (error) {
        throw failure !== null && failure === error ? new NoPicture('not-drawn') : error;
      }
    } finally {
      leavePlace();
    }
  } finally {
    await file.close();
  }
};

const encoders: Readonly<Record<string, (board: Sharp) => Sharp>> = {
  'image/png': (board) => board.png(),
  'image/webp': (board) => board.webp({ quality: 88 }),
};
