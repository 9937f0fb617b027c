import { randomFillSync } from 'node:crypto';

const size = 8_192;
const pool = Buffer.alloc(size);
let used = size;

/**
 * Random bytes of the system's generator, drawn by the pool: asking it for a few at a time takes longer than sealing
 * a name does. Each byte is given once, and wiped where it lay.
 */
export const pooledRandomBytes = (count: number): Buffer => {
  if (count > size) return randomFillSync(Buffer.alloc(count));
  if (used + count > size) {
    randomFillSync(pool);
    used = 0;
  }
  const drawn = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return drawn;
};
