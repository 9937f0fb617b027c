import { createHash } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import type { StaffRole } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** What is kept of a token: 256 random bits need neither salt nor key, and whoever reads the table gets no session. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface SessionRow {
  readonly staffId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly csrf: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly language: Language;
  readonly organisationId: string;
  readonly mustChangePassword: boolean;
}

/** The session of a token with its official as she is now; null where there is none or she was disabled. */
export const readSession = async (db: Queryable, hash: Buffer): Promise<SessionRow | null> => {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.id', 'sessions.staff_id')
    .select([
      'sessions.staff_id',
      'sessions.created_at',
      'sessions.last_seen_at',
      'sessions.csrf',
      'staff.name',
      'staff.role',
      'staff.language',
      'staff.organisation_id',
      'staff.must_change_password',
    ])
    .where('sessions.token_hash', '=', hash)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    staffId: row.staff_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    csrf: row.csrf,
    name: row.name,
    role: row.role as StaffRole,
    language: row.language as Language,
    organisationId: row.organisation_id,
    mustChangePassword: row.must_change_password,
  };
};

export interface NewSession {
  readonly hash: Buffer;
  readonly staffId: string;
  readonly csrf: string;
  readonly at: Date;
}
export const insertSession = async (db: Queryable, session: NewSession): Promise<void> => {
  await db
    .insertInto('sessions')
    .values({
      token_hash: session.hash,
      staff_id: session.staffId,
      csrf: session.csrf,
      created_at: session.at,
      last_seen_at: session.at,
    })
    .execute();
};

export const touchSession = async (db: Queryable, hash: Buffer, at: Date): Promise<void> => {
  await db.updateTable('sessions').set({ last_seen_at: at }).where('token_hash', '=', hash).execute();
};
/** Gives whose it was, null where there was none. */
export const deleteSession = async (db: Queryable, hash: Buffer): Promise<string | null> => {
  const row = await db
    .deleteFrom('sessions')
    .where('token_hash', '=', hash)
    .returning('staff_id')
    .executeTakeFirst();
  return row?.staff_id ?? null;
};
export const deleteSessionsOf = async (db: Queryable, staffId: string): Promise<void> => {
  await db.deleteFrom('sessions').where('staff_id', '=', staffId).execute();
};
/** Removes sessions that nobody can use any more. */
export const deleteEndedSessions = async (
  db: Queryable,
  limits: { readonly seenBefore: Date; readonly createdBefore: Date },
): Promise<void> => {
  await db
    .deleteFrom('sessions')
    .where((where) =>
      where.or([
        where('last_seen_at', '<', limits.seenBefore),
        where('created_at', '<', limits.createdBefore),
      ]),
    )
    .execute();
};
