import type { Database } from '../../storage/database.ts';
import {
  type BegunDelivery,
  beginDeliveries,
  noteSent,
  type SentDelivery,
} from '../../storage/deliveries.ts';
import { createGroupCommit, type GroupCommit } from '../../storage/group-commit.ts';

/*
 * What sendings leave in the database, with one statement for all that are under way at one moment: while an answer goes
 * to each of hundreds of people, those who write have the disk.
 */
const together = { most: 50, lanes: 1, enough: 1, rest: 40 } as const;

interface Desk {
  readonly begin: GroupCommit<BegunDelivery, boolean>;
  readonly sent: GroupCommit<SentDelivery, true>;
}
const desks = new WeakMap<Database, Desk>();
const deskOf = (db: Database): Desk => {
  const known = desks.get(db);
  if (known !== undefined) return known;
  const desk: Desk = {
    begin: createGroupCommit({ ...together, commit: (group) => beginDeliveries(db, group) }),
    sent: createGroupCommit({
      ...together,
      commit: async (group) => {
        await noteSent(db, group);
        return group.map(() => true as const);
      },
    }),
  };
  desks.set(db, desk);
  return desk;
};

/** Notes that the provider is called now; false where the lease has been lost, and nothing may be sent. */
export const noteBegin = (db: Database, delivery: BegunDelivery): Promise<boolean> =>
  deskOf(db).begin.add(delivery);

/** Notes that the provider has taken it. */
export const noteTaken = async (db: Database, delivery: SentDelivery): Promise<void> => {
  await deskOf(db).sent.add(delivery);
};
