import { migrate, roleOf } from '../storage/migrate.ts';
import { openDatabase, runCommand, say } from './parts/command.ts';

/** `npm run migrate`: brings the schema up to date and gives the application role its rights. */
await runCommand(async (config) => {
  const database = await openDatabase(config);
  try {
    const applied = await migrate(database.ownerUrl, roleOf(database.url));
    say(applied.length > 0 ? `applied: ${applied.join(', ')}` : 'the schema is up to date');
    return 0;
  } finally {
    await database.close();
  }
});
