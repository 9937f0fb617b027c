import { resealData } from '../actions/reseal-data.ts';
import { connect } from '../storage/connect.ts';
import { createKeyRing } from '../storage/key-ring.ts';
import { openDatabase, runCommand, say, secretKeysOf } from './parts/command.ts';

/** `npm run reseal`: after a new first key in SECRET_KEYS, seals and indexes with it what older keys sealed. */
await runCommand(async (config) => {
  const keys = createKeyRing(await secretKeysOf(config));
  const database = await openDatabase(config);
  const { db, close } = connect(database.url, { applicationName: 'dauys-reseal', max: 2 });
  try {
    const { appeals, files, conversations } = await resealData({ db, keys });
    say(
      `sealed anew with the first key: ${appeals} appeals, ${files} names of files, ${conversations} conversations`,
    );
    say('older keys stay in SECRET_KEYS: they prove the ledgers');
    return 0;
  } finally {
    await close();
    await database.close();
  }
});
