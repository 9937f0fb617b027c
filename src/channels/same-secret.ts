import { createHash, timingSafeEqual } from 'node:crypto';

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Is what was given the secret? In a time that says nothing of how much of it was right, nor of its length. */
export const isSameSecret = (given: string | null, secret: string): boolean =>
  timingSafeEqual(hashed(given ?? ''), hashed(secret)) && given !== null;
