import type { Queryable } from '../../storage/database.ts';
import { insertSession, readSession, type SessionRow, tokenHash } from '../../storage/sessions.ts';
import type { ActionContext } from '../context.ts';
import { idleMinutes, longestHours, type SignedIn, type StaffSession } from './staff-session.ts';

const minute = 60_000;

/** The instant at which a session ends by itself: after the idle minutes, at the latest after the longest hours. */
export const endOf = (row: Pick<SessionRow, 'createdAt' | 'lastSeenAt'>): Date =>
  new Date(
    Math.min(
      row.lastSeenAt.getTime() + idleMinutes * minute,
      row.createdAt.getTime() + longestHours * 60 * minute,
    ),
  );

/** A session as the pages see it. */
export const sessionFrom = (ctx: ActionContext, row: SessionRow): StaffSession => {
  const sitting = { csrf: row.csrf, endsAt: endOf(row) };
  if (row.mustChangePassword)
    return { ...sitting, kind: 'password-due', name: row.name, language: row.language };
  const organisation = ctx.reference.current().organisationById.get(row.organisationId);
  return {
    ...sitting,
    kind: 'open',
    official: {
      kind: 'staff',
      id: row.staffId,
      role: row.role,
      organisationId: row.organisationId,
      name: row.name,
      language: row.language,
      organisation: organisation?.name ?? { kk: '', ru: '' },
    },
  };
};

/** Begins a session with a fresh token of 256 random bits; only its hash is kept. */
export const beginSession = async (ctx: ActionContext, db: Queryable, staffId: string): Promise<SignedIn> => {
  const token = ctx.randomBytes(32).toString('base64url');
  const hash = tokenHash(token);
  await insertSession(db, {
    hash,
    staffId,
    csrf: ctx.randomBytes(16).toString('base64url'),
    at: ctx.now(),
  });
  const row = await readSession(db, hash);
  if (row === null) throw new Error('session-lost');
  return { token, session: sessionFrom(ctx, row) };
};
