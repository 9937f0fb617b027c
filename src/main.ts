import { ConfigError, readConfig } from './config.ts';
import { runService } from './service.ts';
import { DataDirInUse } from './storage/data-lock.ts';
import { DatabaseUnusable } from './storage/postgres-binaries.ts';

const oldestNode = [22, 18] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const newEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);

/** One line that says what is wrong; never a secret, and nothing of a person. */
const stopWith = (line: string): never => {
  console.error(line);
  process.exit(1);
};

if (!newEnough) {
  stopWith(
    `Node ${oldestNode.join('.')} or later is needed; this is ${process.versions.node}. Run it through npm start.`,
  );
}

/** What keeps a service from starting and lies outside it, by the code of the system or of PostgreSQL. */
const startFailures: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Setting PORT: another program listens there already',
  EADDRNOTAVAIL: 'Setting HOST: this machine has no such address',
  EACCES: 'Setting DATA_DIR or PORT: the service may not use it',
  ENOSPC: 'Setting DATA_DIR: the disk is full',
  ECONNREFUSED: 'Setting DATABASE_URL: no database answers there',
  ENOTFOUND: 'Setting DATABASE_URL: there is no such host',
  '28P01': 'Setting DATABASE_URL: the database refuses this name and password',
  '28000': 'Setting DATABASE_URL: the database refuses this name',
  '3D000': 'Setting DATABASE_URL: there is no such database',
};
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

try {
  await runService(readConfig(process.env));
} catch (error) {
  if (error instanceof ConfigError) stopWith(`Setting ${error.message}`);
  if (error instanceof DataDirInUse || error instanceof DatabaseUnusable) stopWith(error.message);
  const line = startFailures[codeOf(error)];
  if (line) stopWith(line);
  throw error;
}
