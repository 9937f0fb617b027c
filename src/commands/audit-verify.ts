import { join } from 'node:path';
import { connect } from '../storage/connect.ts';
import { createKeyRing } from '../storage/key-ring.ts';
import { ledgers } from '../storage/ledger.ts';
import { type Finding, verifyLedgers } from '../storage/ledger-verify.ts';
import { openDatabase, runCommand, say, secretKeysOf } from './parts/command.ts';

const meaning: Readonly<Record<Finding['kind'], string>> = {
  'row-changed': 'a row was changed after it was written',
  'row-removed': 'a row was removed',
  'row-moved': 'a row was given another place',
  'row-forged': 'a row was put in past the service, or changed before it was sealed',
  'row-unsealed': 'a row has no seal although it is older than 5 s: is the service running?',
  'seal-changed': 'a seal was changed or put in',
  'seal-missing': 'seals are missing from here on',
  'head-forged': 'a line of the heads file was not written by the service (the place is the line)',
  'heads-missing': 'there is no head of this ledger in the heads file',
  'tail-cut': 'rows up to this place were sealed once, and are gone',
  'chain-replaced': 'what stands at this place is not what was sealed there',
};

/** `npm run audit:verify`: proves the ledgers; one line a finding, exit code 1 if there is any. */
await runCommand(async (config) => {
  const keys = createKeyRing(await secretKeysOf(config));
  const headsFile = join(config.dataDir, 'audit-heads.jsonl');
  const database = await openDatabase(config);
  const { db, close } = connect(database.url, { applicationName: 'dauys-audit-verify', max: 2 });
  try {
    const proof = await verifyLedgers(db, keys, headsFile, config.testNow ?? new Date());
    for (const { kind, ledger, position, rowId } of proof.findings)
      say(
        `FOUND ${kind}: ${ledger}, place ${position}${rowId === null ? '' : `, row ${rowId}`}: ${meaning[kind]}`,
      );
    for (const ledger of ledgers)
      say(`${ledger}: ${proof.sealed[ledger]} rows sealed, ${proof.waiting[ledger]} waiting for their seal`);
    say(`heads outside the database: ${proof.heads} in ${headsFile}`);
    say(
      proof.findings.length === 0
        ? 'nothing was changed, removed or put in'
        : `${proof.findings.length} findings`,
    );
    return proof.findings.length === 0 ? 0 : 1;
  } finally {
    await close();
    await database.close();
  }
});
