import { startEmbedded } from '../../src/storage/embedded.ts';
import { migrate } from '../../src/storage/migrate.ts';

/*
 * A service reduced to its database: `node hold-embedded.ts DATA_DIR` starts it, prints where it is as one line of
 * JSON, and holds it until SIGTERM. The fault tests kill it.
 */
const [dataDir = ''] = process.argv.slice(2);
try {
  const database = await startEmbedded(dataDir, (line) => console.error(line));
  await migrate(database.ownerUrl, database.appRole);
  process.once('SIGTERM', () => {
    database.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  console.log(JSON.stringify({ url: database.url, ownerUrl: database.ownerUrl, pid: database.pid }));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.error(error instanceof Error ? error.message : 'failed');
  process.exit(1);
}
