import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { KeyRing } from './keys.ts';
import { canonical } from './ledger.ts';

export const manifestFile = 'manifest.json';
export const format = 1;

export interface TableCopy {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}
export interface SequenceState {
  readonly name: string;
  readonly last: number;
  readonly called: boolean;
}
/** A file of the backup, by its path inside the folder. */
export interface CopiedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup holds, so that a restore can tell a whole one from a damaged or foreign one. */
export interface Manifest {
  readonly format: number;
  readonly madeAt: string;
  /** Migrations that the copied schema has been through. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableCopy[];
  readonly sequences: readonly SequenceState[];
  readonly files: readonly CopiedFile[];
}

/** Why a folder can't be backed up into or restored from; one line. */
export class BackupRefused extends Error {}

/** Size and SHA-256 of a file, read in a stream. */
export const measure = async (path: string): Promise<{ readonly bytes: number; readonly sha256: string }> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
};

/** Paths of all files below a folder, relative to it; none where it is not there. */
export const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
};

/** The manifest as text, signed, so that a restore knows whether the keys at hand belong to it. */
export const signedManifest = (manifest: Manifest, keys: KeyRing): string =>
  `${JSON.stringify({ manifest, signature: keys.mac('backup', canonical(manifest)).toString('hex') }, null, 1)}\n`;

/**
 * Reads a manifest and checks every file against it. `signedBy` tells whether keys belong to the backup. Throws
 * `BackupRefused` naming the first thing that is missing or changed.
 */
export const readBackup = async (
  folder: string,
): Promise<{ readonly manifest: Manifest; readonly signedBy: (keys: KeyRing) => boolean }> => {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => {
    throw new BackupRefused(`${folder} holds no ${manifestFile}: it is not a finished backup`);
  });
  const { manifest, signature } = JSON.parse(text) as { manifest: Manifest; signature: string };
  if (manifest.format !== format)
    throw new BackupRefused(`the backup has the unknown format ${manifest.format}`);
  for (const file of manifest.files) {
    const found = await measure(join(folder, file.path)).catch(() => null);
    if (found === null) throw new BackupRefused(`${file.path} is missing from the backup`);
    if (found.sha256 !== file.sha256)
      throw new BackupRefused(`${file.path} has changed since the backup was made`);
  }
  return {
    manifest,
    signedBy: (keys) => keys.verify('backup', canonical(manifest), Buffer.from(signature, 'hex')),
  };
};
