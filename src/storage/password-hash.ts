import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt with what it costs written into the hash, `$scrypt$ln=15,r=8,p=3$SALT$KEY` (base64url), so that it can be
 * raised later: an older hash still verifies, and is renewed at the next sign-in (`isOutdated`).
 */
export interface HashCost {
  /** log2 of N; memory is 128 · r · 2^ln bytes. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}
/** 32 MB and about 0.2 s: one of the settings of equal strength in OWASP's Password Storage Cheat Sheet. */
export const usualCost: HashCost = { ln: 15, r: 8, p: 3 };
/** Longer than this is refused before hashing, so that nobody can make it expensive. */
export const longestPassword = 256;

const keyLength = 32;
const shape = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{16,})\$([\w-]{43})$/;

const derive = (password: string, salt: Buffer, cost: HashCost): Promise<Buffer> => {
  const options: ScryptOptions = {
    N: 2 ** cost.ln,
    r: cost.r,
    p: cost.p,
    maxmem: 256 * cost.r * 2 ** cost.ln,
  };
  return new Promise((resolve, reject) => {
    // One way of writing what looks the same: a keyboard may compose й or ё from two characters.
    scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
};

/** The hash to keep of a password. `salt`: 16 random bytes. */
export const hashPassword = async (
  password: string,
  salt: Buffer,
  cost: HashCost = usualCost,
): Promise<string> => {
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
};

const read = (
  hash: string,
): { readonly cost: HashCost; readonly salt: Buffer; readonly key: Buffer } | null => {
  const [, ln, r, p, salt, key] = shape.exec(hash) ?? [];
  if (salt === undefined || key === undefined) return null;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
};

/** A hash that no password has, of the usual cost: what an unknown account is checked against. */
export const nobodysHash = `$scrypt$ln=${usualCost.ln},r=${usualCost.r},p=${usualCost.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Is it the password of this hash? Where there is no hash (an unknown account), or one that can't be read, the same
 * work is done against `nobodysHash`, so that time tells nothing.
 */
export const checkPassword = async (password: string, hash: string | null): Promise<boolean> => {
  const kept = hash === null ? null : read(hash);
  const against = kept ?? read(nobodysHash);
  if (against === null) throw new Error('nobodys-hash-unreadable');
  const key = await derive(password, against.salt, against.cost);
  return timingSafeEqual(key, against.key) && kept !== null;
};

/** Was it made with less than the usual cost? */
export const isOutdated = (hash: string): boolean => {
  const cost = read(hash)?.cost;
  return cost === undefined || 2 ** cost.ln * cost.r * cost.p < 2 ** usualCost.ln * usualCost.r * usualCost.p;
};
