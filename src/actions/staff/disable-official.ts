import { fail, ok, type Result } from '../../domain/result.ts';
import { deleteSessionsOf } from '../../storage/sessions.ts';
import { accountByEmail, setDisabled } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * Shuts an account: its sessions end at once and nobody signs in with it; her open appeals stay with her until they
 * are reassigned (the head's page shows them). A reset opens it again.
 */
export const disableOfficial = (
  ctx: ActionContext,
  email: string,
): Promise<Result<null, 'unknown' | 'disabled-already'>> =>
  ctx.db.transaction().execute(async (trx) => {
    const account = await accountByEmail(trx, email);
    if (account === null) return fail('unknown');
    if (account.disabled) return fail('disabled-already');
    await setDisabled(trx, account.id, ctx.now());
    await deleteSessionsOf(trx, account.id);
    await recordAudit(ctx, trx, {
      actor: { kind: 'service' },
      action: 'staff-disabled',
      subjectKind: 'staff',
      subjectId: account.id,
    });
    return ok(null);
  });
