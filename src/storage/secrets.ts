import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a file that only the service may read, whole or not at all. */
export const writePrivateFile = async (path: string, text: string): Promise<void> => {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path).catch(async (error: unknown) => {
    await rm(unfinished, { force: true });
    throw error;
  });
};

/** The folder of generated secrets, `DATA_DIR/secrets`, mode 700. */
export const secretsFolder = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'secrets');
  // DATA_DIR itself stays open to the database's user; the mode would go for every folder made on the way.
  await mkdir(dataDir, { recursive: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return folder;
};

/** The secret of that name, made by `make` the first time and the same ever after. */
export const keptSecret = async (dataDir: string, name: string, make: () => string): Promise<string> => {
  const path = join(await secretsFolder(dataDir), name);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept?.trim()) return kept.trim();
  const made = make();
  await writePrivateFile(path, `${made}\n`);
  return made;
};

const keysFile = 'secret-keys';
const splitKeys = (text: string): readonly string[] => text.split(/[\s,]+/).filter((key) => key !== '');

/** `SECRET_KEYS` of a demonstration: one key of 32 bytes in base64, generated at the first start. */
export const keptSecretKeys = async (dataDir: string): Promise<readonly string[]> =>
  splitKeys(await keptSecret(dataDir, keysFile, () => randomBytes(32).toString('base64')));

/** The same where they have been generated already; null where not. Several stand on lines of their own, newest first. */
export const readSecretKeys = async (dataDir: string): Promise<readonly string[] | null> => {
  const text = await readFile(join(dataDir, 'secrets', keysFile), 'utf8').catch(() => null);
  return text === null ? null : splitKeys(text);
};
