import { randomBytes } from 'node:crypto';
import { beginSession } from '../../src/actions/staff/sitting.ts';
import { formatReceipt } from '../../src/domain/receipt-number.ts';
import { hashPassword } from '../../src/storage/password-hash.ts';
import { officials } from './directory.ts';
import { type Site, Visitor } from './visitor.ts';
import type { World } from './world.ts';

export type OfficialKey = keyof typeof officials;

export const staffPassword = 'төрт қарапайым сөз 4';
export const emailOf = (key: OfficialKey): string => `${key.toLowerCase()}@example.kz`;

/** Gives officials the password of the tests. */
export const givePasswords = async (world: World, ...keys: readonly OfficialKey[]): Promise<void> => {
  const password_hash = await hashPassword(staffPassword, randomBytes(16));
  const ids = keys.map((key) => officials[key].id);
  await world.db.updateTable('staff').set({ password_hash }).where('id', 'in', ids).execute();
};

/** An official at her first page, in a browser that runs no scripts; the session is begun without a password. */
export const seated = async (world: World, app: Site, key: OfficialKey): Promise<Visitor> => {
  const visitor = new Visitor(app);
  const { token } = await beginSession(world, world.db, officials[key].id);
  visitor.cookies.set('staff', token);
  return visitor.goTo('/staff/');
};

/** The same through the sign-in page, for which the official needs a password (`givePasswords`). */
export const signedIn = async (app: Site, key: OfficialKey): Promise<Visitor> => {
  const visitor = await new Visitor(app).goTo('/staff/sign-in');
  await visitor.send({ email: emailOf(key), password: staffPassword });
  if (visitor.status !== 200) throw new Error(`${key} was not let in: ${visitor.status} ${visitor.words}`);
  return visitor;
};

/** Ten digits of an appeal, as its page's address has them. */
export const receiptOf = async (world: World, appealId: string): Promise<string> => {
  const { serial } = await world.db
    .selectFrom('appeals')
    .select('serial')
    .where('id', '=', appealId)
    .executeTakeFirstOrThrow();
  return formatReceipt(Number(serial));
};
export const pageOf = async (world: World, appealId: string): Promise<string> =>
  `/staff/appeals/${await receiptOf(world, appealId)}`;
