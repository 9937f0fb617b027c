import { ledgers, rowIsGenuine } from '../../src/storage/ledger.ts';
import type { World } from './world.ts';

/** Ids of rows of the ledgers whose MAC does not fit them as they are read back; empty where all do. */
export const verifyRows = async (world: World): Promise<readonly string[]> => {
  const bad: string[] = [];
  for (const ledger of ledgers)
    for (const row of await world.db.selectFrom(ledger).selectAll().execute())
      if (!rowIsGenuine(world.keys, ledger, { ...row }, row.at.getTime() * 1_000)) bad.push(row.id);
  return bad;
};
