import { fail, ok, type Result } from '../../domain/result.ts';
import { hashPassword } from '../../storage/password-hash.ts';
import { deleteSessionsOf } from '../../storage/sessions.ts';
import { accountByEmail, setDisabled, setPassword } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';
import { clearTries } from '../limit-tries.ts';
import { recordAudit } from '../record-audit.ts';
import { oneTimePassword } from './one-time-password.ts';
import { perAccount } from './sign-in-limits.ts';

/** Gives an account a new one-time password, ends its sessions, and opens it again where it was disabled or locked. */
export const resetPassword = async (
  ctx: ActionContext,
  email: string,
): Promise<Result<{ readonly password: string }, 'unknown'>> => {
  const password = oneTimePassword(ctx.randomBytes);
  const hash = await hashPassword(password, ctx.randomBytes(16));
  return ctx.db.transaction().execute(async (trx) => {
    const account = await accountByEmail(trx, email);
    if (account === null) return fail('unknown');
    await setPassword(trx, account.id, hash, true);
    await setDisabled(trx, account.id, null);
    await deleteSessionsOf(trx, account.id);
    await clearTries(ctx, perAccount, account.email, trx);
    await recordAudit(ctx, trx, {
      actor: { kind: 'service' },
      action: 'password-reset',
      subjectKind: 'staff',
      subjectId: account.id,
    });
    return ok({ password });
  });
};
