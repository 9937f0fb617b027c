/**
 * What is done with secret keys, and nothing else knows them. The first key of the ring seals, all open; purposes are
 * kept apart by keys derived for each (HKDF).
 */
export interface KeyRing {
  /** AES-256-GCM; `context` (a table and an id, say) is authenticated, so that sealed values can't be swapped. */
  readonly seal: (plain: string, context: string) => Buffer;
  /** Throws where no key of the ring opens it or the context differs. */
  readonly open: (sealed: Buffer, context: string) => string;
  /** True where the first key sealed it, so that nothing is left to do after a rotation. */
  readonly sealedByFirst: (sealed: Buffer) => boolean;
  /** Keyed hash of a normalised value, cut to 64 bits, as a decimal int8; `field` keeps telephone and IIN apart. */
  readonly blind: (field: BlindField, value: string) => string;
  /** The same under every key of the ring, for looking up while a rotation is under way. */
  readonly blinds: (field: BlindField, value: string) => readonly string[];
  /** 32-byte HMAC for ledgers, cookies and person keys, by purpose. */
  readonly mac: (purpose: MacPurpose, data: string | Buffer) => Buffer;
  /** Constant-time check of a `mac`, under any key of the ring. */
  readonly verify: (purpose: MacPurpose, data: string | Buffer, mac: Buffer) => boolean;
}
export type BlindField = 'name' | 'phone' | 'iin' | 'email' | 'thread' | 'address';
export type MacPurpose =
  | 'events'
  | 'audit'
  | 'seal'
  | 'head'
  | 'backup'
  | 'cookie'
  | 'person'
  | 'throttle'
  | 'session'
  | 'hand-over';
