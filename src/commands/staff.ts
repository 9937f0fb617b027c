import { connect } from '../storage/connect.ts';
import type { Database } from '../storage/database.ts';
import { createKeyRing } from '../storage/key-ring.ts';
import type { ReferenceSource } from '../storage/reference.ts';
import { createReferenceSource } from '../storage/reference-source.ts';
import { CommandError, openDatabase, runCommand, say, secretKeysOf } from './parts/command.ts';
import { commandContext } from './parts/context.ts';
import { carryOutStaff, readStaffArguments } from './parts/staff.ts';

const referenceOf = async (db: Database): Promise<ReferenceSource> => {
  try {
    return await createReferenceSource(db, { refreshMs: 60_000 });
  } catch {
    throw new CommandError('the database has no directory yet; start the service once');
  }
};

/** `npm run staff`: accounts of officials, made and shut from the machine; see `parts/staff.ts`. */
await runCommand(async (config, args) => {
  const asked = readStaffArguments(args);
  const keys = createKeyRing(await secretKeysOf(config));
  const database = await openDatabase(config);
  const { db, close } = connect(database.url, { applicationName: 'dauys-staff', max: 2 });
  try {
    const reference = await referenceOf(db);
    await carryOutStaff(commandContext(config, { db, keys, reference }), asked, say);
    return 0;
  } finally {
    await close();
    await database.close();
  }
});
