import type { Official } from '../../domain/people.ts';
import { deleteSessionsOf } from '../../storage/sessions.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Ends every session of this official, on every device, this one included. */
export const signOutEverywhere = async (ctx: ActionContext, official: Official): Promise<void> => {
  await ctx.db.transaction().execute(async (trx) => {
    await deleteSessionsOf(trx, official.id);
    await recordAudit(ctx, trx, {
      actor: official,
      action: 'sign-out-everywhere',
      subjectKind: 'staff',
      subjectId: official.id,
    });
  });
};
