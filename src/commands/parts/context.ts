import { randomBytes, randomUUID } from 'node:crypto';
import type { ActionContext } from '../../actions/context.ts';
import { createClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { openFiles } from '../../open-files.ts';
import type { Database } from '../../storage/database.ts';
import type { KeyRing } from '../../storage/keys.ts';
import { redrawPicture } from '../../storage/picture.ts';
import type { ReferenceSource } from '../../storage/reference.ts';

/** What actions need when a command calls them instead of the service. */
export const commandContext = (
  config: Config,
  {
    db,
    keys,
    reference,
  }: { readonly db: Database; readonly keys: KeyRing; readonly reference: ReferenceSource },
): ActionContext => ({
  db,
  keys,
  reference,
  files: openFiles(config),
  redraw: redrawPicture,
  virusScanner: null,
  now: createClock(config.testNow),
  uuid: randomUUID,
  randomBytes,
  log: createLog('error'),
  wake: () => undefined,
});
