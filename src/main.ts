import { ConfigError, readConfig } from './config.ts';
import { runService } from './service.ts';
import { DataDirInUse } from './storage/data-lock.ts';

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

try {
  await runService(readConfig(process.env));
} catch (error) {
  if (error instanceof ConfigError) stopWith(`Setting ${error.message}`);
  if (error instanceof DataDirInUse) stopWith(error.message);
  throw error;
}
