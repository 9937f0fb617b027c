import { join, resolve } from 'node:path';
import { connect } from '../storage/connect.ts';
import { createKeyRing } from '../storage/key-ring.ts';
import { verifyLedgers } from '../storage/ledger-verify.ts';
import { restoreBackup } from '../storage/restore.ts';
import { CommandError, openDatabase, runCommand, say, secretKeysOf } from './parts/command.ts';

/** `npm run restore -- FOLDER`: puts a backup in the place of what DATA_DIR holds, which is moved aside. */
await runCommand(async (config, [folder]) => {
  if (folder === undefined) throw new CommandError('name the folder: npm run restore -- FOLDER');
  if (config.database.kind === 'address')
    throw new CommandError(
      'the database of DATABASE_URL is restored with pg_restore; docs/operations.md says how',
    );
  const { dataDir, secretKeys } = config;
  const now = new Date();
  const given = secretKeys === null ? null : createKeyRing(secretKeys);
  const { manifest, movedTo } = await restoreBackup({
    dataDir,
    folder: resolve(folder),
    keys: given,
    now,
    say,
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  say(`restored the backup of ${manifest.madeAt}: ${rows} rows, into ${dataDir}`);
  if (movedTo !== null) say(`what was there before lies in ${movedTo}; remove it when you no longer need it`);

  if (config.bucket !== null)
    say('uploads in the bucket of FILES_URL were not touched: bring it to the state of that time yourself');

  const database = await openDatabase(config);
  const { db, close } = connect(database.url, { max: 2 });
  try {
    const keys = createKeyRing(await secretKeysOf(config));
    const proof = await verifyLedgers(db, keys, join(dataDir, 'audit-heads.jsonl'), now);
    // What was written in the last seconds before the backup may not have been sealed; the service seals it.
    const findings = proof.findings.filter(({ kind }) => kind !== 'row-unsealed');
    say(
      findings.length === 0
        ? 'the ledgers are whole'
        : `${findings.length} findings: npm run audit:verify names them`,
    );
    return findings.length === 0 ? 0 : 1;
  } finally {
    await close();
    await database.close();
  }
});
