import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { KeyRing } from './keys.ts';
import { canonical, type Ledger } from './ledger.ts';

/** The end of a ledger's chain at one moment, kept outside the database, one JSON object a line. */
export interface Head {
  readonly ledger: Ledger;
  /** Place of the last seal, which is also the number of rows sealed. */
  readonly position: number;
  readonly count: number;
  /** MAC of that seal, hex. */
  readonly mac: string;
  readonly at: string;
}

/** Adds a signed head to the file, on the disk when this resolves. Older lines are never touched. */
export const appendHead = async (file: string, keys: KeyRing, head: Head): Promise<void> => {
  const line = JSON.stringify({ ...head, signature: keys.mac('head', canonical(head)).toString('hex') });
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

export interface KeptHeads {
  readonly heads: readonly Head[];
  /** Numbers of the lines whose signature is not ours. */
  readonly forgedLines: readonly number[];
}

const parse = (line: string): (Head & { signature: string }) | null => {
  try {
    return JSON.parse(line) as Head & { signature: string };
  } catch {
    // A power cut may leave half a line; the heads before and after it still stand.
    return null;
  }
};

/** Reads the heads kept outside; an absent file gives none. */
export const readHeads = async (file: string, keys: KeyRing): Promise<KeptHeads> => {
  const heads: Head[] = [];
  const forgedLines: number[] = [];
  const present = await open(file, 'r').catch(() => null);
  if (present === null) return { heads, forgedLines };
  await present.close();
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    const parsed = line.trim() === '' ? null : parse(line);
    if (parsed === null) continue;
    const { signature, ...head } = parsed;
    if (keys.verify('head', canonical(head), Buffer.from(String(signature), 'hex'))) heads.push(head);
    else forgedLines.push(number);
  }
  return { heads, forgedLines };
};
