import type { Language } from '../domain/language.ts';
import type { StaffRole } from '../domain/people.ts';
import type { Queryable } from './database.ts';

export interface StaffAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly organisationId: string;
  readonly language: Language;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
}

/** E-mail addresses of accounts are compared without regard to case. */
export const normaliseEmail = (typed: string): string => typed.trim().toLowerCase();

const columns = [
  'id',
  'email',
  'name',
  'role',
  'organisation_id',
  'language',
  'password_hash',
  'must_change_password',
  'disabled_at',
] as const;
interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly organisation_id: string;
  readonly language: string;
  readonly password_hash: string;
  readonly must_change_password: boolean;
  readonly disabled_at: Date | null;
}
const accountOf = (row: Row): StaffAccount => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role as StaffRole,
  organisationId: row.organisation_id,
  language: row.language as Language,
  passwordHash: row.password_hash,
  mustChangePassword: row.must_change_password,
  disabled: row.disabled_at !== null,
});

export const accountByEmail = async (db: Queryable, email: string): Promise<StaffAccount | null> => {
  const row = await db
    .selectFrom('staff')
    .select(columns)
    .where('email', '=', normaliseEmail(email))
    .executeTakeFirst();
  return row === undefined ? null : accountOf(row);
};
export const accountById = async (db: Queryable, id: string): Promise<StaffAccount | null> => {
  const row = await db.selectFrom('staff').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : accountOf(row);
};
/** All accounts, by role and name. */
export const allAccounts = async (db: Queryable): Promise<readonly StaffAccount[]> => {
  const rows = await db.selectFrom('staff').select(columns).orderBy('role').orderBy('name').execute();
  return rows.map(accountOf);
};

export const insertAccount = async (
  db: Queryable,
  account: Omit<StaffAccount, 'disabled'>,
): Promise<void> => {
  await db
    .insertInto('staff')
    .values({
      id: account.id,
      email: normaliseEmail(account.email),
      name: account.name,
      role: account.role,
      organisation_id: account.organisationId,
      language: account.language,
      password_hash: account.passwordHash,
      must_change_password: account.mustChangePassword,
      disabled_at: null,
    })
    .execute();
};
export const setPassword = async (
  db: Queryable,
  id: string,
  hash: string,
  mustChange: boolean,
): Promise<void> => {
  await db
    .updateTable('staff')
    .set({ password_hash: hash, must_change_password: mustChange })
    .where('id', '=', id)
    .execute();
};
export const setDisabled = async (db: Queryable, id: string, at: Date | null): Promise<void> => {
  await db.updateTable('staff').set({ disabled_at: at }).where('id', '=', id).execute();
};
export const setLanguage = async (db: Queryable, id: string, language: Language): Promise<void> => {
  await db.updateTable('staff').set({ language }).where('id', '=', id).execute();
};

/** Counts a sign-in with the hash that was checked; false where it was changed or the account disabled meanwhile. */
export const countSignIn = async (db: Queryable, id: string, checkedHash: string): Promise<boolean> => {
  const row = await db
    .updateTable('staff')
    .set((set) => ({ sign_in_count: set('sign_in_count', '+', 1) }))
    .where('id', '=', id)
    .where('password_hash', '=', checkedHash)
    .where('disabled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
/** Replaces the hash of the same password by a costlier one, unless the password was changed meanwhile. */
export const renewHash = async (
  db: Queryable,
  id: string,
  oldHash: string,
  newHash: string,
): Promise<void> => {
  await db
    .updateTable('staff')
    .set({ password_hash: newHash })
    .where('id', '=', id)
    .where('password_hash', '=', oldHash)
    .execute();
};
