import { deleteSession, tokenHash } from '../../storage/sessions.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Ends this session; nothing happens where it had ended. */
export const signOut = async (ctx: ActionContext, token: string): Promise<void> => {
  await ctx.db.transaction().execute(async (trx) => {
    const staffId = await deleteSession(trx, tokenHash(token));
    if (staffId === null) return;
    await recordAudit(ctx, trx, {
      actor: { kind: 'service' },
      action: 'sign-out',
      subjectKind: 'staff',
      subjectId: staffId,
    });
  });
};
