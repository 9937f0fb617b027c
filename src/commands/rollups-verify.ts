import { proveRollups } from '../actions/ratings/prove-rollups.ts';
import { connect } from '../storage/connect.ts';
import { openDatabase, runCommand, say } from './parts/command.ts';

/** `npm run ratings:verify`: proves that every figure kept of ratings equals a recomputation; exit code 1 if not. */
await runCommand(async (config) => {
  const database = await openDatabase(config);
  const { db, close } = connect(database.url, { applicationName: 'dauys-ratings-verify', max: 1 });
  try {
    const { ratings, rollups, differences } = await proveRollups({ db });
    for (const { institution_id, year, figure, stored, recomputed } of differences)
      say(
        figure === 'people-steps'
          ? `DIFFERENT ${institution_id} ${year} ${figure}: what is kept of each person is not what the ratings give`
          : `DIFFERENT ${institution_id} ${year} ${figure}: stored ${stored}, recomputed ${recomputed}`,
      );
    say(`${ratings} ratings, ${rollups} rollups, ${differences.length} differences`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await close();
    await database.close();
  }
});
