import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import type { BlindField, KeyRing, MacPurpose } from './keys.ts';
import { pooledRandomBytes } from './random-pool.ts';

/*
 * A sealed value: version (1 byte) | key id (4 bytes) | nonce (12) | AES-256-GCM of the text | tag (16).
 * The key id is a hash of the key, so that opening tries one key only and a foreign key is named as such.
 */
const version = 1;
const headLength = 5;
const nonceLength = 12;
const tagLength = 16;

interface Key {
  readonly id: Buffer;
  readonly sealing: KeyObject;
  readonly purpose: (name: string) => KeyObject;
}

const derive = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'dauys', purpose, 32));
/** As an object made once: Node takes six times as long over a key that comes as bytes (seen with 24.21). */
const deriveKey = (secret: Buffer, purpose: string): KeyObject => createSecretKey(derive(secret, purpose));

const readKey = (encoded: string): Key => {
  const secret = Buffer.from(encoded.trim(), 'base64');
  if (secret.length !== 32) throw new Error('a secret key must be 32 bytes in base64');
  const derived = new Map<string, KeyObject>();
  return {
    id: createHash('sha256').update(derive(secret, 'id')).digest().subarray(0, 4),
    sealing: deriveKey(secret, 'seal-values'),
    purpose: (name) => {
      const known = derived.get(name);
      if (known !== undefined) return known;
      const made = deriveKey(secret, name);
      derived.set(name, made);
      return made;
    },
  };
};

const hmac = (key: KeyObject, data: string | Buffer): Buffer =>
  createHmac('sha256', key).update(data).digest();

/**
 * The ring over base64 keys of 32 bytes, newest first: the first seals and hashes, all of them open and verify.
 * Throws where there is none or one has another length.
 */
export const createKeyRing = (base64Keys: readonly string[]): KeyRing => {
  const keys = base64Keys.map(readKey);
  const [first] = keys;
  if (first === undefined) throw new Error('there must be at least one secret key');

  const blindUnder = (key: Key, field: BlindField, value: string): string =>
    hmac(key.purpose(`blind:${field}`), value)
      .readBigInt64BE(0)
      .toString();
  const macUnder = (key: Key, purpose: MacPurpose, data: string | Buffer): Buffer =>
    hmac(key.purpose(`mac:${purpose}`), data);

  return {
    seal: (plain, context) => {
      const nonce = pooledRandomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', first.sealing, nonce);
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), first.id, nonce, body, cipher.getAuthTag()]);
    },
    open: (sealed, context) => {
      if (sealed.length < headLength + nonceLength + tagLength || sealed[0] !== version)
        throw new Error('sealed-value-damaged');
      const key = keys.find((candidate) => candidate.id.equals(sealed.subarray(1, headLength)));
      if (key === undefined) throw new Error('sealed-with-unknown-key');
      const body = sealed.subarray(headLength + nonceLength, -tagLength);
      const decipher = createDecipheriv(
        'aes-256-gcm',
        key.sealing,
        sealed.subarray(headLength, headLength + nonceLength),
      );
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(sealed.subarray(-tagLength));
      try {
        return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new Error('sealed-value-damaged');
      }
    },
    sealedByFirst: (sealed) => first.id.equals(sealed.subarray(1, headLength)),
    blind: (field, value) => blindUnder(first, field, value),
    blinds: (field, value) => keys.map((key) => blindUnder(key, field, value)),
    mac: (purpose, data) => macUnder(first, purpose, data),
    verify: (purpose, data, mac) =>
      keys.some((key) => {
        const right = macUnder(key, purpose, data);
        return right.length === mac.length && timingSafeEqual(right, mac);
      }),
  };
};
