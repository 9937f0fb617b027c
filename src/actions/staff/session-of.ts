import { deleteSession, readSession, tokenHash, touchSession } from '../../storage/sessions.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { endOf, sessionFrom } from './sitting.ts';
import type { StaffSession } from './staff-session.ts';

/** Being seen is written down at most once a minute, so that reading pages hardly writes. */
const touchAfter = 60_000;

/** The session of a cookie's token, kept alive by asking; null where it has ended or the official was disabled. */
export const sessionOf = async (ctx: ActionContext, token: string): Promise<StaffSession | null> => {
  const hash = tokenHash(token);
  const row = await readSession(ctx.db, hash);
  if (row === null) return null;
  const now = ctx.now();
  if (now >= endOf(row)) {
    await ctx.db.transaction().execute(async (trx) => {
      if ((await deleteSession(trx, hash)) === null) return;
      await recordAudit(ctx, trx, {
        actor: { kind: 'service' },
        action: 'session-ended',
        subjectKind: 'staff',
        subjectId: row.staffId,
      });
    });
    return null;
  }
  if (now.getTime() - row.lastSeenAt.getTime() < touchAfter) return sessionFrom(ctx, row);
  await touchSession(ctx.db, hash, now);
  return sessionFrom(ctx, { ...row, lastSeenAt: now });
};
