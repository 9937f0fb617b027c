import { resolve } from 'node:path';
import { makeBackup } from '../storage/backup.ts';
import { createKeyRing } from '../storage/key-ring.ts';
import { CommandError, openDatabase, runCommand, say, secretKeysOf } from './parts/command.ts';

/** `npm run backup -- FOLDER`: a consistent copy of the embedded database and the uploads while the service runs. */
await runCommand(async (config, [folder]) => {
  if (folder === undefined) throw new CommandError('name the folder: npm run backup -- FOLDER');
  if (config.database.kind === 'address')
    throw new CommandError(
      'the database of DATABASE_URL is backed up with pg_dump; docs/operations.md says how',
    );
  const keys = createKeyRing(await secretKeysOf(config));
  const database = await openDatabase(config);
  try {
    const target = resolve(folder);
    const { dataDir } = config;
    const manifest = await makeBackup({
      dataDir,
      ownerUrl: database.ownerUrl,
      keys,
      folder: target,
      now: new Date(),
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const uploads = manifest.files.filter(({ path }) => path.startsWith('uploads/')).length;
    say(`${target}: ${rows} rows of ${manifest.tables.length} tables, ${uploads} uploads`);
    if (config.bucket !== null)
      say(
        'WITHOUT THE UPLOADS in the bucket of FILES_URL: its own copies (versions, replication) are their backup.',
      );
    say(
      manifest.files.some(({ path }) => path === 'secrets/secret-keys')
        ? 'IT CONTAINS THE SECRET KEYS that open names, addresses and numbers: guard it like the service itself.'
        : 'The secret keys are not in it: they are in SECRET_KEYS. Without them names, addresses and numbers stay closed.',
    );
    return 0;
  } finally {
    await database.close();
  }
});
