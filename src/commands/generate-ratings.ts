import { generateRatings } from '../actions/ratings/generate-ratings.ts';
import { connect } from '../storage/connect.ts';
import { createKeyRing } from '../storage/key-ring.ts';
import { createReferenceSource } from '../storage/reference-source.ts';
import { CommandError, openDatabase, runCommand, say, secretKeysOf } from './parts/command.ts';
import { commandContext } from './parts/context.ts';

const usage = 'npm run ratings:generate -- COUNT [SEED]';

/** `npm run ratings:generate -- 100000`: ratings for trials, in a demonstration only: they can't be told from real ones. */
await runCommand(async (config, args) => {
  const [count = Number.NaN, seed = 1] = args.map(Number);
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) throw new CommandError(usage);
  if (!config.demo) throw new CommandError('ratings are generated in a demonstration only (DEMO=1)');
  const keys = createKeyRing(await secretKeysOf(config));
  const database = await openDatabase(config);
  const { db, close } = connect(database.url, { applicationName: 'dauys-ratings-generate', max: 2 });
  try {
    const reference = await createReferenceSource(db);
    const ctx = commandContext(config, { db, keys, reference });
    const started = performance.now();
    const made = await generateRatings(ctx, { count, seed, people: Math.ceil(count / 4) });
    say(`${made} ratings in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return 0;
  } finally {
    await close();
    await database.close();
  }
});
