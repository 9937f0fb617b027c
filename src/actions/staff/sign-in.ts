import { fail, ok, type Result } from '../../domain/result.ts';
import { checkPassword, hashPassword, isOutdated, longestPassword } from '../../storage/password-hash.ts';
import { accountByEmail, countSignIn, normaliseEmail, renewHash } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';
import { clearTries, withinLimit } from '../limit-tries.ts';
import { recordAudit } from '../record-audit.ts';
import type { SignInRefusal } from './refusals.ts';
import { perAccount, perAddress } from './sign-in-limits.ts';
import { beginSession } from './sitting.ts';
import type { SignedIn } from './staff-session.ts';

/**
 * Signs an official in. An unknown account, a wrong password and a disabled account are one answer after the same
 * work: one limit count each, one scrypt, one audit row. `address` is the peer's, for the limit only.
 */
export const signIn = async (
  ctx: ActionContext,
  input: { readonly email: string; readonly password: string; readonly address: string },
): Promise<Result<SignedIn, SignInRefusal>> => {
  const email = normaliseEmail(input.email);
  const addressWithin = await withinLimit(ctx, perAddress, input.address);
  const accountWithin = await withinLimit(ctx, perAccount, email);
  if (!addressWithin || !accountWithin) {
    ctx.log.warn({ limit: accountWithin ? 'address' : 'account' }, 'sign-in refused: too many attempts');
    return fail('too-many-attempts');
  }
  const account = await accountByEmail(ctx.db, email);
  // What is too long is cut, not answered sooner: it can't be right in any case.
  const right = await checkPassword(input.password.slice(0, longestPassword), account?.passwordHash ?? null);

  const signedIn = await ctx.db.transaction().execute(async (trx) => {
    // The hash is compared again under the lock: a reset while scrypt ran must win.
    const checked = right && input.password.length <= longestPassword ? account?.passwordHash : undefined;
    const enters = account !== null && checked !== undefined && (await countSignIn(trx, account.id, checked));
    await recordAudit(ctx, trx, {
      actor: { kind: 'service' },
      action: enters ? 'sign-in' : 'sign-in-failed',
      subjectKind: 'staff',
      subjectId: account?.id ?? null,
    });
    if (!enters) return null;
    await clearTries(ctx, perAccount, email, trx);
    return beginSession(ctx, trx, account.id);
  });
  if (signedIn === null) return fail('wrong-credentials');
  if (account !== null && isOutdated(account.passwordHash))
    await renewHash(
      ctx.db,
      account.id,
      account.passwordHash,
      await hashPassword(input.password, ctx.randomBytes(16)),
    );
  return ok(signedIn);
};
